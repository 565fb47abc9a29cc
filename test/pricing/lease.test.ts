import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { setPriceByHand } from '#src/pricing/index.ts';
import { lockPrice } from '#src/pricing/views/find-price.ts';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { aStep, type Door, isLook, isPush, openDoor, type Step } from './door.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker } from './worker.ts';

let bazaar: Bazaar;
let door: Door;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 60 });
  door = await openDoor(bazaar.url);
});

afterEach(async () => {
  door.keep(({ pass }) => pass());
  await bazaar.calm();
});

afterAll(async () => {
  await door.stop();
  await bazaar.stop();
});

/** The lease and the claim on a card are over. */
const LONG = 125;

const holdLooks = (step: Step) =>
  door.keep(async (passage) => {
    const answer = await passage.pass();
    if (isLook(passage)) {
      await step.wait();
    }
    return answer;
  });

const byHand = (stall: Stall, price: number) => {
  const [listingId = ''] = stall.listingIds;
  return stall.shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(price) }));
};

/** Waits until some transaction of the database waits for a lock. */
async function somebodyWaits(stall: Stall): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await stall.shop.run(({ em }) =>
      em.execute<{ waiting: number }[]>('select count(*)::int as waiting from pg_locks where not granted'),
    );
    if (row && row.waiting > 0) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody waits');
}

describe('a worker that was frozen beyond its lease', () => {
  it('writes nothing of a look that comes back to it', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(1) });
    const step = aStep();
    holdLooks(step);
    const frozen = aWorker(bazaar, { kaspi: door.kaspi }).run(stall);
    await step.reached;
    bazaar.clock.forward(LONG);
    await stall.rivals(0, { MobiShop: 4_700 });
    const other = aWorker(bazaar);
    expect(await other.isDue(stall)).toBe(true);
    await other.run(stall);
    const before = await stall.price();
    step.letGo();
    await frozen;
    expect(stall.sent().map(({ price }) => price)).toEqual([4_699]);
    expect(await stall.decisions()).toHaveLength(1);
    expect(await stall.price()).toEqual(before);
  });

  it('puts off nothing when its look fails', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(1) });
    const step = aStep();
    door.keep(async (passage) => {
      await step.wait();
      return isLook(passage) ? 'drop' : passage.pass();
    });
    const frozen = aWorker(bazaar, { kaspi: door.kaspi }).run(stall);
    await step.reached;
    bazaar.clock.forward(LONG);
    await aWorker(bazaar).run(stall);
    const before = await stall.price();
    step.letGo();
    await frozen;
    expect(await stall.price()).toEqual(before);
    expect(before.lastReason).toBe('undercut_rival');
  });

  it('sends none of its prices afterwards', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(3) });
    const step = aStep();
    // One batch is refused as a whole, so its prices go one by one; the first of them is held.
    door.keep(async (passage) => {
      if (isPush(passage) && passage.path.endsWith('/batch')) {
        return { status: 400, type: 'application/json', text: '{}' };
      }
      const answer = await passage.pass();
      if (isPush(passage)) {
        await step.wait();
      }
      return answer;
    });
    const frozen = aWorker(bazaar, { kaspi: door.kaspi }).run(stall);
    await step.reached;
    expect(stall.sent()).toHaveLength(1);
    bazaar.clock.forward(LONG);
    const other = aWorker(bazaar);
    // Meanwhile the seller sets another price for all of them, and it leaves.
    for (const listingId of stall.listingIds) {
      await stall.shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_500) }));
    }
    await other.run(stall);
    const sent = stall.sent().length;
    step.letGo();
    await frozen;
    expect(stall.sent().slice(sent)).toEqual([]);
    expect([await stall.shown(0), await stall.shown(1), await stall.shown(2)]).toEqual([5_500, 5_500, 5_500]);
  });
});

describe('prices of a refused batch', () => {
  it('are looked at once more before each leaves alone', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(3) });
    const step = aStep();
    door.keep(async (passage) => {
      if (!isPush(passage)) {
        return passage.pass();
      }
      if (passage.path.endsWith('/batch')) {
        await step.wait();
        return { status: 400, type: 'application/json', text: '{}' };
      }
      return passage.pass();
    });
    const run = aWorker(bazaar, { kaspi: door.kaspi }).run(stall);
    await step.reached;
    await byHand(stall, 5_700);
    const [, second = ''] = stall.listingIds;
    const minTiyn = tenge(5_000);
    await stall.shop.run(({ em }) =>
      em.execute('update listing_prices set min_tiyn = ? where listing_id = ?', [minTiyn, second]),
    );
    step.letGo();
    await run;
    const ofSecond = stall.sent().filter(({ sku }) => sku === stall.skus[1]);
    expect(ofSecond.every(({ price }) => price >= 5_000)).toBe(true);
  });
});

describe('a seller and a worker at the same price at the same moment', () => {
  it('do not stand in each other’s way', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(1) });
    const [listingId = ''] = stall.listingIds;
    const step = aStep();
    holdLooks(step);
    const running = aWorker(bazaar, { kaspi: door.kaspi }).run(stall);
    await step.reached;
    await stall.shop.run(async (scope) => {
      await lockPrice(scope, { listingId });
      step.letGo();
      await somebodyWaits(stall);
      await setPriceByHand(scope, { listingId, priceTiyn: tenge(5_555) });
    });
    await running;
    await aWorker(bazaar).run(stall);
    expect(stall.sent().at(-1)).toMatchObject({ price: 5_555 });
  });
});
