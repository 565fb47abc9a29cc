/** Fetches updates of one bot by long polling; the offset moves only once the updates are kept. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { Logger } from '../logging/logger.ts';
import { callSignal } from './api.ts';
import { allowedUpdates, type Update } from './update.ts';

/** What a poller needs. */
export interface PollerOptions {
  readonly api: Api;
  readonly receive: (updates: readonly Update[]) => Promise<void>;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Seconds Telegram may hold a request open. */
  readonly holdSeconds?: number;
}

const CONFLICT_PAUSE_MS = 2000;
const MAX_PAUSE_MS = 30_000;

/** Polls until the signal aborts; every failure is logged, waited out and tried again. */
export async function pollUpdates(options: PollerOptions): Promise<void> {
  const { api, receive, signal, logger, holdSeconds = 25 } = options;
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await api.getUpdates(
        { offset, timeout: holdSeconds, limit: 100, allowed_updates: [...allowedUpdates] },
        callSignal(signal),
      );
      if (updates.length > 0) {
        await receive(updates);
      }
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!signal.aborted) {
        logger.warn({ err: error, failures }, 'polling failed');
        await wait(pauseAfter(error, failures), undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

function pauseAfter(error: unknown, failures: number): number {
  if (error instanceof GrammyError && error.error_code === 409) {
    return CONFLICT_PAUSE_MS;
  }

  const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(MAX_PAUSE_MS, 250 * 2 ** failures));
}
