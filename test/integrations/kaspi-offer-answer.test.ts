import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  looseFlag,
  looseLocalTime,
  looseNumber,
  looseObject,
  looseText,
  looseTiyn,
} from '#src/integrations/kaspi/loose-fields.ts';
import { keepCheapest, readOffers } from '#src/integrations/kaspi/offer-answer.ts';
import type { CompetitorOffer } from '#src/stores/store.ports.ts';

const row = {
  merchantId: 'Rival7',
  merchantName: 'Rival',
  price: 12_890,
  merchantRating: 4.8,
  merchantReviewsQuantity: 120,
  deliveryDuration: 'TILL_2_DAYS',
  delivery: '2026-10-03T23:59:00',
  preorder: 0,
  locatedInCity: true,
  kaspiDelivery: true,
};
const read = (change: object) => readOffers([{ ...row, ...change }])[0];

/** The fields one by one through zod, as the other answers of Kaspi are read. */
const BySchema = looseObject({
  merchantId: looseText,
  merchantName: looseText,
  price: looseTiyn,
  merchantRating: looseNumber,
  merchantReviewsQuantity: looseNumber,
  deliveryDuration: z
    .enum(['EXPRESS', 'TODAY', 'TOMORROW', 'TILL_2_DAYS', 'TILL_3_DAYS', 'TILL_5_DAYS', 'TILL_7_DAYS', 'OTHER'])
    .catch('OTHER'),
  delivery: looseLocalTime,
  preorder: looseNumber,
  locatedInCity: looseFlag,
  kaspiDelivery: looseFlag,
});

function readBySchema(given: unknown): CompetitorOffer | undefined {
  const { merchantId, price, ...offer } = BySchema.parse(given);
  return merchantId === undefined || price === undefined || price <= 0
    ? undefined
    : {
        merchantId,
        merchantName: offer.merchantName ?? merchantId,
        isOwn: false,
        priceTiyn: price,
        rating: offer.merchantRating || undefined,
        reviews: offer.merchantReviewsQuantity ?? 0,
        deliveryDuration: offer.deliveryDuration,
        preorder: offer.preorder ?? 0,
        locatedInCity: offer.locatedInCity,
        kaspiDelivery: offer.kaspiDelivery,
      };
}

describe('an offer', () => {
  it('is read whole', () => {
    expect(readOffers([row], 'Rival7')).toEqual([
      {
        merchantId: 'Rival7',
        merchantName: 'Rival',
        isOwn: true,
        priceTiyn: 1_289_000,
        rating: 4.8,
        reviews: 120,
        deliveryDuration: 'TILL_2_DAYS',
        preorder: 0,
        locatedInCity: true,
        kaspiDelivery: true,
      },
    ]);
  });

  it.each([
    [{ price: '12890.0' }, { priceTiyn: 1_289_000 }],
    [{ price: 0.1 + 0.2 }, { priceTiyn: 30 }],
    [{ merchantId: 77 }, { merchantId: '77' }],
    [{ merchantId: ' R ' }, { merchantId: 'R' }],
    [{ merchantName: null }, { merchantName: 'Rival7' }],
    [{ merchantRating: 0 }, { rating: undefined }],
    [{ merchantRating: '4,5' }, { rating: undefined }],
    [{ merchantReviewsQuantity: null }, { reviews: 0 }],
    [{ deliveryDuration: 'NEXT_YEAR' }, { deliveryDuration: 'OTHER' }],
    [{ preorder: '3' }, { preorder: 3 }],
    [
      { locatedInCity: 'yes', kaspiDelivery: 1 },
      { locatedInCity: true, kaspiDelivery: false },
    ],
  ])('tolerates %j', (change, expected) => {
    expect(read(change)).toMatchObject(expected);
  });

  it.each([
    { merchantId: null },
    { merchantId: '  ' },
    { price: null },
    { price: 0 },
    { price: -5 },
    { price: 'many' },
    { price: 1e300 },
    { price: [5] },
  ])('is dropped with %j: nothing can be decided from it', (change) => {
    expect(read(change)).toBeUndefined();
  });

  it('is read by hand exactly as field by field', () => {
    const value = fc.oneof(
      fc.anything(),
      fc.constantFrom('', ' ', 'yes', 'true', '7.5', 'TODAY', '2026-01-01T00:00:00'),
    );
    const anyRow = fc.record(Object.fromEntries(Object.keys(row).map((name) => [name, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(anyRow, fc.anything()), fc.boolean(), (given, isSound) => {
        const one =
          isSound && typeof given === 'object' && given !== null ? { ...given, merchantId: 'R', price: 5 } : given;
        expect(readOffers([one])[0]).toEqual(readBySchema(one));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the offers of a card', () => {
  const offer = (merchantId: string, price: number) => read({ merchantId, price }) as CompetitorOffer;

  it('are one of each shop, its cheapest, cheapest first, in whatever order they came', () => {
    const names = ['a', 'b', 'c', 'd'];
    const offers = fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 9 })), { maxLength: 12 });
    fc.assert(
      fc.property(offers, (given) => {
        const kept = keepCheapest(given.map(([name, price]) => offer(name, price)));
        const expected = names
          .map((name) => [name, Math.min(...given.filter(([one]) => one === name).map(([, price]) => price))] as const)
          .filter(([, price]) => Number.isFinite(price));
        expect(kept.map(({ priceTiyn }) => priceTiyn)).toEqual(
          expected.map(([, price]) => price * 100).sort((x, y) => x - y),
        );
        expect(new Map(kept.map(({ merchantId, priceTiyn }) => [merchantId, priceTiyn / 100]))).toEqual(
          new Map(expected),
        );
      }),
    );
  });
});
