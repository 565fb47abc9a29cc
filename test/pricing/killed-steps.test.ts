import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { setPriceByHand } from '#src/pricing/index.ts';
import { lockPrice } from '#src/pricing/views/find-price.ts';
import { kaspiAt } from '../integrations/kaspi-sandbox.ts';
import { crossing, type Elsewhere, startElsewhere } from '../support/elsewhere.ts';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { aStep, type Door, isLook, isPush, openDoor } from './door.ts';
import type { Repricing } from './repricing-elsewhere.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker } from './worker.ts';

const file = join(import.meta.dirname, 'repricing-elsewhere.ts');

let bazaar: Bazaar;
let door: Door;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 20 });
  door = await openDoor(bazaar.url);
});

afterEach(async () => {
  // The other processes go by the machine's clock.
  bazaar.clock.set(new Date().toISOString());
  door.keep(({ pass }) => pass());
  await bazaar.calm();
});

afterAll(async () => {
  await door.stop();
  await bazaar.stop();
});

/** A process of its own that is about to reprice the stall. */
function startOther({ companyId, storeId, session }: Stall): Promise<Elsewhere<unknown>> {
  const urls = crossing(bazaar.database);
  const input: Repricing = { urls, kaspi: kaspiAt(door.url), session, companyId, storeId };
  return startElsewhere({ file, input });
}

/** Another process takes over when the lease and the claim on the card are over. */
async function takeOver(stall: Stall): Promise<void> {
  const worker = aWorker(bazaar);
  expect(await worker.isDue(stall)).toBe(false);
  bazaar.clock.forward(31);
  expect(await worker.isDue(stall)).toBe(true);
  for (const seconds of [0, 95, 61]) {
    bazaar.clock.forward(seconds);
    await worker.turn(stall);
  }
}

async function blockedBackends(stall: Stall): Promise<number> {
  const [row] = await stall.shop.run(({ em }) =>
    em.execute<{ waiting: number }[]>('select count(*)::int as waiting from pg_locks where not granted'),
  );
  return row?.waiting ?? 0;
}

async function untilBlocked(stall: Stall): Promise<void> {
  while ((await blockedBackends(stall)) === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a process killed', () => {
  it('before the look’s answer loses nothing', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(1) });
    const step = aStep();
    door.keep(async (passage) => {
      if (isLook(passage)) {
        await step.wait();
      }
      return passage.pass();
    });
    const other = await startOther(stall);
    const ended = other.begin();
    await step.reached;
    await other.kill();
    await ended;
    await takeOver(stall);
    expect(stall.sent()).toMatchObject([{ price: 4_999 }]);
    expect(await stall.decisions()).toMatchObject([{ state: 'applied' }]);
  });

  it('after the look’s answer, before it is written down, loses nothing', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(1) });
    const [listingId = ''] = stall.listingIds;
    const other = await startOther(stall);
    await stall.shop.run(async (scope) => {
      await lockPrice(scope, { listingId });
      const ended = other.begin();
      await untilBlocked(stall);
      await other.kill();
      await ended;
    });
    await takeOver(stall);
    expect(stall.sent()).toMatchObject([{ price: 4_999 }]);
    expect(await stall.decisions()).toMatchObject([{ state: 'applied' }]);
  });

  it('after the move is written down, before it is sent, sends it once', async () => {
    // The budget is too small for both, so the first move waits until the second card has been looked at.
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(2), limits: { changeBudget: 1 } });
    const step = aStep();
    door.keep(async (passage) => {
      if (isLook(passage) && passage.path.includes(stall.cards[1] ?? '')) {
        await step.wait();
      }
      return passage.pass();
    });
    const other = await startOther(stall);
    const ended = other.begin();
    await step.reached;
    while ((await stall.decisions()).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await other.kill();
    await ended;
    expect(await stall.decisions()).toMatchObject([{ state: 'proposed', toTiyn: tenge(4_999) }]);
    await takeOver(stall);
    bazaar.clock.forward(1_801);
    await aWorker(bazaar).turn(stall);
    bazaar.clock.forward(61);
    await aWorker(bazaar).turn(stall);
    expect(stall.sent()).toHaveLength(2);
    expect((await stall.decisions()).map(({ state }) => state)).toEqual(['applied', 'applied']);
  });
});

describe('a process frozen while its push is answered', () => {
  it('does not stand in the way of the seller’s own price afterwards', async () => {
    const stall = await openStall(bazaar, { cards: bazaar.takeCards(2) });
    const [listingId = ''] = stall.listingIds;
    const step = aStep();
    door.keep(async (passage) => {
      const answer = await passage.pass();
      if (isPush(passage)) {
        await step.wait();
      }
      return answer;
    });
    const other = await startOther(stall);
    const ended = other.begin();
    await step.reached;
    other.freeze();
    bazaar.clock.forward(31);
    await stall.shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_500) }));
    await aWorker(bazaar).turn(stall);
    const sent = stall.sent().length;
    other.thaw();
    step.letGo();
    await ended;
    expect(stall.sent()).toHaveLength(sent);
    expect(stall.sent().at(-1)).toMatchObject({ price: 5_500 });
    expect(await stall.shown()).toBe(5_500);
  });
});
