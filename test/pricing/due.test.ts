import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { archiveProduct, unarchiveProduct } from '#src/catalog/index.ts';
import { Listing } from '#src/catalog/product.entity.ts';
import { Company } from '#src/companies/company.entity.ts';
import { tenge } from '#src/kernel/money.ts';
import { holdStore } from '#src/pricing/checks/hold-store.ts';
import { wakeProduct } from '#src/pricing/checks/wake-product.ts';
import { setBounds, setPriceByHand } from '#src/pricing/index.ts';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker, type Worker } from './worker.ts';

let bazaar: Bazaar;
let worker: Worker;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 60 });
  worker = aWorker(bazaar);
});

afterEach(() => bazaar.calm());
afterAll(() => bazaar.stop());

const aStall = (rule = {}) => openStall(bazaar, { cards: bazaar.takeCards(1), rule });

/** Puts every check of the stall so many seconds from now. */
async function putCheck(stall: Stall, seconds: number, isPriority = false): Promise<void> {
  const at = new Date(Number(bazaar.clock.now()) + seconds * 1_000);
  await stall.shop.run(async ({ em }) => {
    const where = 'where store_id = ?';
    await em.execute(`update listing_prices set next_check_at = ?, is_priority = ? ${where}`, [
      at,
      isPriority,
      stall.storeId,
    ]);
    await em.execute(`update store_pricings set next_check_at = ?, next_push_at = null ${where}`, [at, stall.storeId]);
  });
}

const rest = (stall: Stall) => putCheck(stall, 20_000);

describe('due stores', () => {
  it('come with priority first, then the latest; resting, leased, and future ones do not come', async () => {
    const stalls = [await aStall(), await aStall(), await aStall(), await aStall(), await aStall(), await aStall()];
    const [late, later, first, future, resting, leased] = stalls as [Stall, Stall, Stall, Stall, Stall, Stall];
    await putCheck(late, -10);
    await putCheck(later, -20);
    await putCheck(first, -5, true);
    await putCheck(future, 10);
    await putCheck(resting, -30);
    await putCheck(leased, -30);
    const soon = new Date(Number(bazaar.clock.now()) + 5_000);
    await resting.shop.run(({ em }) => em.execute('update store_pricings set rest_until = ?', [soon]));
    await leased.shop.run((scope) => holdStore(scope, leased.storeId));
    expect((await worker.due()).map(({ storeId }) => storeId)).toEqual(
      [first, later, late].map(({ storeId }) => storeId),
    );
    bazaar.clock.forward(31);
    expect(await worker.due()).toHaveLength(6);
    await Promise.all(stalls.map(rest));
  });

  it('are each found by exactly one part of the workers', async () => {
    const stalls: Stall[] = [];
    for (let count = 0; count < 9; count++) {
      stalls.push(await aStall());
    }
    const parts = [0, 1, 2].map((index) => aWorker(bazaar, { shard: { index, count: 3 } }));
    const found = (await Promise.all(parts.map((part) => part.due()))).flat().map(({ storeId }) => storeId);
    expect(found.sort()).toEqual(stalls.map(({ storeId }) => storeId).sort());
    await Promise.all(stalls.map(rest));
  });

  it('are worked on in their hours over midnight and over the nights when the clocks are changed', async () => {
    const stall = await aStall({ workFromMinute: 22 * 60, workToMinute: 2 * 60, checkIntervalSeconds: 3_600 });
    await stall.shop.run(async ({ em, companyId }) =>
      em.nativeUpdate(Company, { id: companyId }, { zone: 'Europe/Berlin' }),
    );
    const isDueAt = async (instant: string) => {
      bazaar.clock.set(instant);
      return worker.isDue(stall);
    };
    // Two in the morning of 2026-03-29 does not exist in Berlin: one second after 01:59:59 it is three.
    bazaar.clock.set('2026-03-28T20:59:00Z');
    await stall.wake();
    await worker.run(stall);
    expect(stall.sent()).toEqual([]);
    expect((await stall.price()).nextCheckAt).toEqual(new Date('2026-03-28T21:00:00Z'));
    expect(await isDueAt('2026-03-28T21:00:01Z')).toBe(true);
    await worker.run(stall);
    expect(stall.sent()).toHaveLength(1);
    bazaar.clock.set('2026-03-29T00:59:00Z');
    await worker.run(stall);
    expect((await stall.price()).nextCheckAt).toEqual(new Date('2026-03-29T20:00:00Z'));
    expect(await isDueAt('2026-03-29T19:59:00Z')).toBe(false);
    expect(await isDueAt('2026-03-29T20:00:01Z')).toBe(true);
    await rest(stall);
  });
});

describe('a listing', () => {
  it.each(['archived', 'off sale'])(
    'that is %s while its price is on its way drops out, and comes back',
    async (kind) => {
      const stall = await aStall();
      const [productId = ''] = stall.productIds;
      const [listingId = ''] = stall.listingIds;
      await bazaar.faults({ priceApplyDelayMs: 100 });
      await worker.run(stall);
      await stall.shop.run(async (scope) =>
        kind === 'archived'
          ? archiveProduct(scope, { productId })
          : scope.em.nativeUpdate(Listing, { id: listingId }, { isOnSale: false }),
      );
      bazaar.clock.forward(61);
      await worker.run(stall);
      bazaar.clock.forward(3_600);
      expect(await worker.isDue(stall)).toBe(false);
      await stall.shop.run(async (scope) => {
        await (kind === 'archived'
          ? unarchiveProduct(scope, { productId })
          : scope.em.nativeUpdate(Listing, { id: listingId }, { isOnSale: true }));
        await scope.em.flush();
        await wakeProduct(scope, productId);
      });
      await stall.rivals(0, { MobiShop: 4_800 });
      expect(await worker.isDue(stall)).toBe(true);
      await worker.run(stall);
      expect(stall.sent().map(({ price }) => price)).toEqual([4_999, 4_799]);
    },
  );
});

describe('a clock that jumps a day ahead and back', () => {
  it('loses nothing for a day and sends nothing twice', async () => {
    const stall = await openStall(bazaar, {
      cards: bazaar.takeCards(6),
      limits: { changeBudget: 10, maxStoreShareBps: 2_000 },
    });
    const [alone] = await Promise.all([openStall(bazaar, { cards: bazaar.takeCards(1) }), worker.run(stall)]);
    const [unwatched = ''] = alone.listingIds;
    await alone.shop.run((scope) => setBounds(scope, { listingId: unwatched, minTiyn: null }));
    bazaar.clock.forward(61);
    await worker.run(stall);
    expect(stall.sent()).toHaveLength(6);

    bazaar.clock.forward(86_400);
    await bazaar.faults({ losePushes: true });
    await stall.rivals(0, { MobiShop: 4_900 });
    await stall.rivals(1, { MobiShop: 4_900 });
    await worker.run(stall);
    await worker.run(alone);
    expect(stall.sent()).toHaveLength(8);
    // Dies there, with the store in its hands.
    await stall.shop.run((scope) => holdStore(scope, stall.storeId));
    await bazaar.faults({ losePushes: false });
    bazaar.clock.forward(-86_400);

    for (const index of stall.cards.keys()) {
      await stall.rivals(index, { MobiShop: 4_700 });
    }
    for (let round = 0; round < 6; round++) {
      bazaar.clock.forward(round < 3 ? 61 : 901);
      await worker.turn(stall);
    }
    expect(await Promise.all(stall.cards.map((_, index) => stall.shown(index)))).toEqual(stall.cards.map(() => 4_699));
    expect(stall.sent().length).toBeLessThanOrEqual(14);
    expect(await alone.price()).toMatchObject({ nextCheckAt: null, pendingSince: null });
    expect(alone.sent()).toEqual([]);
    const [listingId = ''] = stall.listingIds;
    await stall.shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_123) }));
    await worker.turn(stall);
    expect(stall.sent().at(-1)).toMatchObject({ price: 5_123 });
  });

  it('does not stop a store that was told to rest', async () => {
    const stall = await aStall();
    bazaar.clock.forward(86_400);
    await bazaar.faults({ pushBan: true });
    await worker.run(stall);
    await bazaar.calm();
    bazaar.clock.forward(-86_400);
    // The one that was banned keeps away from the account by the clock on the wall.
    const another = aWorker(bazaar);
    for (let minutes = 0; minutes < 60; minutes += 10) {
      bazaar.clock.forward(600);
      await another.tick();
    }
    expect(stall.sent()).toMatchObject([{ price: 4_999 }]);
  });
});
