import { z } from 'zod';
import type { Language } from '../../kernel/language.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Words } from '../../platform/words/words.ts';
import { reasonCodes } from '../decisions/decision.ts';
import { strategies } from '../rules/pricing-rule.entity.ts';
import { historyRoutes } from './history.routes.ts';
import { listPrices, type PriceRow } from './list-prices.ts';
import { MoveReply } from './move-reply.ts';
import * as examples from './price.examples.ts';
import { countPricesByState, explainPrice, listPriceMoves } from './pricing.queries.ts';
import { reasonText } from './reason-text.ts';
import { simulationRoutes } from './simulation.routes.ts';

const tiyn = z.number().int();

const PriceReply = z.object({
  id: z.uuid(),
  listingId: z.uuid(),
  storeId: z.uuid(),
  productId: z.uuid(),
  name: z.string().describe('In the language of the request, else in Russian.'),
  imageUrl: z.string().nullable(),
  sku: z.string(),
  isOnSale: z.boolean(),
  cityId: z.string().nullable().describe('Null is the main price of the store.'),
  currentTiyn: tiyn,
  pendingTiyn: tiyn.nullable().describe('Sent to the marketplace and not seen there yet.'),
  minTiyn: tiyn.nullable(),
  maxTiyn: tiyn.nullable(),
  rank: z.number().int().nullable(),
  offersCount: z.number().int().nullable(),
  leaderTiyn: tiyn.nullable(),
  leaderName: z.string().nullable(),
  reason: z.enum(reasonCodes).nullable(),
  reasonText: z.string().nullable().describe('Why the price is what it is, in the language of the request.'),
  checkedAt: z.date().nullable(),
  rule: z
    .object({
      source: z.enum(['listing', 'store']),
      isEnabled: z.boolean(),
      strategy: z.enum(strategies),
      stepTiyn: tiyn,
    })
    .nullable(),
});

const ExplanationReply = z.object({
  price: PriceReply,
  offers: z.array(
    z.object({
      merchantId: z.string(),
      merchantName: z.string(),
      priceTiyn: tiyn,
      role: z.enum(['own', 'ignored', 'rival']),
    }),
  ),
  seenAt: z.date().nullable(),
});

const CountsReply = z.object({
  total: z.number().int(),
  repriced: z.number().int(),
  withoutMinimum: z.number().int(),
  paused: z.number().int(),
  withoutRule: z.number().int(),
  atFloor: z.number().int(),
  first: z.number().int(),
});

const params = z.object({ listingId: z.uuid() });

/** The company's prices and why they are what they are; reasons are told in the language of the request. */
export function pricingRoutes(words: Words): Route[] {
  return [
    pricesRoute(words),
    summaryRoute,
    explanationRoute(words),
    historyRoute(words),
    ...historyRoutes(words),
    ...simulationRoutes(words),
  ];
}

const pricesRoute = (words: Words) =>
  route({
    method: 'get',
    path: '/prices',
    can: 'pricing.read',
    summary: 'Prices with their rank, leader and reason',
    query: z.object({
      search: z.string().max(200).optional(),
      storeId: z.uuid().optional(),
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    reply: z.object({ items: z.array(PriceReply), next: z.string().nullable() }),
    example: { items: [examples.price], next: null },
    handle: async (scope, { query, language }) => {
      const { prices, next } = await listPrices(scope, query);
      return { items: prices.map((price) => viewPrice(words, language, price)), next };
    },
  });

const summaryRoute = route({
  method: 'get',
  path: '/prices-summary',
  can: 'pricing.read',
  summary: 'How many prices are in which state',
  query: z.object({ storeId: z.uuid().optional() }),
  reply: CountsReply,
  example: { total: 214, repriced: 180, withoutMinimum: 29, paused: 4, withoutRule: 1, atFloor: 2, first: 121 },
  handle: (scope, { query }) => countPricesByState(scope, query),
});

const explanationRoute = (words: Words) =>
  route({
    method: 'get',
    path: '/prices/:listingId',
    can: 'pricing.read',
    summary: 'Why this price: the last decision and the offers it came from',
    params,
    query: z.object({ cityId: z.string().max(20).optional() }),
    reply: ExplanationReply,
    example: { price: examples.price, offers: examples.offers, seenAt: examples.at },
    handle: async (scope, { params: { listingId }, query, language }) => {
      const { price, offers, seenAt } = await explainPrice(scope, { listingId, cityId: query.cityId });
      return { price: viewPrice(words, language, price), offers: [...offers], seenAt };
    },
  });

const historyRoute = (words: Words) =>
  route({
    method: 'get',
    path: '/prices/:listingId/history',
    can: 'pricing.read',
    summary: 'The moves of a listing’s prices, newest first, each with its reason',
    params,
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    reply: z.object({ items: z.array(MoveReply) }),
    example: { items: [examples.move] },
    handle: async (scope, { params: { listingId }, query, language }) => {
      const moves = await listPriceMoves(scope, { listingId, limit: query.limit });
      return { items: moves.map((move) => ({ ...move, reasonText: reasonText(words, language, move) })) };
    },
  });

function viewPrice(words: Words, language: Language, price: PriceRow) {
  const own = { ru: price.nameRu, kk: price.nameKk, en: price.nameEn }[language];
  const { lastParams } = price;
  // A price without a minimum is never looked at, so nobody has written that reason down.
  const reason = price.lastReason ?? (price.minTiyn === null ? 'no_minimum' : null);
  const text = reason === null ? null : reasonText(words, language, { reason, params: lastParams });
  return { ...price, name: own ?? price.nameRu, reason, reasonText: text };
}
