import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { enableRule, pauseRule, setBounds, setPriceByHand } from '#src/pricing/index.ts';
import { type Bazaar, mostWithin, openBazaar } from './bazaar.ts';
import { openStall } from './stall.ts';
import { aWorker } from './worker.ts';

let bazaar: Bazaar;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 80 });
});

afterEach(() => bazaar.calm());
afterAll(() => bazaar.stop());

describe('the change budget', () => {
  it('goes to the moves that gain most; the rest waits for it, told once, and leaves as it frees', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(12), limits: { changeBudget: 4 } });
    // The last ones win the first place from further behind, so theirs are the best moves.
    for (const index of stall.cards.keys()) {
      const ahead = Object.fromEntries(Array.from({ length: index }, (_, rival) => [`Rival${rival}`, 4_900 + rival]));
      await stall.rivals(index, { First: 4_890, ...ahead });
    }
    const worker = aWorker(bazaar);
    await worker.run(stall);
    expect(
      stall
        .sent()
        .map(({ sku }) => stall.skus.indexOf(sku))
        .sort((a, b) => a - b),
    ).toEqual([8, 9, 10, 11]);
    const waiting = (await stall.decisions()).filter(({ state }) => state === 'proposed');
    expect(waiting).toHaveLength(8);
    expect(waiting.map(({ waitsFor }) => waitsFor)).toEqual(Array.from({ length: 8 }, () => 'budget'));
    expect(await stall.events('pricing.budgetSpent')).toMatchObject([{ waiting: 8 }]);

    // A new process: what is left is in the database.
    const other = aWorker(bazaar);
    for (let minutes = 0; minutes < 100; minutes += 5) {
      bazaar.clock.forward(300);
      await other.turn(stall);
    }
    expect(stall.sent()).toHaveLength(12);
    expect(mostWithin(1_800, stall.sent())).toBe(4);
    expect(await stall.events('pricing.budgetSpent')).toHaveLength(1);
    expect((await stall.decisions()).filter(({ state }) => state === 'proposed')).toEqual([]);
  });

  it('lets a price set by hand through when the rules have spent theirs, and urgent ones before better ones', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(16), limits: { changeBudget: 10 } });
    const worker = aWorker(bazaar);
    const [urgent = ''] = stall.listingIds;
    // It is below its minimum, and winning nothing by going up.
    await stall.shop.run((scope) => setBounds(scope, { listingId: urgent, minTiyn: tenge(5_500) }));
    await worker.run(stall);
    expect(stall.sent()).toHaveLength(9);
    expect(stall.sent()[0]).toMatchObject({ sku: stall.skus[0], price: 5_500 });

    const [first = ''] = (await stall.decisions())
      .filter(({ state }) => state === 'proposed')
      .map((one) => one.listingId);
    await stall.shop.run((scope) => setPriceByHand(scope, { listingId: first, priceTiyn: tenge(5_050) }));
    await worker.run(stall);
    expect(stall.sent().at(-1)).toMatchObject({ price: 5_050 });
    expect(stall.sent()).toHaveLength(10);
  });

  it('sends a price set by hand as soon as one change is free', async () => {
    const stall = await openStall(bazaar, {
      cards: bazaar.takeCards(14),
      limits: { changeBudget: 10 },
      rule: { checkIntervalSeconds: 86_400 },
    });
    const byHand = (index: number, price: number) =>
      stall.shop.run((scope) =>
        setPriceByHand(scope, { listingId: stall.listingIds[index] ?? '', priceTiyn: tenge(price) }),
      );
    const worker = aWorker(bazaar);
    await stall.shop.run((scope) => pauseRule(scope, stall));
    await byHand(0, 5_111);
    await worker.tick();
    bazaar.clock.forward(1_500);
    await stall.shop.run((scope) => enableRule(scope, stall));
    await worker.tick();
    await byHand(1, 5_222);
    await worker.tick();
    expect(stall.sent()).toHaveLength(10);
    await byHand(2, 5_333);
    await worker.tick();
    expect(stall.sent()).toHaveLength(10);
    bazaar.clock.forward(70);
    await worker.tick();
    // The very first leaves the window now, the rules' own only in 25 minutes.
    bazaar.clock.forward(240);
    await worker.tick();
    expect(stall.sent()[10]).toMatchObject({ price: 5_333 });
  });
});
