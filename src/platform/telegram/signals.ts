/** One Postgres connection per process for wake-ups between processes and for locks only one process may hold. */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logging/logger.ts';
import { INBOX_CHANNEL } from './inbox.ts';

/** How often a lock that is held elsewhere, or a lost connection, is tried again. */
const RETRY_MS = 1000;

/** Wake-ups and exclusive work. */
export interface Signals {
  /** Calls the listener whenever any process has received updates. */
  onInbox(listener: () => void): void;
  /**
   * Does the work in this process only while no other process does work of the same name; begins again when the
   * connection was lost. Ends when `signal` aborts; the work's own signal also aborts when exclusiveness is lost.
   */
  exclusively(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

interface Connection {
  readonly client: pg.Client;
  readonly lost: AbortSignal;
}

/** Signals over the database at this URL; the connection is opened when first needed and again when lost. */
export function openSignals(url: string, logger: Logger): Signals {
  const listeners: (() => void)[] = [];
  const closing = new AbortController();
  let current: Promise<Connection> | undefined;
  const connection = (): Promise<Connection> => {
    current ??= connect(url, () => listeners.forEach((listener) => void listener())).then(
      (opened) => {
        opened.lost.addEventListener('abort', () => {
          current = undefined;
        });
        return opened;
      },
      (error: unknown) => {
        current = undefined;
        throw error;
      },
    );
    return current;
  };
  const connected = keepConnected(connection, closing.signal, logger);

  return {
    onInbox: (listener) => void listeners.push(listener),
    exclusively: async (name, signal, work) => {
      const ending = AbortSignal.any([signal, closing.signal]);
      while (!ending.aborted) {
        await tryWork(connection, { name, ending, work }).catch((error: unknown) =>
          logger.warn({ err: error, lock: name }, 'exclusive work interrupted'),
        );
        await pause(ending);
      }
    },
    close: async () => {
      closing.abort();
      await connected;
      const open = await current?.catch(() => undefined);
      await open?.client.end();
    },
  };
}

interface ExclusiveWork {
  readonly name: string;
  readonly ending: AbortSignal;
  readonly work: (signal: AbortSignal) => Promise<void>;
}

async function tryWork(connection: () => Promise<Connection>, { name, ending, work }: ExclusiveWork): Promise<void> {
  const { client, lost } = await connection();
  const lock = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [
    name,
  ]);
  if (!lock.rows[0]?.held) {
    return;
  }

  try {
    await work(AbortSignal.any([ending, lost]));
  } finally {
    if (!lost.aborted) {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    }
  }
}

async function connect(url: string, notified: () => void): Promise<Connection> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'sauda-signals' });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  client.on('notification', notified);
  await client.connect();
  await client.query(`listen ${INBOX_CHANNEL}`);
  return { client, lost: lost.signal };
}

async function keepConnected(
  connection: () => Promise<Connection>,
  ending: AbortSignal,
  logger: Logger,
): Promise<void> {
  while (!ending.aborted) {
    try {
      const { lost } = await connection();
      await aborted(AbortSignal.any([ending, lost]));
    } catch (error) {
      logger.warn({ err: error }, 'no connection for wake-ups');
    }
    await pause(ending);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}

/** Waits a moment; an abort ends the wait, not the program. */
async function pause(signal: AbortSignal): Promise<void> {
  await wait(RETRY_MS, undefined, { signal }).catch(() => undefined);
}
