import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { entities } from '../src/entities.ts';
import { browserHeaders } from '../src/integrations/kaspi/browser-headers.ts';
import type { KaspiOptions } from '../src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '../src/integrations/kaspi/kaspi-marketplace.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { createLogger } from '../src/platform/logging/logger.ts';
import { createSecretBox, readSecretsKey } from '../src/platform/secrets/secret-box.ts';
import { loadProxies } from '../src/stores/index.ts';
import type { Bench, BenchLine, BenchSize } from './bench.ts';
import type { PacedReport, PacedSetup, PacedWorld } from './paced-setup.ts';
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts';

const RATE = 60;
const goals = { share: 0.99, perAddress: 10, perAccount: 2, overall: Math.floor(RATE * 1.1) };
const PROCESSES = 2;
const times = {
  full: { warmUpMs: 5_000, measuredMs: 60_000, bareMs: 10_000, latencyMs: 30 },
  small: { warmUpMs: 1_000, measuredMs: 2_500, bareMs: 1_000, latencyMs: 5 },
} as const;
const secretsKey = Buffer.alloc(32, 9).toString('base64');

/** The live pace over eight proxies, kept by two processes together and counted by Kaspi's stand-in. */
export const repricerPaced: Bench = { name: 'repricer.paced', measure };

async function measure(size: BenchSize): Promise<BenchLine> {
  const database = await scratchDatabase();
  const world = await startChild<PacedWorld>('paced-world.ts');
  try {
    const setup = await prepare(world.said, { database, latencyMs: times[size].latencyMs });
    const bare = await runBarely(setup, times[size]);
    const product = await run({ ...setup, kind: 'product' }, { world: world.said, ...times[size] });
    return lineOf(product, bare);
  } finally {
    await stopChild(world.child);
    await database.stop();
  }
}

interface Counted {
  readonly requests: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly largestPerSecond: number;
}

interface Stats {
  readonly total: Counted;
  readonly offersByAddress: Readonly<Record<string, Counted>>;
  readonly pushesByAccount: Readonly<Record<string, Counted>>;
}

interface Measured {
  readonly stats: Stats;
  readonly seconds: number;
  readonly reports: readonly PacedReport[];
}

function lineOf(product: Measured, bare: Measured): BenchLine {
  const { stats, seconds } = product;
  const perSecond = stats.total.requests / seconds;
  const largest = {
    overall: stats.total.largestPerSecond,
    perAddress: Math.max(...Object.values(stats.offersByAddress).map((one) => one.largestPerSecond)),
    perAccount: Math.max(...Object.values(stats.pushesByAccount).map((one) => one.largestPerSecond)),
  };
  const refused = Object.fromEntries(Object.entries(stats.total.answers).filter(([status]) => status !== '200'));
  const failed = product.reports.reduce((sum, report) => sum + report.failed, 0);
  const isKept =
    largest.overall <= goals.overall &&
    largest.perAddress <= goals.perAddress &&
    largest.perAccount <= goals.perAccount &&
    Object.keys(refused).length + failed === 0;
  return {
    bench: 'repricer.paced',
    goal: `${goals.share * 100} % of ${RATE}/s, no second above ${goals.overall} in all, ${goals.perAddress} from an address, ${goals.perAccount} pushes of an account; nothing refused`,
    met: perSecond >= goals.share * RATE && isKept,
    figures: {
      share: Number((perSecond / RATE).toFixed(4)),
      requests: stats.total.requests,
      ideal: Math.round(RATE * seconds),
      seconds: Number(seconds.toFixed(2)),
      largestSecond: largest,
      refused,
      failed,
      failures: product.reports.flatMap(({ failures }) => failures),
      processes: PROCESSES,
      addresses: Object.keys(stats.offersByAddress).length,
      cpuMsPerRequest: cpuPerRequest(product),
      baseline: 'an even schedule of bare undici requests on the same proxies, two processes, nothing shared',
      baselineCpuMsPerRequest: cpuPerRequest(bare),
      cpuRatio: Number((cpuPerRequest(product) / cpuPerRequest(bare)).toFixed(2)),
      lifted: 'nothing for the product; for the baseline the limits of the stand-in',
    },
  };
}

function cpuPerRequest({ reports }: Measured): number {
  const [cpuMs, count] = [0, 0].map((_, index) =>
    reports.reduce((sum, report) => sum + (index === 0 ? report.cpuMs : report.count), 0),
  );
  return Number(((cpuMs ?? 0) / Math.max(1, count ?? 0)).toFixed(3));
}

async function prepare(
  world: PacedWorld,
  { database, latencyMs }: { database: ScratchDatabase; latencyMs: number },
): Promise<PacedSetup> {
  const secrets = createSecretBox([readSecretsKey(secretsKey)]);
  const doors = openDatabase(database.urls, { entities, logger: createLogger('silent'), secrets });
  await doors.inSystem('load the proxies of a bench', (scope) =>
    loadProxies(scope, { list: world.proxies.join('\n'), secrets }),
  );
  await doors.close();
  await control(world, 'PUT', '/faults', { latencyMs, trustedDevice: true });
  const kaspi: KaspiOptions = {
    apiUrl: `${world.url}/kaspi/shop/api/v2`,
    cabinetUrl: `${world.url}/kaspi/cabinet`,
    idUrl: `${world.url}/kaspi/id`,
    storefrontUrl: `${world.url}/kaspi`,
    routing: { isDirectAllowed: false },
  };
  const { proxies, masterSkus } = world;
  const pace = { workers: 64 / PROCESSES, perSecond: RATE / PROCESSES };
  const pushes = await signIn(kaspi, world);
  return { kind: 'bare', urls: database.urls, secretsKey, kaspi, proxies, masterSkus, ...pace, pushes, headers };
}

async function signIn(kaspi: KaspiOptions, { sellers }: PacedWorld): Promise<PacedSetup['pushes']> {
  const { cabinet } = createKaspiMarketplace(kaspi);
  const pushes: PacedSetup['pushes'][number][] = [];
  for (const { uid: merchantUid, email, password, sku, model } of sellers) {
    const step = await cabinet.signIn({ email, password });
    if (step.kind !== 'signed-in') {
      throw new Error('the stand-in asked for a code');
    }
    pushes.push({ session: step.session, push: { merchantUid, sku, model } });
  }
  return pushes;
}

/** The baseline: with the limits lifted, because it shares nothing. */
async function runBarely(setup: PacedSetup, { bareMs }: { bareMs: number }): Promise<Measured> {
  const world = { url: (setup.kaspi.storefrontUrl ?? '').replace(/\/kaspi$/, '') };
  const faults = await control<object>(world, 'GET', '/faults');
  await control(world, 'PUT', '/faults', { offersPerSecond: null });
  const measured = await run(setup, { world, warmUpMs: 500, measuredMs: bareMs });
  await control(world, 'PUT', '/faults', faults);
  await control(world, 'DELETE', '/limits');
  return measured;
}

interface Run {
  readonly world: Pick<PacedWorld, 'url'>;
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

async function run(setup: PacedSetup, { world, warmUpMs, measuredMs }: Run): Promise<Measured> {
  const children = await Promise.all(
    Array.from({ length: PROCESSES }, () => startChild<'ready'>('paced-client.ts', setup)),
  );
  await pause(warmUpMs);
  children.forEach(({ child }) => void child.send('reset'));
  await control(world, 'DELETE', '/stats');
  const startedAt = performance.now();
  await pause(measuredMs);
  const stats = await control<Stats>(world, 'GET', '/stats');
  const seconds = (performance.now() - startedAt) / 1_000;
  const reports = await Promise.all(children.map(({ child }) => ask(child)));
  await Promise.all(children.map(({ child }) => stopChild(child)));
  return { stats, seconds, reports };
}

async function ask(child: ChildProcess): Promise<PacedReport> {
  child.send('report');
  const [report] = (await once(child, 'message')) as [PacedReport];
  return report;
}

async function startChild<Said>(file: string, setup?: PacedSetup): Promise<{ child: ChildProcess; said: Said }> {
  const child = fork(join(import.meta.dirname, file), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  if (setup) {
    child.send(setup);
  }
  const [said] = (await once(child, 'message')) as [Said];
  return { child, said };
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

async function control<Answer = unknown>(
  { url }: Pick<PacedWorld, 'url'>,
  ...[method, path, body]: [method: string, path: string, body?: object]
): Promise<Answer> {
  const response = await fetch(`${url}/_control/kaspi${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

const headers = {
  ...browserHeaders,
  accept: 'application/json, text/*',
  'content-type': 'application/json; charset=UTF-8',
  origin: 'https://kaspi.kz',
  referer: 'https://kaspi.kz/shop/p/-1/?c=750000000',
  'x-ks-city': '750000000',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-origin',
};
