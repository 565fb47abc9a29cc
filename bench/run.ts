import type { Bench } from './bench.ts';
import { startReady } from './start-ready.ts';
import { storyLatency } from './story-latency.ts';

/** `npm run bench [-- name …]`: one JSON line for each promise; fails when one is not kept. */
const benches: readonly Bench[] = [startReady, storyLatency];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const line = await bench.measure();
  console.log(JSON.stringify(line));
  process.exitCode = line.met ? process.exitCode : 1;
}
