import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { createWords } from '#src/platform/words/words.ts';
import { keepHistory } from '#src/pricing/history/keep-history.ts';
import { openOfferDays } from '#src/pricing/history/open-offer-days.ts';
import { writeMovesCsv } from '#src/pricing/history/write-moves-csv.ts';
import { readPriceHistory, setPricingRule } from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { Store } from '#src/stores/store.entity.ts';
import { aCompany, type TestCompany } from '../../support/company.ts';
import { cloneDatabase, type TestDatabase } from '../../support/postgres.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { observe } from './observations.ts';

const now = new Date('2026-11-20T07:00:00Z');
let clone: TestDatabase;
let shop: TestCompany;
let stranger: TestCompany;

beforeAll(async () => {
  clone = await cloneDatabase();
  const early = openTestDatabase(clone, { clock: { now: () => new Date('2026-11-01T00:00:00Z') } });
  await openOfferDays(early.inSystem, { rawDays: 14, openDays: 25 });
  shop = await aCompany({ database: openTestDatabase(clone, { clock: { now: () => now } }) });
  stranger = await aCompany({ database: shop.database });
});

afterAll(() => clone.drop());

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

/** A listing at 4 990 ₸ between 4 000 ₸ and 6 000 ₸, with moves given as hours ago, from and to in tenge. */
async function aListing(moves: readonly (readonly [hours: number, from: number, to: number, state?: 'failed'])[] = []) {
  const masterSku = newId();
  const merchantUid = newId();
  const made = await shop.run(async ({ em }) => {
    const store = em.create(Store, { kind: 'kaspi', name: 'Kaspi', merchantUid, points: [] });
    const product = em.create(Product, { sku: newId(), nameRu: 'Чехол', priceTiyn: tenge(5_000) });
    const base = { productId: product.id, storeId: store.id, sku: newId(), model: 'm', masterSku, points: [] };
    const listing = em.create(Listing, base);
    const price = em.create(ListingPrice, {
      ...{ listingId: listing.id, storeId: store.id, lastParams: {}, minTiyn: tenge(4_000), maxTiyn: tenge(6_000) },
      ...{ currentTiyn: tenge(4_990), handSetTiyn: tenge(5_000) },
    });
    for (const [hours, from, to, state = 'applied'] of moves) {
      em.create(PriceDecision, {
        ...{ listingId: listing.id, listingPriceId: price.id, storeId: store.id, decidedAt: hoursAgo(hours), state },
        ...{ fromTiyn: tenge(from), toTiyn: tenge(to), reason: 'set_by_hand' },
        params: { price: `${from} ₸`, target: `${to} ₸` },
      });
    }
    return { listingId: listing.id, storeId: store.id };
  });
  return { ...made, masterSku, own: merchantUid };
}

describe('the history of a price', () => {
  it('tells moves that arrived, bounds, and what each look showed under the present rule', async () => {
    const { listingId, storeId, masterSku, own } = await aListing([
      [5, 5_000, 5_100],
      [4, 5_100, 7_000, 'failed'],
      [3, 5_100, 4_990],
    ]);
    await shop.run((scope) => setPricingRule(scope, { storeId, excludedMerchantIds: ['cheap'] }));
    await observe(shop.database, [
      { at: hoursAgo(4), masterSku, offers: { [own]: 5_100, cheap: 3_000, MobiShop: 4_991, Dear: 5_500 } },
      { at: hoursAgo(2), masterSku, offers: { [own]: 4_990, cheap: 3_000, MobiShop: 4_991 } },
      { at: hoursAgo(1), masterSku, offers: { MobiShop: 4_991 } },
      { at: hoursAgo(1), masterSku, cityId: '710000000', offers: { Elsewhere: 1_000 } },
      { at: hoursAgo(1), masterSku: newId(), offers: { Other: 1_000 } },
    ]);
    const history = await shop.run((scope) => readPriceHistory(scope, { listingId }));
    expect(history).toMatchObject({
      ...{ startTiyn: tenge(5_000), currentTiyn: tenge(4_990), floorTiyn: tenge(4_000), ceilingTiyn: tenge(6_000) },
      ...{ from: hoursAgo(14 * 24), to: now, zone: 'Asia/Almaty', names: { nameRu: 'Чехол' } },
      moves: [{ toTiyn: tenge(5_100) }, { toTiyn: tenge(4_990), reason: 'set_by_hand', params: { price: '5100 ₸' } }],
    });
    const mobi = { kind: 'look', rivalTiyn: tenge(4_991), rivalName: 'MobiShop' };
    expect(history.points).toEqual([
      { ...mobi, at: hoursAgo(4), ownTiyn: tenge(5_100), rank: 2, cheapestTiyn: tenge(3_000), offersCount: 4 },
      { ...mobi, at: hoursAgo(2), ownTiyn: tenge(4_990), rank: 1, cheapestTiyn: tenge(3_000), offersCount: 3 },
      { ...mobi, at: hoursAgo(1), ownTiyn: null, rank: null, cheapestTiyn: tenge(4_991), offersCount: 1 },
    ]);
  });

  it('is told in at most 500 points spread over the time, the newest among them', async () => {
    const { listingId, masterSku } = await aListing();
    const looks = Array.from({ length: 3_000 }, (_, index) => ({
      ...{ at: hoursAgo(0.1 * (index + 1)), masterSku, offers: { MobiShop: 5_000 + index } },
    }));
    await observe(shop.database, looks);
    const { points } = await shop.run((scope) => readPriceHistory(scope, { listingId }));
    expect(points.length).toBeGreaterThan(400);
    expect(points.length).toBeLessThanOrEqual(500);
    expect(points.at(-1)?.at).toEqual(hoursAgo(0.1));
    const steps = points.slice(1).map(({ at }, index) => at.getTime() - Number(points[index]?.at.getTime()));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(2 * 3_600_000);
  });

  it('reads no day besides those asked for', async () => {
    const { listingId, masterSku } = await aListing();
    await observe(shop.database, [{ at: hoursAgo(30), masterSku, offers: { MobiShop: 5_000 } }]);
    const touched = await shop.run(async (scope) => {
      const { points } = await readPriceHistory(scope, { listingId, from: hoursAgo(40), to: hoursAgo(20) });
      expect(points).toHaveLength(1);
      return scope.em.execute<{ name: string }[]>(
        `select distinct c.relname as name from pg_locks l join pg_class c on c.oid = l.relation
         where l.pid = pg_backend_pid() and c.relname ~ '^offer_observations_[0-9]+$' order by 1`,
      );
    });
    expect(touched.map(({ name }) => name)).toEqual(['offer_observations_20261118', 'offer_observations_20261119']);
  });

  it('tells days older than two weeks by their sums', async () => {
    const { listingId, masterSku } = await aListing();
    await observe(shop.database, [
      { at: new Date('2026-11-02T05:00:00Z'), masterSku, offers: { MobiShop: 5_000, Dear: 6_000 } },
      { at: new Date('2026-11-02T15:00:00Z'), masterSku, offers: { MobiShop: 4_000 } },
      { at: new Date('2026-11-06T05:00:00Z'), masterSku, offers: { MobiShop: 4_500 } },
    ]);
    await keepHistory({ inSystem: shop.database.inSystem, signal: new AbortController().signal });
    const from = new Date('2026-10-01T00:00:00Z');
    const { points } = await shop.run((scope) => readPriceHistory(scope, { listingId, from }));
    expect(points).toMatchObject([
      { at: new Date('2026-11-02T00:00:00Z'), kind: 'day', cheapestTiyn: tenge(4_500), offersCount: 2, ownTiyn: null },
      { at: new Date('2026-11-06T05:00:00Z'), kind: 'look', cheapestTiyn: tenge(4_500) },
    ]);
  });

  it('goes at most a year back and refuses a period that ends before it begins', async () => {
    const { listingId } = await aListing();
    const { from } = await shop.run((scope) => readPriceHistory(scope, { listingId, from: new Date(0) }));
    expect(from).toEqual(hoursAgo(366 * 24));
    const backwards = shop.run((scope) => readPriceHistory(scope, { listingId, from: now, to: hoursAgo(1) }));
    await expect(backwards).rejects.toMatchObject({ code: 'pricing.periodInvalid' });
    const nowhere = shop.run((scope) => readPriceHistory(scope, { listingId, cityId: '710000000' }));
    await expect(nowhere).rejects.toMatchObject({ code: 'pricing.priceNotFound' });
  });
});

describe('a file of moves', () => {
  const words = createWords('locales');

  it('has every move with its reason, newest first, in whole tenge and the company’s time', async () => {
    const { listingId } = await aListing([
      [5, 5_000, 5_100],
      [4, 5_100, 7_000, 'failed'],
    ]);
    const text = await shop.run((scope) => writeMovesCsv(scope, { listingId }, { words, language: 'ru' }));
    expect(text).toBe(
      [
        '\ufeffДата и время;Город;Было, ₸;Стало, ₸;Причина;Место до;Место после;Что стало',
        '2026-11-20 08:00;;5100;7000;Цену поставили вы: 5100 ₸ → 7000 ₸.;;;Kaspi не принял',
        '2026-11-20 07:00;;5000;5100;Цену поставили вы: 5000 ₸ → 5100 ₸.;;;готово',
        '',
      ].join('\n'),
    );
  });

  it('lets no name of a rival act as a formula', async () => {
    const { listingId } = await aListing([[5, 5_000, 5_100]]);
    const rival = '=HYPERLINK("http://evil")';
    await shop.run(({ em }) =>
      em.nativeUpdate(
        PriceDecision,
        {},
        { reason: 'rival_below_floor', params: { rival, rivalPrice: '1 ₸', floor: '2 ₸', target: '3 ₸' } },
      ),
    );
    const text = await shop.run((scope) => writeMovesCsv(scope, { listingId }, { words, language: 'ru' }));
    expect(text).toContain(`;"'=HYPERLINK(""http://evil"")`);
  });
});

describe('another company', () => {
  it('gets not found from the history of a price and from its file', async () => {
    const { listingId } = await aListing();
    const history = stranger.run((scope) => readPriceHistory(scope, { listingId }));
    await expect(history).rejects.toMatchObject({ status: 404 });
    const words = createWords('locales');
    const text = stranger.run((scope) => writeMovesCsv(scope, { listingId }, { words, language: 'ru' }));
    await expect(text).rejects.toMatchObject({ status: 404 });
  });
});
