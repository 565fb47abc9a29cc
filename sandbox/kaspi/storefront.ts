import { text } from 'node:stream/consumers';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { parseJson } from './answers.ts';
import { gate } from './gate.ts';
import type { Kaspi } from './kaspi.ts';
import { type CityOffer, offersOn } from './offer-list.ts';
import type { Card } from './world.ts';

const largestLimit = 64;
const dayMs = 86_400_000;
const deliveryDays: Readonly<Record<string, number>> = {
  EXPRESS: 0,
  TODAY: 0,
  TOMORROW: 1,
  TILL_2_DAYS: 2,
  TILL_3_DAYS: 3,
  TILL_5_DAYS: 5,
  TILL_7_DAYS: 7,
  OTHER: 10,
};
const bodySchema = z.looseObject({
  cityId: z.string(),
  limit: z.int().min(1).max(largestLimit).default(largestLimit),
  page: z.int().min(0).default(0),
  searchText: z.string().nullish(),
  merchantUID: z.array(z.string()).nullish(),
});

/** Serves the competitors' offers of a card, without sign-in: contract §3.5. */
export function mountStorefront(router: Router, kaspi: Kaspi): void {
  const path = '/kaspi/yml/offer-view/offers/:masterSku';
  router.post(path, gate(kaspi, { area: 'offers', name: 'offers.list' }), (ctx) => answerOffers(kaspi, ctx));
  router.get(path, gate(kaspi, { area: 'offers', name: 'offers.get' }), (ctx) => {
    ctx.status = 405;
    ctx.set('allow', 'POST');
  });
}

async function answerOffers(kaspi: Kaspi, ctx: Context): Promise<void> {
  if (!looksLikeThePage(ctx) || !kaspi.limits.mayLookAtOffers(ctx.ip, kaspi.faults.offersPerSecond)) {
    ctx.status = 403;
    ctx.type = 'text/html';
    ctx.body = '<html><body>403 Forbidden</body></html>';
    return;
  }
  const raw = await text(ctx.req);
  const masterSku = String(ctx.params.masterSku);
  const today = Math.floor(Number(kaspi.now()) / dayMs);
  const make = () => makeAnswer(kaspi, masterSku, raw);
  const answer = kaspi.cards.has(masterSku) ? kaspi.shown.get(masterSku, `${today} ${raw}`, make) : make();
  ctx.status = answer === '' ? 400 : 200;
  ctx.type = 'application/json';
  ctx.body = answer || '{"message":"Bad Request"}';
}

/** Prices are floats on the wire: 12890 is written 12890.0. Empty when the question is a bad one. */
function makeAnswer(kaspi: Kaspi, masterSku: string, raw: string): string {
  const body = bodySchema.safeParse(parseJson(raw));
  if (!body.success) {
    return '';
  }

  const { cityId, limit, page, merchantUID } = body.data;
  const card = kaspi.cards.get(masterSku);
  const all = card && !kaspi.faults.emptyOffers ? offersOn(kaspi, card, cityId) : [];
  const wanted = merchantUID?.length ? all.filter((offer) => merchantUID.includes(offer.merchantId)) : all;
  const shown = wanted.slice(page * limit, (page + 1) * limit);
  const answer = {
    offers: card ? shown.map((offer) => offerView(kaspi, offer, { card, cityId })) : [],
    total: wanted.length,
    offersCount: wanted.length,
    deliveryDurationFacetValues: facetsOf(wanted),
    highRatingPresent: wanted.some(({ rating }) => (rating ?? 0) >= 4),
    excellentMerchantPresent: false,
  };
  return JSON.stringify(answer).replaceAll(/"price":(\d+)(?=[,}])/g, '"price":$1.0');
}

/** What a product page's own request carries; anything less is answered with 403. */
function looksLikeThePage(ctx: Context): boolean {
  return (
    ctx.get('content-type').startsWith('application/json') &&
    ctx.get('referer').includes('/p/') &&
    ctx.get('origin') !== '' &&
    /^\d{9}$/.test(ctx.get('x-ks-city')) &&
    ctx.get('sec-fetch-site') === 'same-origin' &&
    ctx.get('sec-fetch-mode') !== '' &&
    ctx.get('user-agent').startsWith('Mozilla/')
  );
}

function offerView(kaspi: Kaspi, offer: CityOffer, place: { card: Card; cityId: string }): Record<string, unknown> {
  const { card, cityId } = place;
  const days = deliveryDays[offer.deliveryDuration] ?? 10;
  const delivery = new Date(Number(kaspi.now()) + days * dayMs).toISOString().slice(0, 10);
  return {
    masterSku: card.masterSku,
    masterCategory: card.category,
    merchantId: offer.merchantId,
    merchantName: offer.merchantName,
    merchantSku: offer.merchantSku,
    ...ratingOf(kaspi, offer),
    merchantReviewsQuantity: offer.reviews,
    title: card.title[0],
    price: offer.price,
    delivery: `${delivery}T23:59:00`,
    deliveryDuration: offer.deliveryDuration,
    deliveryType: 'TO_DOOR',
    kaspiDelivery: offer.kaspiDelivery,
    kdPickupDate: delivery,
    kdDestinationCity: cityId,
    preorder: offer.preorder,
    locatedInCity: days <= 2,
    locatedInPoint: days <= 2,
    availabilityDate: null,
    deliveryOptions: {
      TO_DOOR: {
        delivery: `${delivery}T23:59:00`,
        kaspiDelivery: offer.kaspiDelivery,
        interCity: days > 2,
        deliveryCost: 0,
      },
    },
    purchaseCount: offer.purchases,
    merchantSegmentId: 'standard',
  };
}

/** A shop without rating comes with 0 or without the field; the fault takes every second one's away. */
function ratingOf(kaspi: Kaspi, offer: CityOffer): { merchantRating?: number } {
  if (kaspi.faults.ratingsMissing) {
    return offer.merchantId.length % 2 === 0 ? {} : { merchantRating: 0 };
  }
  return offer.rating === null ? {} : { merchantRating: offer.rating };
}

function facetsOf(offers: readonly CityOffer[]): Record<string, number> {
  const counts: Record<string, number> = { TODAY: 0, TOMORROW: 0, TILL_2_DAYS: 0 };
  for (const { deliveryDuration } of offers) {
    counts[deliveryDuration] = (counts[deliveryDuration] ?? 0) + 1;
  }
  return counts;
}
