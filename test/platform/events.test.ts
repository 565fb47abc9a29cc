import { describe, expect, it } from '@jest/globals';
import { Product } from '#src/catalog/product.entity.ts';
import { entities } from '#src/entities.ts';
import { openDatabase } from '#src/platform/db/database.ts';
import { defineReaction, type Reaction } from '#src/platform/events/define-reaction.ts';
import { deliverEvents } from '#src/platform/events/deliver-events.ts';
import { OutboxEvent } from '#src/platform/events/outbox.entity.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import { cloneDatabase } from '../support/postgres.ts';
import { silentLogger, testSecrets } from '../support/test-database.ts';

declare module '#src/kernel/events.ts' {
  interface Events {
    'test.happened': { sku: string };
  }
}

const makesProduct = defineReaction({
  name: 'test.onHappened',
  on: 'test.happened',
  run: async ({ em }, { sku }) => {
    em.create(Product, { sku, nameRu: sku, priceTiyn: 100 });
  },
});

async function aHouse() {
  const clone = await cloneDatabase();
  let offsetMs = 0;
  const clock = { now: () => new Date(Date.now() + offsetMs) };
  const database = openDatabase(clone, { entities, logger: silentLogger, secrets: testSecrets, clock });
  const shop = await aCompany({ database });
  const close = async () => {
    await database.close();
    await clone.drop();
  };
  const pass = (ms: number) => {
    offsetMs += ms;
  };
  return { database, shop, close, pass };
}

const deliver = (shop: TestCompany, reactions: readonly Reaction[]) =>
  deliverEvents({ reactions, logger: silentLogger, every: '1 second' }).run(
    {},
    { ...shop.database, signal: new AbortController().signal, progress: async () => {}, attempt: 1 },
  );

const announce = (shop: TestCompany, sku: string) => shop.run(async (scope) => scope.emit('test.happened', { sku }));

const skus = (shop: TestCompany) =>
  shop.run(async ({ em }) => (await em.find(Product, {}, { orderBy: { sku: 'asc' } })).map((product) => product.sku));

describe('an event', () => {
  it('never leaves a scope that failed', async () => {
    const { shop, close } = await aHouse();
    const failing = shop.run(async (scope) => {
      scope.emit('test.happened', { sku: 'ghost' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await deliver(shop, [makesProduct]);
    expect(await skus(shop)).toEqual([]);
    await close();
  });

  it('reaches its reaction once, also when many deliver at the same moment', async () => {
    const { shop, close } = await aHouse();
    const names = Array.from({ length: 30 }, (_, number) => `sku-${String(number).padStart(2, '0')}`);
    await Promise.all(names.map((sku) => announce(shop, sku)));
    await Promise.all(Array.from({ length: 20 }, () => deliver(shop, [makesProduct])));
    expect(await skus(shop)).toEqual(names);
    await close();
  });

  it('comes again after a reaction failed, without repeating the ones that worked', async () => {
    const { shop, close, pass } = await aHouse();
    let isBroken = true;
    const breaks = defineReaction({
      name: 'test.breaks',
      on: 'test.happened',
      run: async () => {
        if (isBroken) {
          throw new Error('not yet');
        }
      },
    });
    await announce(shop, 'once');
    await deliver(shop, [makesProduct, breaks]);
    isBroken = false;
    pass(10_000);
    await deliver(shop, [makesProduct, breaks]);
    expect(await skus(shop)).toEqual(['once']);
    const [event] = await shop.run(({ em }) => em.find(OutboxEvent, {}));
    expect(event?.deliveredAt).toBeInstanceOf(Date);
    await close();
  });

  it('that can never be handled is tried for three days and then set aside with its error', async () => {
    const { shop, close, pass } = await aHouse();
    const never = defineReaction({
      name: 'test.never',
      on: 'test.happened',
      run: () => Promise.reject(new Error('never works')),
    });
    await announce(shop, 'poison');
    const hours = async (count: number) => {
      for (let hour = 0; hour < count; hour += 1) {
        await deliver(shop, [never]);
        pass(3_600_000);
      }
      const [event] = await shop.run(({ em }) => em.find(OutboxEvent, {}));
      return event;
    };
    expect(await hours(48)).toMatchObject({ attempts: 48, deliveredAt: null, failedAt: null });
    const event = await hours(26);
    expect(event).toMatchObject({ attempts: 73, deliveredAt: null, lastError: 'Error: never works' });
    expect(event?.failedAt).toBeInstanceOf(Date);
    await close();
  });

  it('that was claimed by a process that died comes again after the claim', async () => {
    const { shop, close, pass } = await aHouse();
    await announce(shop, 'late');
    const claimedUntil = new Date(Date.now() + 20_000);
    await shop.run(async ({ em }) => {
      await em.nativeUpdate(OutboxEvent, {}, { attempts: 1, nextAttemptAt: claimedUntil });
    });
    await deliver(shop, [makesProduct]);
    expect(await skus(shop)).toEqual([]);
    pass(21_000);
    await deliver(shop, [makesProduct]);
    expect(await skus(shop)).toEqual(['late']);
    await close();
  });
});
