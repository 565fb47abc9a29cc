import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { DatabaseUrls } from '../../../src/platform/postgres/prepare-database.ts';
import { openDoors } from '../../support/doors.ts';
import { beginTransfer, startFeedServer } from './feed-server.ts';

/** A price list that another process gives out and fetches. */
export interface Fetching {
  readonly urls: DatabaseUrls;
  readonly path: string;
  /** How often the process does it in all. */
  readonly times: number;
  /** Whether to collect garbage all the while, so that only what is held counts as memory. */
  readonly isWatched?: boolean;
}

/** What one fetch got. */
export interface Fetched {
  readonly status: number;
  readonly bytes: number;
  readonly ms: number;
  /** What the process held at most beyond what it held before, megabytes. */
  readonly heldMb: number;
}

const WATCH_MS = 500;

/** Starts a web server of its own; the task is one fetch from it. */
export async function prepare({ urls, path, times, isWatched = false }: Fetching) {
  const server = await startFeedServer(openDoors(urls));
  await (await fetch(`${server.url}/health`)).text();
  return async (): Promise<Fetched> => {
    const memory = isWatched ? watchMemory() : undefined;
    const startedAt = performance.now();
    const reply = await beginTransfer(`${server.url}${path}`);
    let bytes = 0;
    for await (const chunk of reply) {
      bytes += chunk.length;
    }
    const ms = Math.round(performance.now() - startedAt);
    await server.settled(times);
    return { status: reply.statusCode ?? 0, bytes, ms, heldMb: memory?.stop() ?? 0 };
  };
}

function watchMemory(): { stop(): number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = held();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, held());
  }, WATCH_MS);
  return {
    stop: () => {
      clearInterval(watch);
      return Math.round((most - before) / 2 ** 20);
    },
  };
}
