import pg from 'pg';
import { listDueChecks } from '../src/pricing/checks/due-stores.ts';
import { type Bench, type BenchLine, type BenchSize, median } from './bench.ts';
import { type BenchData, openBenchData } from './repricer/open-data.ts';
import { seedShops } from './repricer/shops.ts';

const GOAL = 2;
const DUE = 500;
/** What is quicker than this counts as this, milliseconds. */
const LEAST_MS = 2;
const LISTINGS_OF_A_STORE = 200;
const shapes: Readonly<Record<BenchSize, { shelves: readonly number[]; runs: number }>> = {
  full: { shelves: [10_000, 100_000, 1_000_000], runs: 200 },
  small: { shelves: [1_000, 2_000], runs: 20 },
};

/** The selection of 500 due checks of ever more listings, and beside it a bare query that answers one row. */
export const repricerDue: Bench = { name: 'repricer.due', measure };

interface Measured {
  readonly listings: number;
  readonly stores: number;
  readonly medianMs: number;
  readonly bareMs: number;
}

async function measure(size: BenchSize): Promise<BenchLine> {
  const { shelves, runs } = shapes[size];
  const data = await openBenchData();
  try {
    await seedOne(data);
    const measured: Measured[] = [];
    for (const listings of shelves) {
      await fill(data, listings);
      measured.push(await select(data, { listings, runs }));
    }
    return lineOf(measured, runs);
  } finally {
    await data.stop();
  }
}

/** One shop made by the usual way; the others are copies of it. */
async function seedOne({ database }: BenchData): Promise<void> {
  await seedShops(database, {
    ...{ companies: 1, listings: LISTINGS_OF_A_STORE, channel: 'none', priceTenge: 5_000, maxTenge: 6_000 },
    seller: () => ({ uid: 'Seller', skus: [] }),
    minTenge: () => 4_000,
    card: (_, listing) => listing,
  });
}

/** Copies the first shop until there are so many listings; 500 checks are due, spread over 50 shops. */
async function fill({ adminUrl }: BenchData, listings: number): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // References are right by the way of copying; checking each would take most of the time.
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query<{ stores: number }>('select count(*)::int as stores from stores');
    const missing = listings / LISTINGS_OF_A_STORE - (rows[0]?.stores ?? 0);
    if (missing > 0) {
      await client.query(copySql, [missing]);
    }
    await client.query(
      "update listing_prices set next_check_at = now() + interval '1 day' where next_check_at <= now()",
    );
    await client.query(dueSql, [DUE]);
    await client.query(
      `update store_pricings sp set next_check_at = (select min(next_check_at) from listing_prices p where p.store_id = sp.store_id)`,
    );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

async function select(
  { database }: BenchData,
  { listings, runs }: { listings: number; runs: number },
): Promise<Measured> {
  const [selections, bare]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs + 20; run += 1) {
    const startedAt = performance.now();
    const checks = await database.inSystem('select due checks', (scope) => listDueChecks(scope, { limit: DUE }));
    const selectedAt = performance.now();
    await database.inSystem('a bare query', ({ em }) => em.execute('select 1'));
    const bareAt = performance.now();
    if (checks.length !== DUE) {
      throw new Error(`${checks.length} of ${DUE} due checks were selected`);
    }
    selections.push(selectedAt - startedAt);
    bare.push(bareAt - selectedAt);
  }
  const stores = listings / LISTINGS_OF_A_STORE;
  return { listings, stores, medianMs: median(selections.slice(20)), bareMs: median(bare.slice(20)) };
}

function lineOf(measured: readonly Measured[], runs: number): BenchLine {
  const times = measured.map(({ medianMs }) => Math.max(LEAST_MS, medianMs));
  const ratio = Number((Math.max(...times) / Math.min(...times)).toFixed(2));
  return {
    bench: 'repricer.due',
    goal: `selecting ${DUE} due checks takes as long on a great shelf as on a small one: slowest ÷ fastest ≤ ${GOAL} (medians of ${runs}, under ${LEAST_MS} ms counts as ${LEAST_MS} ms)`,
    met: ratio <= GOAL,
    figures: {
      goal: GOAL,
      ratio,
      shelves: measured.map(({ listings, stores, medianMs, bareMs }) => ({
        ...{ listings, stores, medianMs: Number(medianMs.toFixed(2)), bareMs: Number(bareMs.toFixed(2)) },
      })),
      baseline: 'a transaction with select 1 through the same door',
      lifted: 'nothing; 500 checks due in 50 stores of 200 listings each, the rest due tomorrow',
    },
  };
}

const copySql = `with one as (select * from stores order by id limit 1),
  fresh as (select n, gen_random_uuid() as company_id, gen_random_uuid() as store_id from generate_series(1, $1::int) n),
  c as (insert into companies (id, created_at, updated_at, name, language) select company_id, now(), now(), 'Copy ' || n, 'ru' from fresh),
  s as (insert into stores (id, created_at, updated_at, company_id, kind, name, merchant_uid, cabinet_session)
    select store_id, now(), now(), company_id, 'kaspi', 'Store', 'Seller' || n, 'sealed' from fresh),
  r as (insert into pricing_rules (id, created_at, updated_at, company_id, store_id, is_enabled, strategy, work_from_minute, work_to_minute, excluded_merchant_ids, friendly_merchant_ids)
    select gen_random_uuid(), now(), now(), company_id, store_id, true, 'always_first', 0, 0, '{}', '{}' from fresh),
  sp as (insert into store_pricings (id, created_at, updated_at, company_id, store_id, channel, next_check_at)
    select gen_random_uuid(), now(), now(), company_id, store_id, 'none', now() + interval '1 day' from fresh),
  rows as (select fresh.company_id, fresh.store_id, gen_random_uuid() as product_id, gen_random_uuid() as listing_id,
    l.sku, l.master_sku, l.model from fresh, listings l, one where l.store_id = one.id),
  g as (insert into products (id, created_at, updated_at, company_id, sku, name_ru, price_tiyn, tags)
    select product_id, now(), now(), company_id, sku, model, 500000, '{}' from rows),
  l as (insert into listings (id, created_at, updated_at, company_id, product_id, store_id, sku, master_sku, model, city_ids)
    select listing_id, now(), now(), company_id, product_id, store_id, sku, master_sku, model, '{}' from rows)
  insert into listing_prices (id, created_at, updated_at, company_id, listing_id, store_id, current_tiyn, hand_set_tiyn, min_tiyn, max_tiyn, next_check_at)
    select gen_random_uuid(), now(), now(), company_id, listing_id, store_id, 500000, 500000, 400000, 600000,
      now() + interval '1 day' from rows`;

/** Ten due prices in each of fifty stores (fewer stores: more in each), some with priority. */
const dueSql = `with chosen as (select id from stores order by md5(id::text) limit 50),
  ranked as (select p.id, row_number() over (partition by p.store_id order by p.id) as place from listing_prices p
    where p.store_id in (select id from chosen))
  update listing_prices p set is_priority = ranked.place % 5 = 0,
      next_check_at = now() - make_interval(secs => 60 + ranked.place * 7)
    from ranked where p.id = ranked.id
      and ranked.place <= ceil($1::float8 / (select count(*) from chosen))`;
