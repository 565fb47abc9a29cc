import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Listing } from '#src/catalog/product.entity.ts';
import { tenge } from '#src/kernel/money.ts';
import { setPriceByHand } from '#src/pricing/index.ts';
import { Store } from '#src/stores/store.entity.ts';
import { type Bazaar, openBazaar } from './bazaar.ts';
import { type Door, type DoorAnswer, isLook, isPush, openDoor, type Passage } from './door.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker } from './worker.ts';

let bazaar: Bazaar;
let door: Door;

beforeAll(async () => {
  bazaar = await openBazaar({ cards: 120 });
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

const aStall = (count = 1) => openStall(bazaar, { cards: bazaar.takeCards(count) });
const quickly = { timeouts: { readMs: 150, writeMs: 150 } };
const atDoor = () => aWorker(bazaar, { kaspi: { ...door.kaspi, ...quickly } });
const json = (text: string): DoorAnswer => ({ status: 200, type: 'application/json', text });
const page: DoorAnswer = { status: 200, type: 'text/html', text: '<!doctype html><html></html>' };
const forEver = () => new Promise<DoorAnswer>(() => undefined);

/** Answers looks in another way than the stand-in. */
const bendLooks = (bend: (passage: Passage) => Promise<DoorAnswer>) =>
  door.keep((passage) => (isLook(passage) ? bend(passage) : passage.pass()));

interface Row {
  merchantId: string | null;
  price: number | string | null;
}

/** Changes the list of offers that the stand-in gives. */
const bendOffers = (bend: (answer: { offers: Row[]; total: number | null; offersCount: number | null }) => unknown) =>
  bendLooks(async ({ pass }) => json(JSON.stringify(bend(JSON.parse((await pass()).text)))));

describe('a look', () => {
  it.each<[string, (passage: Passage) => Promise<DoorAnswer>]>([
    ['times out', forEver],
    ['is reset', async () => 'drop'],
    ['breaks off in its body', async () => 'half'],
    ['is an HTML page', async () => page],
    ['is a 403', async () => ({ ...(page as object), status: 403 }) as DoorAnswer],
    ['is a 526', async () => ({ ...(page as object), status: 526 }) as DoorAnswer],
    ['is a 500', async () => ({ status: 500, type: 'application/json', text: '{}' })],
    ['is a 429', async () => ({ status: 429, type: 'application/json', text: '{}' })],
    ['is no list', async () => json('{"offers":null}')],
    ['is a list of nothing readable', async () => json('{"offers":[{"merchantId":null,"price":null}],"total":1}')],
  ])('that %s moves nothing, tells nobody, and is made again', async (_, bend) => {
    const stall = await aStall();
    bendLooks(bend);
    await atDoor().run(stall);
    expect(await stall.price()).toMatchObject({ lastReason: 'kaspi_unavailable', pendingTiyn: null });
    expect(await stall.decisions()).toEqual([]);
    door.keep(({ pass }) => pass());
    bazaar.clock.forward(61);
    await atDoor().turn(stall);
    expect(stall.sent()).toMatchObject([{ price: 4_999 }]);
  });

  it('without us, or of an unknown card, moves nothing', async () => {
    const stall = await aStall(2);
    bendOffers(({ offers }) => {
      const others = offers.filter(({ merchantId }) => merchantId !== stall.uid);
      return { offers: others, total: others.length };
    });
    const [wrong = ''] = stall.listingIds;
    await stall.shop.run(({ em }) => em.nativeUpdate(Listing, { id: wrong }, { masterSku: 'SH-1' }));
    await atDoor().run(stall);
    expect([(await stall.price(0)).lastReason, (await stall.price(1)).lastReason]).toEqual([
      'card_unknown',
      'offer_missing',
    ]);
    expect(stall.sent()).toEqual([]);
  });

  it('that lacks a part of the list moves nothing', async () => {
    const stall = await aStall();
    await stall.rivals(0, { MobiShop: 4_700, Dear: 5_500 });
    bendOffers((answer) => ({
      ...answer,
      offers: answer.offers.filter(({ merchantId }) => merchantId !== 'MobiShop'),
    }));
    await atDoor().run(stall);
    expect(stall.sent()).toEqual([]);
    expect(await stall.price()).toMatchObject({ lastReason: 'kaspi_unavailable' });
  });

  it('with fields left out, prices of half a tenge, text for numbers, and ourselves is read as it is meant', async () => {
    const stall = await aStall();
    await stall.rivals(0, { MobiShop: 4_800.5, Dear: 5_500 });
    bendOffers((answer) => ({
      ...{ total: String(answer.total), offersCount: null },
      offers: [
        ...answer.offers.map(({ merchantId, price }) => ({
          merchantId,
          price: `${price}`,
          merchantName: null,
          preorder: null,
        })),
        { merchantId: null, price: 10 },
      ],
    }));
    await atDoor().run(stall);
    expect(stall.sent()).toMatchObject([{ price: 4_799 }]);
  });

  it('in a city that Kaspi does not know is a look at Almaty', async () => {
    const stall = await aStall();
    await stall.shop.run(({ em }) => em.nativeUpdate(Store, { id: stall.storeId }, { cityId: '999999999' }));
    await aWorker(bazaar).run(stall);
    expect(stall.sent()).toMatchObject([{ price: 4_999 }]);
  });

  it('too many a second is kept out, and nothing is decided from that', async () => {
    const stall = await aStall(20);
    await bazaar.faults({ offersPerSecond: 5 });
    await aWorker(bazaar).run(stall);
    const reasons = await Promise.all(stall.cards.map(async (_, index) => (await stall.price(index)).lastReason));
    expect(new Set(reasons)).toEqual(new Set(['undercut_rival', 'kaspi_unavailable']));
    expect(stall.sent().every(({ price }) => price === 4_999)).toBe(true);
    await bazaar.calm();
    bazaar.clock.forward(61);
    await aWorker(bazaar).turn(stall);
    expect(stall.sent()).toHaveLength(20);
  });
});

describe('a push', () => {
  it('that spends the pace is followed by half an hour without any, over new processes, while looks go on', async () => {
    const stall = await aStall(3);
    await bazaar.faults({ pushesPerSecond: 1 });
    await aWorker(bazaar, { settings: { pushBatch: 1 } }).run(stall);
    expect(stall.sent()).toHaveLength(1);
    await bazaar.faults({ pushesPerSecond: 1_000 });
    const asked = () => bazaar.control<Stats>('GET', '/stats');
    const before = await asked();
    for (let minutes = 0; minutes < 28; minutes += 4) {
      bazaar.clock.forward(240);
      await stall.wake();
      await aWorker(bazaar).turn(stall);
    }
    const after = await asked();
    expect(after.endpoints['pricefeed.batch']?.requests ?? 0).toBe(before.endpoints['pricefeed.batch']?.requests ?? 0);
    expect(after.endpoints['pricefeed.process']?.requests).toBe(before.endpoints['pricefeed.process']?.requests);
    expect(after.endpoints['offers.list']?.requests).toBeGreaterThan(before.endpoints['offers.list']?.requests ?? 0);
    expect((await stall.decisions()).filter(({ waitsFor }) => waitsFor === 'rest')).toHaveLength(2);
    bazaar.clock.forward(240);
    await aWorker(bazaar).turn(stall);
    expect(stall.sent()).toHaveLength(3);
  });

  it.each<[string, DoorAnswer | 'silence']>([
    ['is reset', 'drop'],
    ['breaks off', 'half'],
    ['times out', 'silence'],
    ['is a 502', { status: 502, type: 'text/plain', text: '' }],
    ['has no number', { status: 200, type: 'application/json', text: '{}' }],
  ])('of a batch whose answer %s is followed instead of repeated, and the others leave afterwards', async (_, lost) => {
    const stall = await aStall(6);
    const first = lost === 'silence' ? forEver : async () => lost;
    let hasLost = false;
    door.keep(async (passage) => {
      const answer = await passage.pass();
      if (!isPush(passage) || hasLost) {
        return answer;
      }
      hasLost = true;
      return first();
    });
    await aWorker(bazaar, { kaspi: { ...door.kaspi, ...quickly }, settings: { pushBatch: 3 } }).run(stall);
    expect((await stall.decisions()).map(({ state }) => state).sort()).toEqual([
      ...['proposed', 'proposed', 'proposed', 'unknown', 'unknown', 'unknown'],
    ]);
    bazaar.clock.forward(61);
    await atDoor().turn(stall);
    bazaar.clock.forward(61);
    await atDoor().turn(stall);
    expect((await stall.decisions()).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'applied'));
    expect(stall.sent()).toHaveLength(6);
  });

  it('with one price that Kaspi refuses takes the others along singly, and the refused one rests, told once', async () => {
    const stall = await aStall(5);
    const bad = stall.skus[2] ?? '';
    door.keep(async (passage) =>
      isPush(passage) && passage.body.includes(`"${bad}"`)
        ? { status: 400, type: 'application/json', text: '{}' }
        : passage.pass(),
    );
    for (let round = 0; round < 4; round++) {
      await atDoor().run(stall);
      bazaar.clock.forward(1_801);
    }
    expect(
      stall
        .sent()
        .map(({ sku }) => sku)
        .sort(),
    ).toEqual(stall.skus.filter((sku) => sku !== bad).sort());
    expect(await stall.events('price.failed')).toHaveLength(1);
  });

  it('with an expired session is sent once by the new one', async () => {
    const stall = await aStall(3);
    await bazaar.faults({ sessionExpired: true });
    const worker = aWorker(bazaar, { revive: () => stall.signIn() });
    await worker.run(stall);
    expect(stall.sent()).toHaveLength(3);
  });
});

interface Stats {
  readonly endpoints: Record<string, { requests: number }>;
}

const refuseAll = async () =>
  door.keep(async (passage) => (isPush(passage) ? { status: 400, type: 'text/plain', text: '' } : passage.pass()));

describe('a seller whose Kaspi goes on failing', () => {
  it.each<[string, string[], (stall: Stall) => Promise<unknown>]>([
    ['cards do not answer', [], () => bazaar.faults({ blocked403: true, affects: ['offers'] })],
    ['cards come back empty', [], () => bazaar.faults({ emptyOffers: true })],
    ['prices are ignored', ['price.failed'], () => bazaar.faults({ ignorePushes: true })],
    ['prices are refused', ['price.failed'], refuseAll],
    ['the rival is below the floor', ['price.floorReached'], (stall) => stall.rivals(0, { MobiShop: 3_000 })],
    ['the session is over for good', ['store.needsReauth'], () => bazaar.faults({ sessionExpired: true })],
  ])('because %s hears %j, once', async (_, expected, fail) => {
    const stall = await aStall();
    await fail(stall);
    const worker = aWorker(bazaar, { kaspi: door.kaspi, revive: async () => ({ ...stall.session }) });
    for (let cycle = 0; cycle < 8; cycle++) {
      bazaar.clock.forward(1_801);
      await worker.turn(stall);
    }
    const told = await stall.shop.run(({ em }) =>
      em.execute<{ name: string }[]>(`select name from outbox_events where name <> 'price.viewChanged'`),
    );
    expect(told.map(({ name }) => name)).toEqual(expected);
    expect(stall.sent().every(({ price }) => price === 4_999)).toBe(true);
  });
});

describe('a price set by hand', () => {
  it('that is what Kaspi shows already is not sent', async () => {
    const stall = await aStall();
    const [listingId = ''] = stall.listingIds;
    await stall.shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_000) }));
    await aWorker(bazaar).run(stall);
    expect(stall.sent().filter(({ isNew }) => !isNew)).toEqual([]);
  });
});
