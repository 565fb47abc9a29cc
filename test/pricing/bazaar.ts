import type { KaspiOptions } from '#src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '#src/integrations/kaspi/kaspi-marketplace.ts';
import type { Clock } from '#src/kernel/clock.ts';
import type { Database } from '#src/platform/db/database.ts';
import type { CabinetSession, Marketplace } from '#src/stores/store.ports.ts';
import { createEventBus } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { createDemoWorld, createKaspiStandIn, type DemoWorld } from '../../sandbox/kaspi/index.ts';
import type { SandboxEvent } from '../../sandbox/stand-in.ts';
import { kaspiAt } from '../integrations/kaspi-sandbox.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { roomy } from './fight.ts';

/** A clock that goes on with the machine's and can be put forward, back, and to any instant. */
export interface SteeredClock extends Clock {
  forward(seconds: number): void;
  set(instant: string): void;
}

/** A price that came to the stand-in, in tenge; `isNew` unless it stood there, or was on its way, already. */
export interface SentPrice {
  readonly at: number;
  readonly uid: string;
  readonly sku: string;
  readonly price: number;
  readonly isNew: boolean;
}

/** Kaspi's stand-in with cards of a test's own, one clock for it and the workers, a database, and all prices that came. */
export interface Bazaar {
  readonly url: string;
  readonly clock: SteeredClock;
  readonly database: TestDatabase;
  /** The doors to it, by the bazaar's clock. */
  readonly doors: Database;
  readonly sent: SentPrice[];
  /** Sessions of the stalls' cabinets by store. */
  readonly sessions: Map<string, CabinetSession>;
  /** So many cards that no other test of the file uses; one rival is on each, at 5 000 ₸. */
  takeCards(count: number): string[];
  client(options?: KaspiOptions): Marketplace;
  control<Answer = unknown>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer>;
  /** Switches faults and limits; what is not named stays. */
  faults(patch: object): Promise<void>;
  /** No faults, roomy limits, nothing counted yet. */
  calm(): Promise<void>;
  /** Called with every price that comes. */
  watch(onSent: (sent: SentPrice) => void): void;
  stop(): Promise<void>;
}

/** What everything costs at first, tenge. */
const FIRST_PRICE = 5_000;

/** Opens a bazaar; prices are shown at once. */
export async function openBazaar({ cards }: { readonly cards: number }): Promise<Bazaar> {
  const clock = steeredClock();
  const events = createEventBus(clock.now);
  const book = priceBook(clock);
  const emit = (event: SandboxEvent) => {
    book.note(event);
    events.emit(event);
  };
  const world = worldOf(cards);
  const kaspi = createKaspiStandIn({ emit, pace: 'test', now: clock.now, world });
  const host = await hostStandIns({ standIns: { kaspi }, events });
  const control = <Answer>(method: string, path: string, body?: object) =>
    steer<Answer>(host.url, { method, path, body });
  await control('PUT', '/faults', { ...roomy, priceApplyDelayMs: 0 });
  const still = await control<object>('GET', '/faults');
  const free = world.cards.map(({ masterSku }) => masterSku);
  const quick = { offersPerSecond: 5_000, pushesPerSecond: 5_000, cabinetPerSecond: 5_000, ordersPerSecond: 5_000 };
  const once = { attempts: 0, minDelayMs: 1, maxDelayMs: 1 };
  const database = await cloneDatabase();
  const doors = openTestDatabase(database, { clock });
  return {
    ...{ url: host.url, clock, database, doors, sent: book.sent, sessions: new Map(), control },
    watch: book.watch,
    takeCards: (count) => free.splice(0, count),
    client: (options = {}) => createKaspiMarketplace({ ...kaspiAt(host.url), pace: quick, retry: once, ...options }),
    faults: async (patch) => void (await control('PUT', '/faults', patch)),
    calm: async () => {
      await control('PUT', '/faults', still);
      await control('DELETE', '/limits');
      await control('DELETE', '/stats');
    },
    stop: async () => {
      await host.stop();
      await doors.close();
      await database.drop();
    },
  };
}

/** The most prices that came within any so many seconds. */
export function mostWithin(seconds: number, sent: readonly Pick<SentPrice, 'at'>[]): number {
  const windows = sent.map(({ at }) => sent.filter((one) => one.at > at - seconds * 1_000 && one.at <= at));
  return Math.max(0, ...windows.map(({ length }) => length));
}

function steeredClock(): SteeredClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    forward: (seconds) => {
      aheadMs += seconds * 1_000;
    },
    set: (instant) => {
      aheadMs = Date.parse(instant) - Date.now();
    },
  };
}

function worldOf(count: number): DemoWorld {
  const world = createDemoWorld();
  const [pattern] = world.cards;
  const rival = pattern?.rivals[0];
  if (!pattern || !rival) {
    throw new Error('the demo world is empty');
  }

  const cards = Array.from({ length: count }, (_, index) => ({
    ...pattern,
    masterSku: String(204_000_001 + index),
    rivals: [{ ...rival, merchantId: 'First', merchantName: 'First', price: FIRST_PRICE, cityPrices: {} }],
  }));
  const closed = { products: [] };
  return {
    ...world,
    cards,
    technomart: { ...world.technomart, ...closed },
    aigulStore: { ...world.aigulStore, ...closed },
  };
}

interface Offer {
  /** What buyers see. */
  shown: number;
  /** What is on its way, oldest first. */
  readonly coming: number[];
}

/** Follows what every offer costs, and what is on its way, from the stand-in's own events. */
function priceBook(clock: Clock) {
  const sent: SentPrice[] = [];
  const offers = new Map<string, Offer>();
  const watchers: ((one: SentPrice) => void)[] = [];
  const offerOf = (uid: string, sku: string) => {
    const offer = offers.get(`${uid} ${sku}`) ?? { shown: FIRST_PRICE, coming: [] };
    offers.set(`${uid} ${sku}`, offer);
    return offer;
  };
  const queue = (uid: string, sku: string, price: number) => {
    const { coming, shown } = offerOf(uid, sku);
    const one = { at: Number(clock.now()), uid, sku, price, isNew: (coming.at(-1) ?? shown) !== price };
    coming.push(price);
    sent.push(one);
    for (const watcher of watchers) {
      watcher(one);
    }
  };
  const note = ({ kind, ...event }: SandboxEvent) => {
    const { merchantUid: uid, sku, price } = event as { merchantUid?: string; sku?: string; price?: number | null };
    if (!uid || !sku || !price) {
      return;
    }

    if (kind === 'push.queued') {
      queue(uid, sku, price);
    } else if (kind === 'listing.changed') {
      offerOf(uid, sku).shown = price;
    } else if (kind.startsWith('push.')) {
      const { coming } = offerOf(uid, sku);
      coming.splice(coming.indexOf(price), 1);
    }
  };
  return { sent, note, watch: (watcher: (one: SentPrice) => void) => void watchers.push(watcher) };
}

async function steer<Answer>(url: string, call: { method: string; path: string; body: object | undefined }) {
  const response = await fetch(`${url}/_control/kaspi${call.path}`, {
    method: call.method,
    headers: { 'content-type': 'application/json' },
    ...(call.body && { body: JSON.stringify(call.body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${call.method} ${call.path}: ${response.status} ${text}`);
  }

  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
