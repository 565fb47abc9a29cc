import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { answerMass } from '#src/pricing/index.ts';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker, type Worker } from './worker.ts';

let bazaar: Bazaar;
let worker: Worker;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 160 });
  worker = aWorker(bazaar);
});

afterEach(() => bazaar.calm());
afterAll(() => bazaar.stop());

/** Lets a cycle pass: the next look at everything, and the look that sees what was sent. */
async function cycle(stall: Stall): Promise<void> {
  bazaar.clock.forward(901);
  await worker.run(stall);
}

const held = async (stall: Stall) => (await stall.decisions()).filter(({ state }) => state === 'held');

/** Forty products, all of them to be moved by 1 %, of which twenty may move in a cycle unasked. */
async function aMass() {
  return openStall(bazaar, { cards: bazaar.takeCards(40), limits: { maxStoreShareBps: 2_000 } });
}

const drift = async (stall: Stall, price: number) => {
  for (const index of stall.cards.keys()) {
    await stall.rivals(index, { MobiShop: price });
  }
};

describe('a cycle that moves too many prices', () => {
  it('asks once, and moves all of them for a day once it is allowed', async () => {
    const stall = await aMass();
    await worker.run(stall);
    expect(stall.sent()).toHaveLength(20);
    expect(await held(stall)).toHaveLength(20);
    expect(await stall.events('pricing.massHeld')).toMatchObject([{ prices: 40 }]);
    const allowed = await stall.shop.run((scope) => answerMass(scope, { storeId: stall.storeId, answer: 'allow' }));
    expect(allowed).toBe(20);
    await worker.tick();
    expect(stall.sent()).toHaveLength(40);
    bazaar.clock.forward(61);
    await worker.tick();
    await drift(stall, 4_900);
    await cycle(stall);
    expect(stall.sent()).toHaveLength(80);
    expect(await stall.events('pricing.massHeld')).toHaveLength(1);
  });

  it('is not asked about again for a day once it is refused, however the rivals go on', async () => {
    const stall = await aMass();
    await worker.run(stall);
    await stall.shop.run((scope) => answerMass(scope, { storeId: stall.storeId, answer: 'refuse' }));
    for (const price of [4_980, 4_995]) {
      await drift(stall, price);
      await cycle(stall);
    }
    expect(await stall.events('pricing.massHeld')).toHaveLength(1);
    const moved = new Set(stall.sent().map(({ sku }) => sku));
    expect(moved.size).toBe(20);
  });

  it('is counted while its prices still wait to be sent', async () => {
    const stall = await aMass();
    await bazaar.faults({ pushBan: true });
    const due = async (from: number, to: number) =>
      stall.shop.run(({ em, now }) =>
        em.execute(
          "update listing_prices set next_check_at = case when id = any(?::uuid[]) then ?::timestamptz else ?::timestamptz + interval '1 hour' end where store_id = ?",
          [`{${stall.priceIds.slice(from, to).join(',')}}`, now(), now(), stall.storeId],
        ),
      );
    for (const from of [0, 15, 30]) {
      await due(from, from + 15);
      await worker.run(stall);
    }
    const waiting = (await stall.decisions()).filter(({ state }) => state === 'proposed');
    expect(waiting).toHaveLength(20);
    expect(await stall.events('pricing.massHeld')).toHaveLength(1);
  });

  it('is asked about anew when the question before has gone by itself', async () => {
    const stall = await aMass();
    await worker.run(stall);
    // The rivals come back to where the prices that did not move are.
    await drift(stall, 5_001);
    bazaar.clock.forward(61);
    await worker.run(stall);
    await cycle(stall);
    await cycle(stall);
    expect(await held(stall)).toEqual([]);
    await drift(stall, 4_900);
    await cycle(stall);
    expect(await stall.events('pricing.massHeld')).toHaveLength(2);
  });
});
