import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { checkIsolation } from '#src/platform/db/boot-checks.ts';
import type { Database } from '#src/platform/db/database.ts';
import { keepHistory } from '#src/pricing/history/keep-history.ts';
import { openOfferDays } from '#src/pricing/history/open-offer-days.ts';
import { until } from '../../integrations/kaspi-sandbox.ts';
import { aCompany } from '../../support/company.ts';
import { crossing, inTwoProcesses, startElsewhere } from '../../support/elsewhere.ts';
import { cloneDatabase, type TestDatabase } from '../../support/postgres.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { observe, type Seen } from './observations.ts';

const file = join(import.meta.dirname, 'keeping-elsewhere.ts');
const clones: TestDatabase[] = [];
const { signal } = new AbortController();

let urls: TestDatabase;
let database: Database;
let at: Date;

beforeEach(async () => {
  urls = await cloneDatabase();
  clones.push(urls);
  at = new Date('2026-11-01T06:00:00Z');
  database = openTestDatabase(urls, { clock: { now: () => at } });
});

afterAll(() => Promise.all(clones.map((clone) => clone.drop())));

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
const plusDays = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000);
const ask = <Row extends object>(sql: string) => database.inSystem('ask as a test', ({ em }) => em.execute<Row[]>(sql));
const keep = () => keepHistory({ inSystem: database.inSystem, signal });

const rowsIn = async (table: string) =>
  (await ask<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count;

const partitions = async () =>
  (
    await ask<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'offer_observations'::regclass order by 1`,
    )
  ).map(({ name }) => name.replace('offer_observations_', ''));

/** Looks at three cards in two cities, some a day, with 1 to 6 offers of no order; the same numbers each time. */
function looksOf(from: Date, days: number): Seen[] {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  return Array.from({ length: days * 12 }, (_, index) => ({
    at: new Date(plusDays(from, Math.floor(index / 12)).getTime() + next(86_400_000)),
    masterSku: `card-${next(3)}`,
    cityId: ['750000000', '710000000'][next(2)] ?? '',
    offers: Object.fromEntries(Array.from({ length: 1 + next(6) }, (_, shop) => [`s${shop}`, 4_000 + next(900)])),
  }));
}

/** The rule's text by brute force: per day, card and city the looks, and their cheapest prices and counts. */
function summed(looks: readonly Seen[], isMeant: (day: string) => boolean) {
  const groups = new Map<string, { cheapest: number[]; counts: number[] }>();
  for (const { at: seenAt, masterSku, cityId, offers } of looks) {
    const key = `${dayOf(seenAt)} ${masterSku} ${cityId}`;
    const group = groups.get(key) ?? { cheapest: [], counts: [] };
    groups.set(key, group);
    group.cheapest.push(Math.min(...Object.values(offers)) * 100);
    group.counts.push(Object.keys(offers).length);
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...groups]
    .filter(([key]) => isMeant(key.slice(0, 10)))
    .map(([key, { cheapest, counts }]) => ({
      ...{ key, looks: cheapest.length, lowest: Math.min(...cheapest), highest: Math.max(...cheapest) },
      ...{ mean: Math.round(mean(cheapest)), offers: Math.round(mean(counts) * 100) },
    }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

const rolledUp = async () =>
  (
    await ask<{ key: string }>(
      `select day::text || ' ' || master_sku || ' ' || city_id as key, looks, lowest_tiyn::int as lowest,
       highest_tiyn::int as highest, mean_tiyn::int as mean, offers_hundredths as offers
     from offer_days`,
    )
  ).sort((one, other) => (one.key < other.key ? -1 : 1));

/** Twenty days of looks, each day opened in its time. */
async function twentyDays(): Promise<Seen[]> {
  const looks = looksOf(new Date('2026-11-01T00:00:00Z'), 20);
  for (let day = 0; day < 20; day += 1) {
    at = plusDays(new Date('2026-11-01T06:00:00Z'), day);
    await openOfferDays(database.inSystem);
  }
  await observe(database, looks);
  at = new Date('2026-11-20T06:00:00Z');
  return looks;
}

describe('opening days', () => {
  it('gives today and the six days after it a partition, once, and looks land in them', async () => {
    expect(await openOfferDays(database.inSystem)).toBe(7);
    expect(await openOfferDays(database.inSystem)).toBe(0);
    await observe(database, looksOf(new Date('2026-11-01T00:00:00Z'), 7));
    expect(await rowsIn('offer_observations_20261107')).toBe(12);
    expect(await rowsIn('offer_observations_default')).toBe(0);
    at = plusDays(at, 1);
    expect(await openOfferDays(database.inSystem)).toBe(1);
    await expect(checkIsolation(urls)).resolves.toBeUndefined();
  });

  it('works in ten processes’ worth of calls at once', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => openOfferDays(database.inSystem)));
    expect(opened.reduce((sum, count) => sum + count, 0)).toBe(7);
  });

  it('is refused to the app’s role, like dropping', async () => {
    const shop = await aCompany({ database });
    for (const call of [`open_offer_days('2026-11-01', 1)`, `drop_offer_days('2026-11-01')`]) {
      await expect(shop.run(({ em }) => em.execute(`select ${call}`))).rejects.toThrow('permission denied');
    }
  });
});

describe('keeping the history', () => {
  it('rolls finished days up exactly, drops what is older than fourteen days, and leaves the rest', async () => {
    const looks = await twentyDays();
    await keep();
    const expected = summed(looks, (day) => day < '2026-11-20');
    expect(expected.length).toBeGreaterThan(80);
    expect(await rolledUp()).toEqual(expected);
    expect((await partitions())[0]).toBe('20261106');
    expect(await rowsIn('offer_observations')).toBe(15 * 12);
    await keep();
    expect(await rolledUp()).toEqual(expected);
    await expect(checkIsolation(urls)).resolves.toBeUndefined();
  });

  it('keeps rows of a day that began without a partition, rolls them up and drops them in their time', async () => {
    const looks = looksOf(new Date('2026-11-01T00:00:00Z'), 2);
    await observe(database, looks);
    await keep();
    expect((await partitions()).includes('20261101')).toBe(false);
    expect(await rowsIn('offer_observations_default')).toBe(24);
    at = new Date('2026-11-16T06:00:00Z');
    await keep();
    expect(await rolledUp()).toEqual(summed(looks, () => true));
    expect((await ask<{ day: string }>('select min(seen_at)::date::text as day from offer_observations'))[0]?.day).toBe(
      '2026-11-02',
    );
  });

  it('waits with a day that has just ended for looks that are still being written down', async () => {
    await observe(database, looksOf(new Date('2026-11-01T00:00:00Z'), 1));
    at = new Date('2026-11-02T00:14:00Z');
    await keep();
    expect(await rowsIn('offer_days')).toBe(0);
    at = new Date('2026-11-02T00:15:00Z');
    await keep();
    expect(await rowsIn('offer_days')).toBeGreaterThan(0);
  });

  it('lets a straggler of a dropped day not take the place of the day', async () => {
    const looks = await twentyDays();
    await keep();
    const [first] = looks;
    if (!first) {
      throw new Error('there are looks');
    }
    await observe(database, [{ ...first, at: new Date('2026-11-02T05:00:00Z'), offers: { s0: 1 } }]);
    await keep();
    expect(await rolledUp()).toEqual(summed(looks, (day) => day < '2026-11-20'));
    expect(await rowsIn('offer_observations_default')).toBe(0);
  });

  it('in two processes at once, three times in each, does it once', async () => {
    const looks = await twentyDays();
    const task = { file, input: { urls: crossing(urls), at: at.toISOString() }, times: 3 };
    expect(await inTwoProcesses(task)).toEqual(Array.from({ length: 6 }, () => ({ value: null })));
    expect(await rolledUp()).toEqual(summed(looks, (day) => day < '2026-11-20'));
    expect(await rowsIn('offer_observations')).toBe(15 * 12);
  });

  it('that is killed between roll-up and drop has lost nothing, and the next one ends it', async () => {
    const looks = await twentyDays();
    const reader = new pg.Client({ connectionString: urls.ownerUrl });
    await reader.connect();
    await reader.query('begin; lock table offer_observations_20261101 in access share mode');
    const other = await startElsewhere({ file, input: { urls: crossing(urls), at: at.toISOString() } });
    const ended = other.begin();
    const waiting = () =>
      ask<object>(`select 1 from pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock' and query like '%drop_offer_days%'`);
    await until(waiting, (rows) => rows.length > 0);
    await other.kill();
    expect(await ended).toEqual([]);
    await reader.query('rollback');
    await reader.end();
    expect(await rowsIn('offer_observations')).toBe(20 * 12);
    await keep();
    expect(await rolledUp()).toEqual(summed(looks, (day) => day < '2026-11-20'));
    expect(await rowsIn('offer_observations')).toBe(15 * 12);
  });
});
