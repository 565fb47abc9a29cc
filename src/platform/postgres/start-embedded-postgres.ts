import { realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ensureCluster, superuser } from './cluster.ts';
import { choosePlace, type Place } from './place.ts';
import { findPostmaster } from './postmaster.ts';
import { keepInUse } from './presence.ts';
import { endServer, type ServerSettings, startServer, stopServer } from './server-control.ts';

/** The part of a logger that this folder needs. */
export type PostgresLog = Readonly<{
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}>;

/** How to start: `settings` are server settings by name, for example `{ fsync: 'off' }` in tests. */
export type EmbeddedOptions = Readonly<{
  dataDir: string;
  settings?: ServerSettings;
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

const attempts = 20;
const pauseMs = 500;
const readyWithinMs = 120_000;
const passing =
  /still in use|could not bind|already in use|lock file .* already exists|another server might be running|ECONN|Connection terminated|starting up|shutting down|administrator command/i;

/**
 * Starts PostgreSQL on 127.0.0.1 at a free port in a process session of its own, or takes over the one that already
 * runs on `dataDir`.
 * @throws Error with the server's last words when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const startedAt = performance.now();
  const place = await choosePlace(options.dataDir);
  const password = await ensureCluster(place);
  const urlAt = (port: number) => `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  const { port, reused, presence } = await persist(async () => {
    const server = await runningServer(place, options.settings ?? {});
    await assertOurs(urlAt(server.port), place);
    return { ...server, presence: await keepInUse(urlAt(server.port)) };
  });

  const durationMs = Math.round(performance.now() - startedAt);
  options.logger?.info({ port, reused, home: place.home, durationMs }, 'postgres ready');
  // A process that has to leave before its stop came to an end takes the server along that it started.
  const lastResort = () => (reused ? undefined : endServer(place));
  process.once('exit', lastResort);
  const stop = once(async () => {
    const isStillUsed = await presence.leave();
    await (isStillUsed ? undefined : stopServer(place));
    process.off('exit', lastResort);
  });
  return { adminUrl: urlAt(port), port, reused, home: place.home, stop };
}

/** Another starter, a server that is just ending, or a taken port are waited for; anything else fails at once. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !passing.test(String(error))) {
        throw error;
      }
      await delay(pauseMs);
    }
  }
}

async function runningServer(place: Place, settings: ServerSettings): Promise<{ port: number; reused: boolean }> {
  const port = await waitUntilReady(place);
  return port === null ? { port: await startServer(place, settings), reused: false } : { port, reused: true };
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

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
