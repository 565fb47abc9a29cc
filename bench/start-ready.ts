import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/story/free-port.ts';
import { emptyFolder, removeData, startProduct } from '../scripts/story/product-process.ts';
import { type Bench, type BenchLine, type BenchSize, median, rounded } from './bench.ts';
import { cpuOf } from './cpu-of.ts';

const GOAL_MS = 5_000;
const PAIRS = 5;
const READY_WITHIN_MS = 90_000;

/** How long a start took, and the processor time of the started process itself. */
interface Start {
  readonly ms: number;
  readonly cpuMs: number;
}

/** The second `npm start` in a folder until /ready answers 200, beside a bare Node.js with PostgreSQL. */
export const startReady: Bench = { name: 'start.ready', measure };

async function measure(size: BenchSize): Promise<BenchLine> {
  const count = size === 'full' ? PAIRS : 1;
  const folder = await emptyFolder('sauda-bench-start-');
  const first = startProduct({ dataDir: join(folder, 'product') });
  try {
    await first.ready();
    await first.stop();
    await startBare(folder);
    const pairs: { bare: Start; product: Start }[] = [];
    for (let number = 0; number <= count; number += 1) {
      pairs.push({ bare: await startBare(folder), product: await startAgain(folder) });
    }
    return lineOf(pairs.slice(1));
  } finally {
    await first.stop();
    await removeData(folder, first);
  }
}

function lineOf(pairs: readonly { bare: Start; product: Start }[]): BenchLine {
  const product = pairs.map((pair) => pair.product.ms);
  const medianMs = median(product);
  return {
    bench: 'start.ready',
    goal: `the second npm start answers 200 at /ready within ${GOAL_MS} ms (median of ${PAIRS})`,
    met: medianMs <= GOAL_MS,
    figures: {
      goalMs: GOAL_MS,
      medianMs: Math.round(medianMs),
      productMs: rounded(product),
      baseline: 'Node.js with the same embedded PostgreSQL, one query and an HTTP server',
      baselineMs: rounded(pairs.map(({ bare }) => bare.ms)),
      ratio: Number(median(pairs.map(({ bare, product: own }) => own.ms / bare.ms)).toFixed(2)),
      productCpuMs: rounded(pairs.map((pair) => pair.product.cpuMs)),
      baselineCpuMs: rounded(pairs.map(({ bare }) => bare.cpuMs)),
      lifted: 'nothing; sandbox and demo company are part of this start',
    },
  };
}

async function startAgain(folder: string): Promise<Start> {
  const port = await freePort();
  const startedAt = performance.now();
  const product = startProduct({ dataDir: join(folder, 'product'), env: { PORT: String(port) } });
  const ms = await answering(`http://127.0.0.1:${port}/ready`, startedAt);
  const cpuMs = await cpuOf(product.pid);
  await product.stop();
  return { ms, cpuMs };
}

async function startBare(folder: string): Promise<Start> {
  const port = await freePort();
  const program = fileURLToPath(new URL('./bare-start.ts', import.meta.url));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, join(folder, 'bare'), String(port)], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const ms = await answering(`http://127.0.0.1:${port}/`, startedAt);
  const cpuMs = await cpuOf(child.pid ?? 0);
  child.kill('SIGTERM');
  await ended;
  return { ms, cpuMs };
}

async function answering(url: string, startedAt: number): Promise<number> {
  for (;;) {
    const isReady = await fetch(url).then(
      ({ status }) => status === 200,
      () => false,
    );
    const ms = performance.now() - startedAt;
    if (isReady) {
      return ms;
    }

    if (ms > READY_WITHIN_MS) {
      throw new Error(`${url} did not answer 200 within ${READY_WITHIN_MS} ms`);
    }
    await pause(10);
  }
}
