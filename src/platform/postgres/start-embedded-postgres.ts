import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ensureCluster, superuser } from './cluster.ts';
import { choosePlace, type Place } from './place.ts';
import { findPostmaster, waitUntilGone } from './postmaster.ts';
import { keepInUse, type Presence } from './presence.ts';
import { runProgram } from './run-program.ts';

/** The part of a logger that this folder needs. */
export type PostgresLog = Readonly<{
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}>;

/** How to start: `settings` are server settings by name, for example `{ fsync: 'off' }` in tests. */
export type EmbeddedOptions = Readonly<{
  dataDir: string;
  settings?: Readonly<Record<string, string>>;
  logger?: PostgresLog;
}>;

/** A running server: `adminUrl` is its superuser's and meant for prepareDatabase only. */
export type EmbeddedPostgres = Readonly<{
  adminUrl: string;
  port: number;
  /** True when a server of this data folder was already running, for example after the app was killed. */
  reused: boolean;
  /** Where the cluster really lives. */
  home: string;
  /** Stops the server unless another process still uses it; returns when it is down. */
  stop(): Promise<void>;
}>;

const startAttempts = 20;
const pauseMs = 500;
const readyWithinMs = 120_000;
const transientFailure =
  /still in use|could not bind|already in use|lock file .* already exists|another server might be running/i;

/**
 * Starts PostgreSQL on 127.0.0.1 at a free port in a process session of its own, or takes over the one that already
 * runs on `dataDir`.
 * @throws Error with the server's last words when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const startedAt = performance.now();
  const place = await choosePlace(options.dataDir);
  const password = await ensureCluster(place);
  const { port, reused } = await runningServer(place, options.settings ?? {});
  const adminUrl = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  await assertOurs(adminUrl, place);

  const presence = await keepInUse(adminUrl);
  const durationMs = Math.round(performance.now() - startedAt);
  options.logger?.info({ port, reused, home: place.home, durationMs }, 'postgres ready');
  return { adminUrl, port, reused, home: place.home, stop: once(() => stopServer(place, presence)) };
}

/** Another starter, a server that is still ending, or a taken port are waited for; anything else fails at once. */
async function runningServer(
  place: Place,
  settings: Readonly<Record<string, string>>,
): Promise<Readonly<{ port: number; reused: boolean }>> {
  let failure = '';
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    const running = await waitUntilReady(place);
    if (running !== null) {
      return { port: running, reused: true };
    }

    const port = await freePort();
    const { code, output } = await runProgram(
      place.binaries.pgCtl,
      startArguments(place, port, settings),
      place.identity,
    );
    if (code === 0) {
      return { port, reused: false };
    }

    failure = `${output.trim()}\n${await lastWords(place)}`;
    if (!transientFailure.test(failure)) {
      break;
    }
    await delay(pauseMs);
  }
  throw new Error(`PostgreSQL did not start in ${place.home}:\n${failure}`);
}

async function waitUntilReady(place: Place): Promise<number | null> {
  const deadline = performance.now() + readyWithinMs;
  while (performance.now() < deadline) {
    const postmaster = await findPostmaster(place);
    if (postmaster === null || postmaster.isReady) {
      return postmaster?.port ?? null;
    }
    await delay(pauseMs / 10);
  }
  throw new Error(`The PostgreSQL in ${place.cluster} is neither ready nor gone; see ${place.log}`);
}

function startArguments(place: Place, port: number, settings: Readonly<Record<string, string>>): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const flags = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  return [
    'start',
    '-w',
    '-s',
    '-t',
    '120',
    '-D',
    place.cluster,
    '-l',
    place.log,
    '-o',
    `-p ${port} ${flags.join(' ')}`,
  ];
}

/** @throws Error when the port answers for another data folder */
async function assertOurs(adminUrl: string, place: Place): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    const served = rows[0]?.folder ?? '';
    if ((await realpath(served)) !== (await realpath(place.cluster))) {
      throw new Error(`The PostgreSQL at this port serves ${served}, not ${place.cluster}`);
    }
  } finally {
    await client.end();
  }
}

async function stopServer(place: Place, presence: Presence): Promise<void> {
  if (await presence.leave()) {
    return;
  }

  const postmaster = await findPostmaster(place);
  const { code, output } = await runProgram(
    place.binaries.pgCtl,
    ['stop', '-w', '-s', '-t', '60', '-m', 'fast', '-D', place.cluster],
    place.identity,
  );
  if (code !== 0 && (await findPostmaster(place)) !== null) {
    throw new Error(`PostgreSQL did not stop in ${place.cluster}:\n${output.trim()}`);
  }
  // pg_ctl waits for the pid file only, which goes a moment before the process.
  if (postmaster !== null) {
    await waitUntilGone(postmaster.pid, 10_000);
  }
}

async function lastWords(place: Place): Promise<string> {
  const log = await readFile(place.log, 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-12).join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
