import { z } from 'zod';
import type { Language } from '../../kernel/language.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Words } from '../../platform/words/words.ts';
import { reasonCodes } from '../decisions/decision.ts';
import { decisionStates } from '../moves/price-decision.entity.ts';
import { answerMass } from '../questions/answer-mass.ts';
import { answerMove } from '../questions/answer-move.ts';
import { countHeldMoves, type HeldMove, listHeldMoves } from './list-held.ts';
import * as examples from './price.examples.ts';
import { reasonText } from './reason-text.ts';

const tiyn = z.number().int();
const answer = z.enum(['allow', 'refuse']);

const HeldReply = z.object({
  decisionId: z.uuid(),
  listingId: z.uuid(),
  productId: z.uuid(),
  storeId: z.uuid(),
  name: z.string().describe('In the language of the request, else in Russian.'),
  sku: z.string(),
  cityId: z.string().nullable().describe('Null is the main price of the store.'),
  fromTiyn: tiyn,
  toTiyn: tiyn,
  minTiyn: tiyn.nullable(),
  reason: z.enum(reasonCodes),
  reasonText: z.string(),
  waitsFor: z
    .enum(['approval', 'mass'])
    .describe('A word on this move, or on all moves of a store in which too many prices would move at once.'),
  decidedAt: z.date(),
});

const held = {
  decisionId: examples.move.id,
  listingId: examples.price.listingId,
  productId: examples.price.productId,
  storeId: examples.price.storeId,
  name: examples.price.name,
  sku: examples.price.sku,
  cityId: null,
  fromTiyn: 699_000,
  toTiyn: 499_000,
  minTiyn: 390_000,
  reason: examples.move.reason,
  reasonText: examples.move.reasonText,
  waitsFor: 'approval',
  decidedAt: examples.at,
} as const;

/** Moves that wait for the seller's word, and the ways to give it. */
export function heldRoutes(words: Words): Route[] {
  return [heldRoute(words), answerRoute, massRoute];
}

const heldRoute = (words: Words) =>
  route({
    method: 'get',
    path: '/prices-held',
    can: 'pricing.read',
    summary: 'Price moves that wait for somebody’s word, those that have waited longest first',
    query: z.object({
      storeId: z.uuid().optional(),
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    reply: z.object({
      items: z.array(HeldReply),
      next: z.string().nullable(),
      approval: z.number().int().describe('How many wait for a word of their own.'),
      mass: z.number().int().describe('How many wait for the word on their store.'),
    }),
    example: { items: [held], next: null, approval: 1, mass: 0 },
    handle: async (scope, { query, language }) => {
      const { moves, next } = await listHeldMoves(scope, query);
      const { approval, mass } = await countHeldMoves(scope, { storeId: query.storeId });
      return { items: moves.map((move) => viewHeld(words, language, move)), next, approval, mass };
    },
  });

const answerRoute = route({
  method: 'post',
  path: '/prices-held/:decisionId/answer',
  can: 'pricing.edit',
  summary: 'Allows a price move that waits, or turns it down for a day; of two answers the first counts',
  params: z.object({ decisionId: z.uuid() }),
  body: z.object({
    answer,
    seenTiyn: tiyn.optional().describe('The price that was seen; a move that goes further by now is not allowed.'),
  }),
  reply: z.object({ decisionId: z.uuid(), state: z.enum(decisionStates) }),
  example: { decisionId: held.decisionId, state: 'proposed' },
  handle: async (scope, { params, body }) => {
    const { id, state } = await answerMove(scope, { ...params, ...body });
    return { decisionId: id, state };
  },
});

const massRoute = route({
  method: 'post',
  path: '/stores/:storeId/mass-answer',
  can: 'pricing.edit',
  summary: 'Lets any number of a store’s prices move for a day, or turns down those that wait',
  params: z.object({ storeId: z.uuid() }),
  body: z.object({ answer }),
  reply: z.object({ moves: z.number().int().describe('How many moves waited.') }),
  example: { moves: 612 },
  handle: async (scope, { params, body }) => ({ moves: await answerMass(scope, { ...params, ...body }) }),
});

function viewHeld(words: Words, language: Language, move: HeldMove) {
  const own = { ru: move.nameRu, kk: move.nameKk, en: move.nameEn }[language];
  return { ...move, name: own ?? move.nameRu, reasonText: reasonText(words, language, move) };
}
