import { beforeAll, describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { CardOffers } from '#src/pricing/checks/card-offers.entity.ts';
import { packOffers } from '#src/pricing/history/pack-offers.ts';
import { type SimulatedRule, type SimulationInput, simulateRule } from '#src/pricing/index.ts';
import { Store } from '#src/stores/store.entity.ts';
import { anApi } from '../../support/api.ts';
import { aCompany, type TestCompany } from '../../support/company.ts';
import { observe, offersAt, type SeenPrices } from './observations.ts';

const now = new Date('2026-11-20T07:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const rule: SimulatedRule = { strategy: 'always_first', workFromMinute: 0, workToMinute: 0 };

let shop: TestCompany;
let stranger: TestCompany;

beforeAll(async () => {
  shop = await aCompany({ clock: { now: () => now } });
  stranger = await aCompany({ database: shop.database });
});

/** A store with listings at 5 000 ₸ between 4 000 ₸ and 6 000 ₸. */
async function aStore({ count = 1, minTiyn = tenge(4_000) as number | null } = {}) {
  const own = newId();
  return shop.run(async ({ em }) => {
    const store = em.create(Store, { kind: 'kaspi', name: 'Kaspi', merchantUid: own, points: [] });
    const cards = Array.from({ length: count }, () => {
      const masterSku = newId();
      const product = em.create(Product, { sku: newId(), nameRu: 'Чехол', priceTiyn: tenge(5_000) });
      const base = { productId: product.id, storeId: store.id, sku: newId(), model: 'm', masterSku, points: [] };
      const listing = em.create(Listing, base);
      em.create(ListingPrice, {
        ...{ listingId: listing.id, storeId: store.id, lastParams: {}, minTiyn, maxTiyn: tenge(6_000) },
        ...{ currentTiyn: tenge(5_000), handSetTiyn: tenge(5_000) },
      });
      return { masterSku, listingId: listing.id };
    });
    const [{ masterSku, listingId } = { masterSku: '', listingId: '' }] = cards;
    return { storeId: store.id, own, cards, masterSku, listingId };
  });
}

/** Four hours of a fight; each look stands for an hour. */
const fight = (own: string): readonly (readonly [number, SeenPrices])[] => [
  [4, { [own]: 5_000, rival: 4_800 }],
  [3, { [own]: 5_000, rival: 4_700 }],
  [2, { [own]: 5_000, rival: 5_900 }],
  [1, { [own]: 4_950, rival: 3_500 }],
];

async function aFight() {
  const store = await aStore();
  const { own, masterSku } = store;
  await observe(
    shop.database,
    fight(own).map(([hours, offers]) => ({ at: hoursAgo(hours), masterSku, offers })),
  );
  return store;
}

const simulate = (input: Partial<SimulationInput>) => shop.run((scope) => simulateRule(scope, { rule, ...input }));

describe('a simulation', () => {
  it('comes to what a person reckons by hand', async () => {
    const { listingId } = await aFight();
    const profitOf = (price: number) => price - tenge(4_000);
    const { total, listings } = await simulate({ listingId, profitOf });
    const would = { moves: 3, meanRank: 1.25, firstBps: 7_500, meanPriceTiyn: tenge(5_324), profitTiyn: tenge(1_324) };
    const was = { moves: 1, meanRank: 1.75, firstBps: 2_500, meanPriceTiyn: 498_750, profitTiyn: 98_750 };
    expect(total).toMatchObject({
      ...{ listings: 1, unseen: 0, withoutMinimum: 0, looks: 4, isThin: true },
      was,
      would,
    });
    expect(listings).toMatchObject([
      { ...{ listingId, basis: 'history', looks: 4, was, would, asked: 1, waited: 0 }, reason: 'rival_below_floor' },
    ]);
    expect(listings[0]?.path).toEqual([
      { at: hoursAgo(4), tiyn: tenge(5_000) },
      { at: hoursAgo(4), tiyn: tenge(4_799) },
      { at: hoursAgo(3), tiyn: tenge(4_699) },
      { at: hoursAgo(2), tiyn: tenge(5_899) },
    ]);
  });

  it.each([
    ['looks no oftener than its interval', { checkIntervalSeconds: 7_200 }, [4_799, 5_899]],
    // Noon in Almaty is 07:00 UTC: the looks are at 8, 9, 10 and 11 o'clock.
    ['rests outside its work hours', { workFromMinute: 540, workToMinute: 600 }, [4_699]],
    ['ignores whom the rule ignores', { friendlyMerchantIds: ['rival'] }, [6_000]],
  ])('%s', async (_, settings, targets) => {
    const { listingId } = await aFight();
    const { listings } = await simulate({ listingId, rule: { ...rule, ...settings } });
    expect(listings[0]?.path.slice(1).map(({ tiyn }) => tiyn / 100)).toEqual(targets);
  });

  it('spends the change budget of a store on all its prices together', async () => {
    const { storeId, own, cards } = await aStore({ count: 3 });
    await observe(
      shop.database,
      cards.map(({ masterSku }, index) => ({
        at: hoursAgo(2 + index / 10),
        masterSku,
        offers: { [own]: 5_000, rival: 4_500 },
      })),
    );
    const { total } = await simulate({ storeId, guards: { changeBudget: 2 } });
    expect(total).toMatchObject({ listings: 3, waited: 1, would: { moves: 2 } });
    expect((await simulate({ storeId, guards: { changeBudget: null } })).total).toMatchObject({ waited: 0 });
  });

  it('without history stands on the present offers, and says when it stands on nothing', async () => {
    const { storeId, own, cards } = await aStore({ count: 2 });
    await shop.database.inSystem('show a card to a test', async ({ em }) => {
      em.create(CardOffers, {
        ...{ masterSku: String(cards[0]?.masterSku), cityId: '750000000', fetchedAt: hoursAgo(0.1) },
        offers: packOffers(offersAt({ [own]: 5_000, rival: 4_500 })),
      });
    });
    const { listings, total } = await simulate({ storeId });
    expect(listings).toMatchObject([
      { basis: 'present', looks: 1, was: { meanRank: 2 }, would: { moves: 1, meanRank: 1 } },
      { basis: 'none', looks: 0, reason: null, path: [], would: { meanRank: null, profitTiyn: null } },
    ]);
    expect(total).toMatchObject({ listings: 2, unseen: 1, looks: 1, isThin: true });
  });

  it('moves nothing that has no minimum', async () => {
    const { listingId, own, masterSku } = await aStore({ minTiyn: null });
    await observe(shop.database, [{ at: hoursAgo(1), masterSku, offers: { [own]: 5_000, rival: 4_500 } }]);
    const { total, listings } = await simulate({ listingId });
    expect(total).toMatchObject({ withoutMinimum: 1, would: { moves: 0 } });
    expect(listings[0]?.reason).toBe('no_minimum');
  });

  it('reads every look of a long history and thins the path it tells', async () => {
    const { listingId, own, masterSku } = await aStore();
    const looks = Array.from({ length: 1_000 }, (_, index) => ({
      ...{ at: hoursAgo(300 - index / 4), masterSku, offers: { [own]: 5_000, rival: 4_500 + (index % 7) * 20 } },
    }));
    await observe(shop.database, looks);
    const { total, listings } = await simulate({ listingId, guards: { warLimit: null } });
    expect(total).toMatchObject({ looks: 1_000, isThin: false, would: { moves: 1_000, firstBps: 10_000 } });
    expect(listings[0]?.path.length).toBeLessThanOrEqual(100);
    expect(listings[0]?.path.at(-1)).toEqual({ at: looks.at(-1)?.at, tiyn: tenge(4_500 + (999 % 7) * 20 - 1) });
  });

  it('writes nothing', async () => {
    const { listingId } = await aFight();
    await shop.run(async (scope) => {
      await simulateRule(scope, { rule, listingId });
      await scope.em.flush();
      const [row] = await scope.em.execute<{ id: string | null }[]>('select pg_current_xact_id_if_assigned() as id');
      expect(row?.id).toBeNull();
    });
  });

  it('is given up when it takes too long or is asked about too many prices', async () => {
    const { listingId, storeId } = await aFight();
    await expect(simulate({ listingId, longestSeconds: 0 })).rejects.toMatchObject({
      code: 'pricing.simulationTooLong',
    });
    await shop.run(({ em }) =>
      em.execute(
        `insert into listing_prices (id, created_at, updated_at, company_id, listing_id, store_id, city_id, current_tiyn, hand_set_tiyn)
         select gen_random_uuid(), now(), now(), ?, ?, ?, n::text, 500000, 500000 from generate_series(1, 500) n`,
        [shop.id, listingId, storeId],
      ),
    );
    await expect(simulate({ storeId })).rejects.toMatchObject({
      code: 'pricing.simulationTooMany',
      params: { count: 501 },
    });
    expect((await simulate({ storeId, cityId: '750000000' })).total.listings).toBe(1);
  });

  it('of another company’s listing or store finds nothing', async () => {
    const { listingId, storeId } = await aFight();
    for (const place of [{ listingId }, { storeId }]) {
      const asked = stranger.run((scope) => simulateRule(scope, { rule, ...place }));
      await expect(asked).rejects.toMatchObject({ status: 404 });
    }
    expect((await stranger.run((scope) => simulateRule(scope, { rule }))).listings).toEqual([]);
  });
});

describe('the API', () => {
  it('tries a rule, says what it stands on, and refuses a rule that makes no sense', async () => {
    const { listingId } = await aFight();
    const api = await anApi(shop);
    const cookie = await api.signIn(shop, 'analyst');
    const headers = { 'accept-language': 'en' };
    const tried = await api.call('/api/v1/pricing/simulations', { cookie, headers, body: { listingId, rule } });
    expect(tried.status).toBe(200);
    expect(await tried.json()).toMatchObject({
      note: 'There is little history yet: it stands on 4 looks. Take it as a hint, not a forecast.',
      listings: [{ name: 'Чехол', would: { moves: 3 }, asked: 1 }],
    });
    const wrong = { listingId, rule: { ...rule, stepTiyn: 150 } };
    expect((await api.call('/api/v1/pricing/simulations', { cookie, body: wrong })).status).toBe(422);
    const foreign = await api.signIn(stranger, 'owner');
    const asked = await api.call('/api/v1/pricing/simulations', { cookie: foreign, body: { listingId, rule } });
    expect(asked.status).toBe(404);
  });
});
