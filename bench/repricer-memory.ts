import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Bench, type BenchLine, type BenchSize, median } from './bench.ts';
import { createWorker } from './repricer/check-all.ts';
import { openShelves } from './repricer/shelves.ts';
import { startOver } from './repricer/shops.ts';

const GOAL = 1.05;
const CONCURRENCY = 64;
const SAMPLE_MS = 100;
const TENTHS = 10;
const MB = 2 ** 20;
const shapes: Readonly<Record<BenchSize, { companies: number; listings: number; rounds: number }>> = {
  full: { companies: 50, listings: 200, rounds: 20 },
  small: { companies: 3, listings: 20, rounds: 10 },
};

/** Memory of a worker over very many checks: the last tenth beside the second. */
export const repricerMemory: Bench = { name: 'repricer.memory', measure };

interface Tenth {
  readonly rssMb: number;
  readonly heapMb: number;
}

async function measure(size: BenchSize): Promise<BenchLine> {
  const { rounds, ...shape } = shapes[size];
  const shelves = await openShelves(shape);
  const { market, data } = shelves;
  const collect = garbageCollector();
  try {
    const worker = createWorker({ market, data, settings: { freshnessSeconds: 0, parallelLooks: CONCURRENCY } });
    const tenths: Tenth[] = [];
    for (let tenth = 0; tenth < TENTHS; tenth += 1) {
      const rss: number[] = [];
      const sampling = setInterval(() => rss.push(process.memoryUsage.rss()), SAMPLE_MS);
      for (let round = 0; round < rounds / TENTHS; round += 1) {
        await startOver(data.database);
        await worker.workAll();
        rss.push(process.memoryUsage.rss());
      }
      clearInterval(sampling);
      collect();
      tenths.push({ rssMb: median(rss) / MB, heapMb: process.memoryUsage().heapUsed / MB });
    }
    return lineOf(tenths, shelves.checks * rounds);
  } finally {
    await shelves.stop();
  }
}

/** V8's own collector, which is hidden unless it is asked for. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function lineOf(tenths: readonly Tenth[], checks: number): BenchLine {
  const ratioOf = (value: (tenth: Tenth) => number) => {
    const [second, last] = [tenths[1], tenths.at(-1)];
    return second && last ? Number((value(last) / value(second)).toFixed(3)) : Number.NaN;
  };
  const rss = ratioOf(({ rssMb }) => rssMb);
  const heap = ratioOf(({ heapMb }) => heapMb);
  return {
    bench: 'repricer.memory',
    goal: `over ${checks} checks memory does not grow: the last tenth ÷ the second ≤ ${GOAL}, RSS (median) and heap after a collection`,
    met: rss <= GOAL && heap <= GOAL,
    figures: {
      goal: GOAL,
      rssRatio: rss,
      heapRatio: heap,
      checks,
      tenths: tenths.map(({ rssMb, heapMb }) => [Math.round(rssMb), Number(heapMb.toFixed(1))]),
      baseline: 'the second tenth of the same run',
      lifted: "Kaspi's limits and ours; the freshness window; the queue between tick and run",
    },
  };
}
