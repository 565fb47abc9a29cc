import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { readControl } from '../control-body.ts';
import { queryOf } from './answers.ts';
import type { Kaspi } from './kaspi.ts';
import { offersOn } from './offer-list.ts';
import { almaty, type Card, type RivalOffer } from './world.ts';

const cardPath = '/_control/kaspi/cards/:id';
const price = z.number().min(1);
const offerSchema = z.strictObject({
  merchantId: z.string(),
  merchantName: z.string(),
  merchantSku: z.string().optional(),
  price,
  cityPrices: z.record(z.string(), price).optional(),
  rating: z.number().min(0).max(5).nullable().optional(),
  reviews: z.int().min(0).optional(),
  deliveryDuration: z.string().optional(),
  kaspiDelivery: z.boolean().optional(),
  preorder: z.int().min(0).max(30).optional(),
});
const offersSchema = z.strictObject({ offers: z.array(offerSchema) });
const moveSchema = z.strictObject({ price, cityId: z.string().optional() });

/** Serves the rivals' side of a card to tests and the phones page. Prices in tenge, fractions allowed. */
export function mountCardControl(router: Router, kaspi: Kaspi): void {
  router.get(cardPath, (ctx) => {
    const card = cardOf(kaspi, ctx);
    const { masterSku, title, brand, category, path } = card;
    const offers = offersOn(kaspi, card, queryOf(ctx, 'cityId') ?? almaty);
    ctx.body = { masterSku, title, brand, category, path, offers };
  });
  router.put(`${cardPath}/offers`, async (ctx) => {
    const card = cardOf(kaspi, ctx);
    const { offers } = await readControl(ctx, offersSchema);
    for (const { merchantId } of offers) {
      demandRival(kaspi, ctx, merchantId);
    }
    card.rivals.splice(0, card.rivals.length, ...offers.map(rivalOf));
    tell(kaspi, card, { merchantId: null, price: null });
    ctx.body = card.rivals;
  });
  router.post(`${cardPath}/offers`, async (ctx) => {
    const card = cardOf(kaspi, ctx);
    const offer = await readControl(ctx, offerSchema);
    const { merchantId, merchantName } = offer;
    demandRival(kaspi, ctx, merchantId);
    if (card.rivals.some((known) => known.merchantId === merchantId)) {
      ctx.throw(409, `${merchantId} is on this card already`);
    }
    card.rivals.push(rivalOf(offer));
    tell(kaspi, card, { merchantId, merchantName, price: offer.price });
    ctx.status = 201;
    ctx.body = rivalOf(offer);
  });
  mountOneRival(router, kaspi);
}

function mountOneRival(router: Router, kaspi: Kaspi): void {
  router.put(`${cardPath}/offers/:merchantId`, async (ctx) => {
    const { card, rival } = rivalOn(kaspi, ctx);
    const move = await readControl(ctx, moveSchema);
    const was = rival.cityPrices[move.cityId ?? almaty] ?? rival.price;
    if (move.cityId === undefined) {
      rival.price = move.price;
      rival.cityPrices = {};
    } else {
      rival.cityPrices[move.cityId] = move.price;
    }
    const { merchantId, merchantName } = rival;
    tell(kaspi, card, { merchantId, merchantName, was, price: move.price });
    ctx.body = rival;
  });
  router.delete(`${cardPath}/offers/:merchantId`, (ctx) => {
    const { card, rival } = rivalOn(kaspi, ctx);
    card.rivals.splice(card.rivals.indexOf(rival), 1);
    const { merchantId, merchantName, price: was } = rival;
    tell(kaspi, card, { merchantId, merchantName, was, price: null });
    ctx.status = 204;
  });
}

function cardOf(kaspi: Kaspi, ctx: Context): Card {
  return kaspi.cards.get(String(ctx.params.id)) ?? ctx.throw(404, 'no such card');
}

function rivalOn(kaspi: Kaspi, ctx: Context): { card: Card; rival: RivalOffer } {
  const card = cardOf(kaspi, ctx);
  const merchantId = String(ctx.params.merchantId);
  demandRival(kaspi, ctx, merchantId);
  const rival = card.rivals.find((known) => known.merchantId === merchantId);
  return { card, rival: rival ?? ctx.throw(404, 'no such rival on this card') };
}

/** A merchant of the cabinet moves its own price through the cabinet only. */
function demandRival(kaspi: Kaspi, ctx: Context, merchantId: string): void {
  if (kaspi.merchants.has(merchantId)) {
    ctx.throw(409, `${merchantId} is a merchant of the cabinet, not a rival`);
  }
}

function rivalOf(offer: z.output<typeof offerSchema>): RivalOffer {
  return {
    merchantId: offer.merchantId,
    merchantName: offer.merchantName,
    merchantSku: offer.merchantSku ?? `R-${offer.merchantId}`,
    price: offer.price,
    cityPrices: offer.cityPrices ?? {},
    rating: offer.rating === undefined ? 4.7 : offer.rating,
    reviews: offer.reviews ?? 50,
    deliveryDuration: offer.deliveryDuration ?? 'TOMORROW',
    kaspiDelivery: offer.kaspiDelivery ?? true,
    preorder: offer.preorder ?? 0,
    purchases: 10,
  };
}

/** What happened to a rival: its price before and after, nothing after it left; no id means that all were replaced. */
interface RivalMove {
  readonly merchantId: string | null;
  readonly merchantName?: string;
  readonly was?: number;
  readonly price: number | null;
}

function tell(kaspi: Kaspi, card: Card, move: RivalMove): void {
  kaspi.emit('rival.moved', { masterSku: card.masterSku, ...move });
}
