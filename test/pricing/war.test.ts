import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bazaar, mostWithin, openBazaar } from './bazaar.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker } from './worker.ts';

let bazaar: Bazaar;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 8 });
});

afterAll(() => bazaar.stop());

const HOUR_MS = 3_600_000;

/** Lets the stores be looked at by turns, so many minutes apart, for so long. */
async function byTurns(stalls: readonly Stall[], { every, hours }: { every: number; hours: number }): Promise<void> {
  const worker = aWorker(bazaar);
  for (let minutes = 0; minutes < hours * 60; minutes += every) {
    for (const stall of stalls) {
      bazaar.clock.forward((every * 60) / stalls.length);
      await stall.wake();
      await worker.run(stall);
    }
  }
}

describe('two companies that both want to be first on a card', () => {
  it('move at most six times in any hour, tell of it once, and move again later', async () => {
    const cards = bazaar.takeCards(1);
    const limits = { warMoves: 6 };
    const [one, other] = [await openStall(bazaar, { cards, limits }), await openStall(bazaar, { cards, limits })];
    await one.rivals(0, {});
    const start = Number(bazaar.clock.now());
    await byTurns([one, other], { every: 6, hours: 1.7 });
    const sent = [...one.sent(), ...other.sent()].sort((a, b) => a.at - b.at);
    expect(mostWithin(3_600, sent)).toBeLessThanOrEqual(6);
    expect(sent.filter(({ at }) => at > start + 1.2 * HOUR_MS).length).toBeGreaterThan(2);
    const told = [...(await one.events('price.warFound')), ...(await other.events('price.warFound'))];
    // Whoever stands back first is told, once in each of the two wars.
    expect(told).toHaveLength(2);
  });
});

describe('stores of one company on one card', () => {
  it('never undercut each other, and both follow the rival', async () => {
    const cards = bazaar.takeCards(1);
    const one = await openStall(bazaar, { cards });
    const other = await openStall(bazaar, { cards, company: one.shop });
    await one.rivals(0, { MobiShop: 4_900 });
    await byTurns([one, other], { every: 10, hours: 1 });
    expect([await one.shown(), await other.shown()]).toEqual([4_899, 4_899]);
    expect([one.sent(), other.sent()].map((sent) => sent.length)).toEqual([1, 1]);
    await one.rivals(0, { MobiShop: 4_950 });
    await byTurns([one, other], { every: 10, hours: 1 });
    expect(await one.shown()).toBe(await other.shown());
    expect(Math.max(one.sent().length, other.sent().length)).toBeLessThanOrEqual(2);
  });
});
