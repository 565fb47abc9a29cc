import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findRows, readListing, readPoint } from '#src/integrations/kaspi/listing-answer.ts';
import { readOffers } from '#src/integrations/kaspi/offer-answer.ts';
import { writePush } from '#src/integrations/kaspi/price-push.ts';

const site = { storefrontUrl: 'https://kaspi.kz', shelf: 'on-sale' } as const;

const row = {
  sku: 'A-1001',
  masterSku: '104990001',
  masterTitle: 'Kettle K1',
  model: 'Kettle K1 black',
  brand: 'Demo',
  masterCategory: 'Kettles',
  price: 12_990,
  cityPrices: [
    { cityId: '750000000', value: 12_990 },
    { cityId: null, value: 1 },
  ],
  availabilities: [
    { storeId: 'Shop1_PP1', available: 'yes', preOrder: 0, stockSpecified: true, stockCount: '12.0' },
    { storeId: 'Shop1_PP2', available: 'no', stockSpecified: false, stockCount: 7 },
  ],
  shopLink: '/p/kettle-k1-104990001/?c=750000000',
  images: [],
  available: true,
};

describe('a listing of the cabinet', () => {
  it('keeps the model word for word and every point', () => {
    expect(readListing(row, site)).toMatchObject({
      sku: 'A-1001',
      masterSku: '104990001',
      title: 'Kettle K1',
      model: 'Kettle K1 black',
      priceTiyn: 1_299_000,
      isOnSale: true,
      cityPrices: [{ cityId: '750000000', priceTiyn: 1_299_000 }],
      availabilities: [
        { storeId: 'Shop1_PP1', isAvailable: true, preOrderDays: 0, stockCount: 12 },
        { storeId: 'Shop1_PP2', isAvailable: false, stockCount: undefined },
      ],
      pageUrl: 'https://kaspi.kz/p/kettle-k1-104990001/?c=750000000',
      imageUrl: undefined,
    });
  });

  it('falls back from sku to offer id and is dropped only without both', () => {
    expect(readListing({ offerId: 'o-1' }, site)).toMatchObject({ sku: 'o-1', title: 'o-1', availabilities: [] });
    expect(readListing({ masterSku: '1' }, site)).toBeUndefined();
  });

  it('without a word of being available is on the shelf that was asked for', () => {
    const { available: _, ...silent } = row;
    expect(readListing(silent, site)).toMatchObject({ isOnSale: true });
    expect(readListing({ ...silent, available: null }, { ...site, shelf: 'archive' })).toMatchObject({
      isOnSale: false,
    });
    expect(readListing({ ...row, available: false }, site)).toMatchObject({ isOnSale: false });
    expect(readListing({ ...row, available: 'yes' }, { ...site, shelf: 'archive' })).toMatchObject({ isOnSale: true });
  });

  it('knows no points when one of them does not say whether it sells', () => {
    const [known] = row.availabilities;
    for (const unknown of [{ storeId: 'Shop1_PP2' }, { storeId: 'Shop1_PP2', available: null }, { available: 'yes' }]) {
      expect(readListing({ ...row, availabilities: [known, unknown] }, site)).toMatchObject({ availabilities: [] });
    }
  });

  it('survives any field being null or of another kind', () => {
    const names = Object.keys(row).filter((name) => name !== 'sku');
    fc.assert(
      fc.property(fc.subarray(names), fc.anything(), (broken, value) => {
        const changes = Object.fromEntries(broken.map((name) => [name, value]));
        return readListing({ ...row, ...changes }, site)?.sku === 'A-1001';
      }),
    );
  });

  it('is found under whichever key the list has drifted to', () => {
    for (const key of ['data', 'items', 'content']) {
      expect(findRows({ total: 1, [key]: [row] }, ['data', 'items', 'content'])).toHaveLength(1);
    }

    expect(findRows({ error: 'x' }, ['data'])).toBeUndefined();
  });

  it('takes a point by its short or its long name', () => {
    const city = { code: '750000000', name: 'Almaty' };
    const expected = { storeId: 'Shop1_PP1', name: 'PP1', cityId: '750000000', isActive: true };
    expect(readPoint({ displayName: 'PP1', city }, 'Shop1')).toMatchObject(expected);
    expect(readPoint({ storeId: 'Shop1_PP1', name: 'PP1', city, active: false }, 'Shop1')).toMatchObject({
      ...expected,
      isActive: false,
    });
  });
});

describe('a price on its way to the cabinet', () => {
  const push = { merchantUid: 'Shop1', sku: 'A-1001', model: 'Kettle K1' };

  it('is whole tenge, with every point', () => {
    const availabilities = [
      { storeId: 'Shop1_PP1', isAvailable: true },
      { storeId: 'Shop1_PP2', isAvailable: false, preOrderDays: 2, stockCount: 0 },
    ];
    expect(writePush({ ...push, priceTiyn: 1_289_000, availabilities })).toEqual({
      ...push,
      price: 12_890,
      availabilities: [
        { available: 'yes', storeId: 'Shop1_PP1' },
        { available: 'no', storeId: 'Shop1_PP2', preOrder: 2, stockCount: 0 },
      ],
    });
  });

  it('leaves points out altogether when none are given, and names cities instead of one price', () => {
    expect(writePush({ ...push, cityPrices: [{ cityId: '750000000', priceTiyn: 1_289_000 }] })).toEqual({
      ...push,
      cityPrices: [{ cityId: '750000000', value: 12_890 }],
    });
  });

  it.each([1_289_050, 900, 0, -100_000, Number.NaN])('is refused at %d tiyn', (priceTiyn) => {
    expect(() => writePush({ ...push, priceTiyn })).toThrow(
      expect.objectContaining({
        code: 'marketplace.refused',
        params: expect.objectContaining({ reason: 'bad-price' }),
      }),
    );
  });
});

describe('offers of a card', () => {
  const offer = {
    merchantId: 'Rival7',
    merchantName: 'Rival',
    merchantRating: 4.8,
    merchantReviewsQuantity: 120,
    price: 12_890.0,
    delivery: '2026-10-03T23:59:00',
    deliveryDuration: 'TILL_2_DAYS',
    kaspiDelivery: true,
    preorder: 0,
    locatedInCity: true,
  };

  it('carry price in tiyn, rating, delivery, and mark our own', () => {
    expect(readOffers([offer, { ...offer, merchantId: 'Shop1' }], 'Shop1')).toMatchObject([
      {
        merchantId: 'Rival7',
        isOwn: false,
        priceTiyn: 1_289_000,
        rating: 4.8,
        reviews: 120,
        deliveryDuration: 'TILL_2_DAYS',
        preorder: 0,
        locatedInCity: true,
        kaspiDelivery: true,
      },
      { merchantId: 'Shop1', isOwn: true },
    ]);
  });

  it('have no rating when it is missing or zero, and an unknown duration is OTHER', () => {
    const bare = { merchantId: 'New1', price: 500, deliveryDuration: 'NEXT_YEAR' };
    const unrated = { rating: undefined, reviews: 0, deliveryDuration: 'OTHER' };
    expect(readOffers([bare, { ...bare, merchantRating: 0 }])).toMatchObject([unrated, unrated]);
  });

  it('keep fractions of a tenge', () => {
    expect(readOffers([{ ...offer, price: 12_890.55 }])).toMatchObject([{ priceTiyn: 1_289_055 }]);
  });

  it('are left out without a merchant or a price', () => {
    expect(
      readOffers([
        { ...offer, merchantId: null },
        { ...offer, price: null },
        { ...offer, price: 0 },
      ]),
    ).toEqual([]);
  });
});
