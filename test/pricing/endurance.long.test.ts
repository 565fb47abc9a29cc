import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bazaar, mostWithin, openBazaar } from './bazaar.ts';
import { type Door, isPush, openDoor } from './door.ts';
import { openStall } from './stall.ts';
import { aWorker } from './worker.ts';

let bazaar: Bazaar;
let door: Door;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 400 });
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

describe('a hundred cycles', () => {
  it.each<[string, string[], () => unknown]>([
    ['without answers', [], () => bazaar.faults({ blocked403: true, affects: ['offers'] })],
    ['of ignored prices', ['price.failed'], () => bazaar.faults({ ignorePushes: true })],
    [
      'of refused prices',
      ['price.failed'],
      () =>
        door.keep(async (passage) =>
          isPush(passage) ? { status: 400, type: 'text/plain', text: '' } : passage.pass(),
        ),
    ],
  ])('%s tell the seller %j, once', async (_, expected, fail) => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(1) });
    await fail();
    const worker = aWorker(bazaar, { kaspi: door.kaspi });
    for (let cycle = 0; cycle < 100; cycle++) {
      bazaar.clock.forward(1_801);
      await worker.turn(stall);
    }
    const told = await stall.shop.run(({ em }) =>
      em.execute<{ name: string }[]>(`select name from outbox_events where name <> 'price.viewChanged'`),
    );
    expect(told.map(({ name }) => name)).toEqual(expected);
  });
});

describe('a long day of rivals that go on moving', () => {
  it('never meets Kaspi’s own limit of 250 changes in half an hour, and sends nothing in vain', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(300), rule: { checkIntervalSeconds: 300 } });
    await bazaar.faults({ changesPer30Minutes: 250 });
    let worker = aWorker(bazaar);
    for (let round = 0; round < 16; round++) {
      for (const index of stall.cards.keys()) {
        await stall.rivals(index, { First: 4_600 + ((round * 7 + index * 13) % 300) });
      }
      worker = round % 5 === 0 ? aWorker(bazaar) : worker;
      await worker.turn(stall);
      bazaar.clock.forward(301);
    }
    const answers = await bazaar.control<{ total: { answers: Record<string, number> } }>('GET', '/stats');
    expect(answers.total.answers['429']).toBeUndefined();
    expect(mostWithin(1_800, stall.sent())).toBeLessThanOrEqual(250);
    expect(stall.sent().length).toBeGreaterThan(500);
    expect(stall.sent().every(({ isNew }) => isNew)).toBe(true);
    expect(await stall.events('pricing.budgetSpent')).toHaveLength(1);
  }, 600_000);
});
