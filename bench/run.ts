import type { Bench } from './bench.ts';
import { repricerBudget } from './repricer-budget.ts';
import { repricerDue } from './repricer-due.ts';
import { repricerExact } from './repricer-exact.ts';
import { repricerMemory } from './repricer-memory.ts';
import { repricerPaced } from './repricer-paced.ts';
import { repricerScan } from './repricer-scan.ts';
import { startReady } from './start-ready.ts';
import { storyLatency } from './story-latency.ts';

/**
 * `npm run bench [-- name …]`: one JSON line for each promise; fails when one is not kept. With `--small` each runs in a
 * short form, and only what breaks fails.
 */
const benches: readonly Bench[] = [
  startReady,
  storyLatency,
  repricerScan,
  repricerPaced,
  repricerExact,
  repricerDue,
  repricerBudget,
  repricerMemory,
];
const isSmall = process.argv.includes('--small');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--small');
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const line = await bench.measure(isSmall ? 'small' : 'full');
  console.log(JSON.stringify(line));
  process.exitCode = line.met || isSmall ? process.exitCode : 1;
}
