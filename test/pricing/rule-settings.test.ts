import { beforeAll, describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing } from '#src/catalog/product.entity.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { CardOffers } from '#src/pricing/checks/card-offers.entity.ts';
import { packOffers } from '#src/pricing/history/pack-offers.ts';
import {
  countPricesByState,
  enableRule,
  explainPrice,
  findRule,
  listPrices,
  pauseRule,
  type RuleInput,
  setBounds,
  setPricingRule,
} from '#src/pricing/index.ts';
import { Store } from '#src/stores/store.entity.ts';
import { anOffer } from './market.ts';
import { aShelf, type Shelf } from './shelf.ts';

const [almaty, astana, shymkent] = ['750000000', '710000000', '511010000'];

const window = { fromMinute: 1_320, toMinute: 480, shiftBps: 200 };

describe('settings of a rule', () => {
  it('are kept, each one that is left out stays, and null brings the default back', async () => {
    const { shop, storeId } = await aShelf();
    const set = (input: Omit<RuleInput, 'storeId'>) =>
      shop.run((scope) => setPricingRule(scope, { storeId, ...input }));
    const filters = { minRatingTenths: 45, maxDeliveryDays: 3, skipsPreorder: true, onlyInCity: true };
    await set({ ...filters, strategy: 'stock_aware', parameters: { lowStock: 5, windows: [window] } });
    await set({ priorityIntervalSeconds: 60, maxDeliveryDays: null, parameters: { lowStockBps: 700, windows: null } });
    const rule = await shop.run((scope) => findRule(scope, { storeId }));
    expect(rule).toMatchObject({
      ...filters,
      maxDeliveryDays: null,
      strategy: 'stock_aware',
      priorityIntervalSeconds: 60,
    });
    expect(rule?.parameters).toEqual({ lowStock: 5, lowStockBps: 700 });
  });

  it('ask for a profit in money or as a share, the last one given', async () => {
    const { shop, storeId } = await aShelf();
    const set = (input: Omit<RuleInput, 'storeId'>) =>
      shop.run((scope) => setPricingRule(scope, { storeId, ...input }));
    expect(await set({ minProfitTiyn: tenge(500) })).toMatchObject({ minProfitTiyn: tenge(500), minProfitBps: null });
    expect(await set({ minProfitBps: 1_500 })).toMatchObject({ minProfitTiyn: null, minProfitBps: 1_500 });
    expect(await set({ topN: 2 })).toMatchObject({ minProfitBps: 1_500 });
    expect(await set({ minProfitBps: null })).toMatchObject({ minProfitTiyn: null, minProfitBps: null });
  });

  it('go over whole into a new rule below, which changes on its own from then on', async () => {
    const { shop, storeId, listingId } = await aShelf();
    const settings = {
      ...{
        strategy: 'schedule' as const,
        stepTiyn: 700,
        topN: 5,
        rivalMerchantId: 'r',
        belowFloor: 'max' as const,
        minProfitBps: 900,
      },
      ...{
        minRatingTenths: 41,
        maxDeliveryDays: 2,
        skipsPreorder: true,
        onlyInCity: true,
        parameters: { windows: [window] },
      },
      ...{ checkIntervalSeconds: 601, priorityIntervalSeconds: 61, workFromMinute: 1, workToMinute: 2 },
      ...{ excludedMerchantIds: ['x'], friendlyMerchantIds: ['f'] },
    };
    await shop.run((scope) => setPricingRule(scope, { storeId, ...settings }));
    const own = await shop.run((scope) => setPricingRule(scope, { storeId, listingId }));
    expect(own).toMatchObject({ ...settings, listingId, isEnabled: false });
    await shop.run((scope) => setPricingRule(scope, { storeId, stepTiyn: 900 }));
    expect(await shop.run((scope) => findRule(scope, { storeId, listingId }))).toMatchObject({ stepTiyn: 700 });
  });

  it.each<[string, Omit<RuleInput, 'storeId'>, string]>([
    ['a rating above 5', { minRatingTenths: 51 }, 'pricing.ratingInvalid'],
    ['a rating of 0', { minRatingTenths: 0 }, 'pricing.ratingInvalid'],
    ['a delivery before it was ordered', { maxDeliveryDays: -1 }, 'pricing.deliveryInvalid'],
    ['half a day', { maxDeliveryDays: 0.5 }, 'pricing.deliveryInvalid'],
    ['a loss for a profit', { minProfitTiyn: -100 }, 'pricing.profitInvalid'],
    ['a profit with tiyn', { minProfitTiyn: 150 }, 'pricing.profitInvalid'],
    ['a negative share', { minProfitBps: -1 }, 'pricing.profitInvalid'],
    ['two profits at once', { minProfitTiyn: 100, minProfitBps: 100 }, 'pricing.profitInvalid'],
    ['a margin of nothing', { parameters: { marginBps: 0 } }, 'pricing.marginInvalid'],
    ['a margin of all', { parameters: { marginBps: 9_001 } }, 'pricing.marginInvalid'],
    ['no climb', { parameters: { climbBps: 0 } }, 'pricing.climbInvalid'],
    ['too steep a climb', { parameters: { climbBps: 5_001 } }, 'pricing.climbInvalid'],
    ['less than no stock', { parameters: { lowStock: -1 } }, 'pricing.stockInvalid'],
    ['a stock beyond counting', { parameters: { lowStock: 10_001 } }, 'pricing.stockInvalid'],
    ['a surcharge below nothing', { parameters: { lowStockBps: -1 } }, 'pricing.stockInvalid'],
    ['25 o’clock', { parameters: { windows: [{ ...window, toMinute: 1_500 }] } }, 'pricing.windowsInvalid'],
    ['a shift to nothing', { parameters: { windows: [{ ...window, shiftBps: -10_000 }] } }, 'pricing.windowsInvalid'],
    ['13 windows', { parameters: { windows: Array.from({ length: 13 }, () => window) } }, 'pricing.windowsInvalid'],
    ['no interval for priority', { priorityIntervalSeconds: 0 }, 'pricing.intervalInvalid'],
    ['a city that nobody knows', { cityId: '770000000' }, 'pricing.cityUnknown'],
    ['a city by a name of the language', { cityId: 'toString' }, 'pricing.cityUnknown'],
  ])('refuse %s', async (_, input, code) => {
    const { shop, storeId } = await aShelf();
    await expect(shop.run((scope) => setPricingRule(scope, { storeId, ...input }))).rejects.toMatchObject({ code });
    expect(await shop.run((scope) => findRule(scope, { storeId }))).toBeNull();
  });
});

describe('a rule of a city', () => {
  it('stands where it is the most specific: listing and city, listing, city, store', async () => {
    const { shop, storeId, listingIds } = await aShelf({ count: 2 });
    const [listingId = '', other = ''] = listingIds;
    await shop.run(async (scope) => {
      for (const id of listingIds) {
        await setBounds(scope, { listingId: id, cityId: astana, minTiyn: tenge(4_000) });
        await setBounds(scope, { listingId: id, cityId: shymkent, minTiyn: tenge(4_000) });
      }
      await setPricingRule(scope, { storeId, topN: 1 });
      await setPricingRule(scope, { storeId, cityId: astana, topN: 2 });
      await setPricingRule(scope, { storeId, listingId, topN: 3 });
      await setPricingRule(scope, { storeId, listingId, cityId: shymkent, topN: 4 });
    });
    const found = (id: string, cityId?: string) =>
      shop.run(async (scope) => (await findRule(scope, { storeId, listingId: id, cityId }))?.topN);
    expect([await found(other), await found(other, astana), await found(other, shymkent)]).toEqual([1, 2, 1]);
    expect([await found(listingId), await found(listingId, astana), await found(listingId, shymkent)]).toEqual([
      3, 3, 4,
    ]);
    const { prices } = await shop.run((scope) => listPrices(scope, { storeId, limit: 100 }));
    const shown = prices.map((price) => [
      price.listingId === other,
      price.cityId,
      price.rule?.topN,
      price.rule?.cityId,
    ]);
    expect(new Set(shown.map(String))).toEqual(
      new Set(
        [
          [true, null, 1, null],
          [true, astana, 2, astana],
          [true, shymkent, 1, null],
          [false, null, 3, null],
          [false, astana, 3, null],
          [false, shymkent, 4, shymkent],
        ].map(String),
      ),
    );
  });

  it('is switched on and off for the prices of that city alone', async () => {
    const { shop, storeId, listingId } = await aShelf();
    await shop.run(async (scope) => {
      await setBounds(scope, { listingId, minTiyn: tenge(4_000) });
      await setBounds(scope, { listingId, cityId: astana, minTiyn: tenge(4_000) });
      await setPricingRule(scope, { storeId, cityId: astana });
      await enableRule(scope, { storeId, cityId: astana });
    });
    const dueIn = (cityId?: string) =>
      shop.run(async (scope) => (await explainPrice(scope, { listingId, cityId })).price.nextCheckAt);
    expect([await dueIn(), await dueIn(astana)]).toEqual([null, new Date('2026-11-20T07:00:00Z')]);
    expect(await shop.run((scope) => countPricesByState(scope))).toMatchObject({
      repriced: 1,
      withoutRule: 1,
      paused: 0,
    });
    await shop.run((scope) => pauseRule(scope, { storeId, cityId: astana }));
    expect([await dueIn(), await dueIn(astana)]).toEqual([null, null]);
    await shop.run((scope) => setPricingRule(scope, { storeId }));
    await shop.run((scope) => enableRule(scope, { storeId }));
    expect([await dueIn(), await dueIn(astana)]).toEqual([new Date('2026-11-20T07:00:00Z'), null]);
    const later = new Date('2026-11-20T08:00:00Z');
    await shop.run(({ em }) => em.nativeUpdate(ListingPrice, { cityId: null }, { nextCheckAt: later }));
    await shop.run((scope) => setPricingRule(scope, { storeId, cityId: astana, topN: 2 }));
    expect(await dueIn()).toEqual(later);
  });

  it('of a listing needs a minimum there before it is enabled', async () => {
    const { shop, storeId, listingId } = await aShelf();
    const place = { storeId, listingId, cityId: astana };
    await shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(4_000) }));
    await shop.run((scope) => setPricingRule(scope, place));
    const enabling = shop.run((scope) => enableRule(scope, place));
    await expect(enabling).rejects.toMatchObject({ code: 'pricing.minimumMissing' });
    await shop.run((scope) => setBounds(scope, { listingId, cityId: astana, minTiyn: tenge(4_000) }));
    expect(await shop.run((scope) => enableRule(scope, place))).toMatchObject({ isEnabled: true, cityId: astana });
  });

  it('is the store’s default where the city is the store’s own', async () => {
    const { shop, storeId } = await aShelf();
    const set = await shop.run((scope) => setPricingRule(scope, { storeId, cityId: almaty, topN: 7 }));
    expect(set.cityId ?? null).toBeNull();
    await shop.run((scope) => enableRule(scope, { storeId, cityId: almaty }));
    expect(await shop.run((scope) => findRule(scope, { storeId }))).toMatchObject({
      id: set.id,
      isEnabled: true,
      topN: 7,
    });
  });

  it('may stand in a city that Kaspi itself has named', async () => {
    const { shop, storeId, listingId } = await aShelf();
    const [ofPoint, ofListing] = ['999000001', '999000002'];
    await shop.run(async ({ em }) => {
      const store = await em.findOneOrFail(Store, { id: storeId });
      store.points = [{ storeId: 'S_PP1', name: 'PP1', cityId: ofPoint, isActive: true }];
      const listing = await em.findOneOrFail(Listing, { id: listingId });
      listing.cityIds = [ofListing];
    });
    const set = (place: Partial<RuleInput>) => shop.run((scope) => setPricingRule(scope, { storeId, ...place }));
    expect(await set({ cityId: ofPoint })).toMatchObject({ cityId: ofPoint });
    expect(await set({ listingId, cityId: ofListing })).toMatchObject({ cityId: ofListing });
    await expect(set({ cityId: ofListing })).rejects.toMatchObject({ code: 'pricing.cityUnknown' });
  });
});

describe('offers in an explanation', () => {
  it('are rivals only where the rule of that city counts them', async () => {
    const { shop, storeId, listingId } = await aShelf();
    await shop.run(async (scope) => {
      const { masterSku } = await scope.em.findOneOrFail(Listing, { id: listingId });
      const offers = packOffers([
        ...[anOffer('fine', 450_000), anOffer('low', 440_000, { rating: 4 }), anOffer('friend', 460_000)],
      ]);
      for (const cityId of [almaty, astana]) {
        scope.em.create(CardOffers, { masterSku: String(masterSku), cityId, offers, fetchedAt: scope.now() });
      }
      await setBounds(scope, { listingId, cityId: astana, minTiyn: tenge(4_000) });
      await setPricingRule(scope, { storeId, friendlyMerchantIds: ['friend'] });
      await setPricingRule(scope, { storeId, cityId: astana, minRatingTenths: 45 });
    });
    const rolesIn = (cityId: string) =>
      shop.run(async (scope) => {
        const { offers } = await explainPrice(scope, { listingId, cityId });
        return offers.map(({ merchantId, role }) => `${merchantId} ${role}`);
      });
    expect(await rolesIn(almaty)).toEqual(['low rival', 'fine rival', 'friend ignored']);
    expect(await rolesIn(astana)).toEqual(['low ignored', 'fine rival', 'friend ignored']);
  });
});

describe('another company', () => {
  let ours: Shelf;
  let theirs: Shelf;

  beforeAll(async () => {
    ours = await aShelf();
    theirs = await aShelf();
    await theirs.shop.run((scope) => setPricingRule(scope, { storeId: theirs.storeId, cityId: astana }));
  });

  it.each<[string, (scope: Scope) => Promise<unknown>]>([
    ['setPricingRule', (s) => setPricingRule(s, { storeId: theirs.storeId, cityId: astana })],
    ['enableRule', (s) => enableRule(s, { storeId: theirs.storeId, cityId: astana })],
    ['pauseRule', (s) => pauseRule(s, { storeId: theirs.storeId, cityId: astana })],
    ['findRule', (s) => findRule(s, { storeId: theirs.storeId, cityId: astana })],
    [
      'findRule of a listing',
      (s) => findRule(s, { storeId: ours.storeId, listingId: theirs.listingId, cityId: astana }),
    ],
  ])('gets not found from %s in a city', async (_, ask) => {
    await expect(ours.shop.run(ask)).rejects.toMatchObject({ status: 404 });
  });
});
