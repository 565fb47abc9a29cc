import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { archiveProduct, unarchiveProduct } from '#src/catalog/index.ts';
import { Listing } from '#src/catalog/product.entity.ts';
import { tenge } from '#src/kernel/money.ts';
import { wakeProduct } from '#src/pricing/checks/wake-product.ts';
import { explainPrice, listPriceMoves, setPriceByHand } from '#src/pricing/index.ts';
import type { CabinetSession, Marketplace } from '#src/stores/store.ports.ts';
import { collect, type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { losingAnswers } from './broken-cabinet.ts';
import { roomy, startFight } from './fight.ts';
import { aRepricer } from './repricer.ts';

let kaspi: KaspiSandbox;
let session: CabinetSession;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  await kaspi.control('PUT', '/faults', roomy);
  calm = await kaspi.control('GET', '/faults');
  session = await kaspi.signIn(kaspi.client());
});

afterEach(async () => {
  await kaspi.control('PUT', '/faults', calm);
  await kaspi.control('DELETE', '/limits');
});

afterAll(() => kaspi.stop());

const faults = (patch: object) => kaspi.control('PUT', '/faults', patch);

const aFight = (index: number, wrap?: (real: Marketplace) => Marketplace) =>
  startFight(kaspi, { index, session, ...(wrap && { wrap }) });

describe('the repricing cycle', () => {
  it('moves the price on Kaspi, waits until it is shown, and says why', async () => {
    const fight = await aFight(0);
    expect(await fight.isDue()).toBe(true);
    await fight.run();
    const [decision] = await fight.decisions();
    expect(decision).toMatchObject({ state: 'pending', toTiyn: tenge(4_990), pushId: expect.any(String) });
    expect(await fight.price()).toMatchObject({ pendingTiyn: tenge(4_990) });
    await fight.settled();
    expect(await fight.shown()).toBe(4_990);
    expect(await fight.events('price.moved')).toEqual([]);
    await fight.nextRun(61);
    expect(await fight.price()).toMatchObject({
      currentTiyn: tenge(4_990),
      pendingTiyn: null,
      rank: 1,
      lastReason: 'already_first',
    });
    expect(await fight.events('price.moved')).toHaveLength(1);
    const why = await fight.shop.run((scope) => explainPrice(scope, { listingId: fight.listingId }));
    expect(why.lastMove).toMatchObject({ state: 'applied', params: { rival: 'MobiShop' } });
    expect(why.offers.map(({ role }) => role)).toEqual(['own', 'rival']);
  });

  it('pushes nothing at rest, follows a rival down and up again, and holds at the minimum, told once', async () => {
    const fight = await aFight(1);
    const rest = async () => {
      await fight.nextRun();
      await fight.settled();
      await fight.nextRun(61);
      return fight.shown();
    };
    expect(await rest()).toBe(4_990);
    await fight.nextRun();
    await fight.nextRun();
    expect(await fight.pushes()).toHaveLength(1);
    await fight.rivals({ MobiShop: 4_500 });
    expect(await rest()).toBe(4_499);
    await fight.rivals({ MobiShop: 3_500, Dear: 5_800 });
    expect(await rest()).toBe(4_499);
    await fight.nextRun();
    expect(await fight.price()).toMatchObject({ lastReason: 'rival_below_floor' });
    expect(await fight.events('price.floorReached')).toHaveLength(1);
    await fight.rivals({ Dear: 5_800 });
    expect(await rest()).toBe(5_799);
    await fight.rivals({});
    expect(await rest()).toBe(6_000);
    expect(await fight.pushes()).toHaveLength(4);
  });

  it('leaves points and stock counts on Kaspi as they are, whatever the last import saw of them', async () => {
    const fight = await aFight(2);
    const { uid } = kaspi.seller;
    await fight.shop.run(async ({ em }) => {
      const listing = await em.findOneOrFail(Listing, { id: fight.listingId });
      listing.points = [
        { storeId: `${uid}_PP1`, isAvailable: false, stockCount: 999 },
        { storeId: `${uid}_PP2`, isAvailable: true, stockCount: 999 },
      ];
    });
    const points = async () => {
      const listings = await collect(kaspi.client().cabinet.listListings(session, { merchantUid: uid }));
      return listings.flat().find(({ sku }) => sku === fight.product.sku)?.availabilities;
    };
    const before = await points();
    await fight.run();
    await fight.settled();
    expect(await points()).toEqual(before);
    expect(await fight.shown()).toBe(4_990);
  });

  it.each([
    ['ignored', { ignorePushes: true }, 3],
    ['lost', { losePushes: true }, 4],
  ])('finds %s pushes after the deadline, sends three times more, then reports once', async (_, fault, index) => {
    const fight = await aFight(index);
    await faults(fault);
    await fight.run();
    for (let attempt = 2; attempt <= 4; attempt++) {
      await fight.settled();
      await fight.nextRun(61);
      expect(await fight.pushes()).toHaveLength(attempt - 1);
      await fight.nextRun(1_801);
      expect(await fight.pushes()).toHaveLength(attempt);
    }
    await fight.settled();
    await fight.nextRun(1_801);
    expect((await fight.decisions()).map(({ state }) => state)).toEqual(['ignored', 'ignored', 'ignored', 'failed']);
    expect(await fight.events('price.failed')).toHaveLength(1);
    expect(await fight.price()).toMatchObject({ pendingTiyn: null });
    await faults(calm);
    await fight.nextRun(1_801);
    await fight.settled();
    await fight.nextRun(61);
    expect(await fight.shown()).toBe(4_990);
  });

  it.each([
    ['an HTML page', { htmlInsteadOfJson: true }, 5],
    ['403', { blocked403: true }, 6],
    ['silence', { unreachable: true }, 7],
  ])('reads %s as no answer, never as no competitors, and waits longer each time', async (_, fault, index) => {
    const fight = await aFight(index);
    await faults({ ...fault, affects: ['offers'] });
    await fight.run();
    const first = await fight.price();
    expect(first).toMatchObject({ lastReason: 'kaspi_unavailable', pendingTiyn: null });
    expect(Number(first.nextCheckAt)).toBeGreaterThan(Number(fight.clock.now()) + 10_000);
    expect(await fight.isDue()).toBe(false);
    const waits = [];
    for (let failure = 0; failure < 3; failure++) {
      await fight.nextRun();
      waits.push(Number((await fight.price()).nextCheckAt) - Number(fight.clock.now()));
    }
    expect(waits.map((wait) => Math.round(wait / 10_000))).toEqual([6, 12, 24]);
    expect(await fight.pushes()).toEqual([]);
    await faults(calm);
    await fight.nextRun();
    expect(await fight.pushes()).toHaveLength(1);
  });

  it('moves nothing when the card answers empty, and does not let others believe it', async () => {
    const fight = await aFight(8);
    await faults({ emptyOffers: true });
    await fight.run();
    expect(await fight.price()).toMatchObject({ lastReason: 'card_unknown', pendingTiyn: null });
    expect(await fight.pushes()).toEqual([]);
    await faults(calm);
    const other = await aFight(8);
    await other.run();
    expect(await other.pushes()).toHaveLength(1);
  });

  it('signs in again once when the session has expired, and otherwise leaves the price alone', async () => {
    const fight = await aFight(9);
    await faults({ sessionExpired: true });
    await fight.run();
    expect(await fight.price()).toMatchObject({ pendingTiyn: null, currentTiyn: expect.any(Number) });
    expect(await fight.decisions()).toMatchObject([{ state: 'proposed', failure: 'marketplace.sessionExpired' }]);
    session = await kaspi.signIn(kaspi.client());
    fight.sessions.revived = session;
    await fight.nextRun();
    expect(fight.sessions.revivals).toBe(2);
    expect(await fight.pushes()).toHaveLength(1);
  });

  it('rests the whole store after a refusal to take more pushes', async () => {
    const fight = await aFight(10);
    await faults({ pushBan: true });
    await fight.run();
    expect(await fight.decisions()).toMatchObject([{ state: 'proposed', failure: 'marketplace.rateLimited' }]);
    expect(await fight.price()).toMatchObject({ lastReason: 'not_sent' });
    fight.clock.forward(901);
    expect(await fight.isDue()).toBe(false);
    fight.clock.forward(901);
    expect(await fight.isDue()).toBe(true);
  });

  it('follows an unclear push instead of repeating it', async () => {
    const fight = await aFight(11, (real) => losingAnswers(real));
    await fight.run();
    expect(await fight.decisions()).toMatchObject([{ state: 'unknown', failure: 'marketplace.badAnswer' }]);
    await fight.settled();
    await fight.nextRun(61);
    expect(await fight.decisions()).toMatchObject([{ state: 'applied' }]);
    expect(await fight.pushes()).toHaveLength(1);
  });

  it('pushes once when twenty runs start at once', async () => {
    const fight = await aFight(14);
    await Promise.all(Array.from({ length: 20 }, () => fight.run()));
    expect(await fight.pushes()).toHaveLength(1);
    expect(await fight.decisions()).toHaveLength(1);
  });

  it('sends a price set by hand with the rule off, and once when tapped twenty times', async () => {
    const fight = await aRepricer(kaspi, { index: 15, session });
    const { shop, listingId } = fight;
    expect(await fight.isDue()).toBe(false);
    const byHand = () => shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(7_777) }));
    await Promise.all(Array.from({ length: 20 }, byHand));
    expect(await fight.isDue()).toBe(true);
    await Promise.all([fight.run(), fight.run()]);
    await fight.settled();
    await fight.nextRun(61);
    expect(await fight.shown()).toBe(7_777);
    expect(await fight.pushes()).toHaveLength(1);
    expect(await fight.price()).toMatchObject({
      currentTiyn: tenge(7_777),
      handSetTiyn: tenge(7_777),
      nextCheckAt: null,
    });
    const moves = await shop.run((scope) => listPriceMoves(scope, { listingId }));
    expect(moves).toMatchObject([{ state: 'applied', reason: 'set_by_hand' }]);
  });

  it('leaves an archived product alone and goes on once it is back', async () => {
    const fight = await aFight(16);
    const { shop, productId, listingId } = fight;
    await shop.run((scope) => archiveProduct(scope, { productId }));
    await shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_500) }));
    await fight.run();
    expect(await fight.pushes()).toEqual([]);
    expect(await fight.isDue()).toBe(false);
    await shop.run((scope) => unarchiveProduct(scope, { productId }));
    await shop.run((scope) => wakeProduct(scope, productId));
    expect(await fight.isDue()).toBe(true);
    await fight.run();
    expect(await fight.pushes()).toMatchObject([{ price: 5_500 }]);
  });

  it('asks about a card once for two companies on it', async () => {
    const [one, other] = [await aFight(17), await aFight(17)];
    await kaspi.control('DELETE', '/stats');
    await one.run();
    await other.run();
    const stats = await kaspi.control<{ endpoints: Record<string, { requests: number }> }>('GET', '/stats');
    expect(stats.endpoints['offers.list']?.requests).toBe(1);
  });
});
