import { type Bench, type BenchLine, type BenchSize, median } from './bench.ts';
import { cpuOf } from './cpu-of.ts';
import { bareLoop } from './repricer/bare-loop.ts';
import { createWorker } from './repricer/check-all.ts';
import type { Market } from './repricer/market.ts';
import type { BenchData } from './repricer/open-data.ts';
import { openShelves } from './repricer/shelves.ts';
import { startOver } from './repricer/shops.ts';

/** Ratios of whole checks to a loop that only fetches and parses. */
const goals = { at30ms: 0.9, at0ms: 0.35 };
const CONCURRENCY = 64;
const shapes: Readonly<Record<BenchSize, { companies: number; listings: number; pairs: number }>> = {
  full: { companies: 50, listings: 200, pairs: 5 },
  small: { companies: 4, listings: 30, pairs: 1 },
};

/** Whole checks a second (select, fetch, decide, record) beside a bare loop over the same cards. */
export const repricerScan: Bench = { name: 'repricer.scan', measure };

interface Round {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
}

interface Pair {
  readonly bare: Round;
  readonly product: Round;
}

async function measure(size: BenchSize): Promise<BenchLine> {
  const shape = shapes[size];
  const shelves = await openShelves(shape);
  try {
    const at30ms = await pairsAt(30, { ...shelves, pairs: shape.pairs });
    const at0ms = await pairsAt(0, { ...shelves, pairs: shape.pairs });
    return lineOf({ at30ms, at0ms, checks: shelves.checks });
  } finally {
    await shelves.stop();
  }
}

interface Setting {
  readonly market: Market;
  readonly data: BenchData;
  readonly checks: number;
  readonly pairs: number;
}

/** One pair warms everything up; the others alternate. */
async function pairsAt(latencyMs: number, { market, data, checks, pairs }: Setting): Promise<Pair[]> {
  await market.control.put('/kaspi/faults', { latencyMs });
  const measured: Pair[] = [];
  const worker = createWorker({ market, data, settings: { freshnessSeconds: 0, parallelLooks: CONCURRENCY } });
  for (let number = 0; number <= pairs; number += 1) {
    const bare = await timed(data, checks, () => bareLoop(market.url, { cards: checks, concurrency: CONCURRENCY }));
    await startOver(data.database);
    const product = await timed(data, checks, async () => void (await worker.workAll()));
    await assertRecorded(data, { checks, rounds: number + 1 });
    measured.push({ bare, product });
  }
  await data.database.inSystem('the bench forgets', ({ em }) => em.execute('delete from offer_observations'));
  await data.database.inSystem('the bench forgets', ({ em }) => em.execute('delete from price_decisions'));
  return measured.slice(1);
}

async function timed(data: BenchData, checks: number, work: () => Promise<void>): Promise<Round> {
  const databaseBefore = await cpuOf(data.postmaster);
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: checks / seconds,
    cpuMs: (user + system) / 1_000 / checks,
    databaseCpuMs: ((await cpuOf(data.postmaster)) - databaseBefore) / checks,
  };
}

/** A check counts only when its look and its decision are in the database. */
async function assertRecorded({ database }: BenchData, { checks, rounds }: { checks: number; rounds: number }) {
  const [row] = await database.inSystem('the bench counts', ({ em }) =>
    em.execute<{ looks: number; moves: number; due: number }[]>(
      `select (select count(*)::int from offer_observations) as looks, (select count(*)::int from price_decisions) as moves,
         (select count(*)::int from listing_prices where next_check_at <= now()) as due`,
    ),
  );
  if (row?.looks !== checks * rounds || row.moves !== Math.ceil(checks / 10) * rounds || row.due !== 0) {
    throw new Error(`Not everything was recorded: ${JSON.stringify(row)} after ${rounds} rounds of ${checks} checks`);
  }
}

function lineOf({ at30ms, at0ms, checks }: { at30ms: Pair[]; at0ms: Pair[]; checks: number }): BenchLine {
  const ratio30 = ratioOf(at30ms);
  const ratio0 = ratioOf(at0ms);
  return {
    bench: 'repricer.scan',
    goal: `whole checks per second ÷ a bare undici loop over the same cards: ≥ ${goals.at30ms} with 30 ms latency, ≥ ${goals.at0ms} with none`,
    met: ratio30 >= goals.at30ms && ratio0 >= goals.at0ms,
    figures: {
      goalAt30ms: goals.at30ms,
      ratioAt30ms: ratio30,
      goalAt0ms: goals.at0ms,
      ratioAt0ms: ratio0,
      checks,
      at30ms: figuresOf(at30ms),
      at0ms: figuresOf(at0ms),
      baseline: `undici.request and JSON.parse over the same cards, concurrency ${CONCURRENCY}`,
      lifted: "Kaspi's limits and ours; the freshness window; the queue between tick and run",
    },
  };
}

function ratioOf(pairs: readonly Pair[]): number {
  return Number(median(pairs.map(({ bare, product }) => product.perSecond / bare.perSecond)).toFixed(3));
}

function figuresOf(pairs: readonly Pair[]) {
  const middle = (value: (pair: Pair) => number) => Number(median(pairs.map(value)).toFixed(3));
  return {
    checksPerMinute: Math.round(middle(({ product }) => product.perSecond * 60)),
    cpuMsPerCheck: middle(({ product }) => product.cpuMs),
    databaseCpuMsPerCheck: middle(({ product }) => product.databaseCpuMs),
    bareCpuMsPerFetch: middle(({ bare }) => bare.cpuMs),
    pairs: pairs.map(({ bare, product }) => [Math.round(bare.perSecond), Math.round(product.perSecond)]),
  };
}
