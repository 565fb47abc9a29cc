import { setTimeout as delay } from 'node:timers/promises';

/** Waits for the work, but not for ever; true when it ended in time. Work that is late goes on unwatched. */
export async function within(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = delay(timeoutMs, false, { signal: over.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    over.abort();
    work.catch(() => undefined);
  }
}
