import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { kaspiAt } from '../integrations/kaspi-sandbox.ts';
import { crossing, startElsewhere } from '../support/elsewhere.ts';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { aStep, type Door, isLook, openDoor } from './door.ts';
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

const minute = { settings: { freshnessSeconds: 60 } };

async function looks(): Promise<number> {
  const stats = await bazaar.control<{ endpoints: Record<string, { requests: number }> }>('GET', '/stats');
  return stats.endpoints['offers.list']?.requests ?? 0;
}

async function stallsOn(cards: readonly string[], count: number): Promise<Stall[]> {
  const stalls: Stall[] = [];
  for (let index = 0; index < count; index++) {
    stalls.push(await openStall(bazaar, { cards }));
  }
  await bazaar.control('DELETE', '/stats');
  return stalls;
}

describe('a card of several companies', () => {
  it('is asked about once within its freshness, whoever comes, in however many processes', async () => {
    const stalls = await stallsOn(bazaar.takeCards(2), 4);
    const others = await Promise.all(
      stalls.slice(0, 2).map(({ companyId, storeId, session }) => {
        const urls = crossing(bazaar.database);
        return startElsewhere({ file, input: { urls, kaspi: kaspiAt(bazaar.url), session, companyId, storeId } });
      }),
    );
    const here = [aWorker(bazaar, minute), aWorker(bazaar, minute)];
    await Promise.all([
      ...others.map((other) => other.begin()),
      ...stalls.map((stall, index) => here[index % 2]?.run(stall)),
    ]);
    bazaar.clock.forward(3);
    for (const stall of stalls) {
      await here[0]?.turn(stall);
    }
    expect(await looks()).toBe(2);
    for (const stall of stalls) {
      expect(await stall.price(0)).toMatchObject({ checkedAt: expect.any(Date), rank: expect.any(Number) });
    }
  });

  it('is asked about again when whoever asked has died, once the claim is over', async () => {
    const [one, other] = (await stallsOn(bazaar.takeCards(1), 2)) as [Stall, Stall];
    const step = aStep();
    door.keep(async (passage) => {
      if (isLook(passage)) {
        await step.wait();
        return 'drop';
      }
      return passage.pass();
    });
    const dead = aWorker(bazaar, { ...minute, kaspi: door.kaspi }).run(one);
    await step.reached;
    const worker = aWorker(bazaar, minute);
    for (const seconds of [0, 30, 60]) {
      bazaar.clock.forward(seconds);
      await worker.turn(other);
    }
    expect(await looks()).toBe(0);
    bazaar.clock.forward(31);
    await worker.turn(other);
    expect(await looks()).toBe(1);
    expect(other.sent()).toHaveLength(1);
    step.letGo();
    await dead;
  });

  it('is free for others as soon as a look has failed', async () => {
    const [one, other] = (await stallsOn(bazaar.takeCards(1), 2)) as [Stall, Stall];
    door.keep(async () => 'drop');
    await aWorker(bazaar, { ...minute, kaspi: door.kaspi }).run(one);
    await aWorker(bazaar, minute).run(other);
    expect(other.sent()).toHaveLength(1);
  });
});
