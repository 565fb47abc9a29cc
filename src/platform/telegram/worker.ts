/** Works the inbox: different chats in parallel, the updates of one chat strictly in order. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../kernel/ids.ts';
import type { Logger } from '../logging/logger.ts';
import type { Inbox, LeasedChat, WaitingUpdate } from './inbox.ts';

/** What a worker needs. */
export interface WorkerOptions {
  readonly inbox: Inbox;
  readonly logger: Logger;
  /** The bots that are ready in this process. */
  readonly botIds: () => readonly string[];
  /** Gives one update to its bot; whatever it throws means "try again". */
  readonly work: (chat: LeasedChat, waiting: WaitingUpdate) => Promise<void>;
  /** Whether a failure says nothing against the update: Telegram or the database was not reachable. */
  readonly isPassing: (error: unknown) => boolean;
  /** Tells the person that their message could not be worked. */
  readonly apologise: (chat: LeasedChat, waiting: WaitingUpdate, incident: string) => Promise<void>;
  readonly parallelChats?: number;
}

/** A running worker. */
export interface Worker {
  /** Looks for waiting updates now. */
  wake(): void;
  /** Takes no more chats and waits for the updates in hand, up to the limit. */
  stop(limit: { readonly timeoutMs: number }): Promise<void>;
}

/** Tries after which an update is set aside, so that it can't block its chat for ever. */
export const MAX_TRIES = 3;
const SWEEP_MS = 250;
const PROLONG_MS = 3_000;
const PAUSE_MS = 150;
const MAX_PAUSE_MS = 10_000;
/** For so long an outage costs no try; what is older is not waited for any more. */
const PATIENCE_MS = 3_600_000;

/** Starts working; waiting updates of a crashed process are taken over once their lease has ended. */
export function startWorker(options: WorkerOptions): Worker {
  const owner = newId();
  const running = new Set<Promise<void>>();
  const ending = new AbortController();
  const limit = options.parallelChats ?? 16;
  let isTaking = false;
  let isWanted = false;

  const takeSome = async (): Promise<void> => {
    const count = limit - running.size;
    const botIds = options.botIds();
    const chats = count > 0 && botIds.length > 0 ? await options.inbox.take({ owner, botIds, count }) : [];
    for (const chat of chats) {
      const work = workChat(options, chat, ending.signal).finally(() => {
        running.delete(work);
        wake();
      });
      running.add(work);
    }
  };
  const wake = (): void => {
    isWanted = true;
    if (!isTaking && !ending.signal.aborted) {
      isTaking = true;
      isWanted = false;
      void takeSome()
        .catch((error: unknown) => options.logger.warn({ err: error }, 'inbox not reachable'))
        .finally(() => {
          isTaking = false;
          if (isWanted) {
            wake();
          }
        });
    }
  };
  const sweep = setInterval(wake, SWEEP_MS);

  return {
    wake,
    stop: async ({ timeoutMs }) => {
      clearInterval(sweep);
      ending.abort();
      const deadline = performance.now() + timeoutMs;
      while ((isTaking || running.size > 0) && performance.now() < deadline) {
        await Promise.race([...running, wait(20)]);
      }
    },
  };
}

async function workChat(options: WorkerOptions, chat: LeasedChat, ending: AbortSignal): Promise<void> {
  const { inbox, logger } = options;
  const keepLease = setInterval(
    () => void inbox.prolong(chat).catch((error: unknown) => logger.warn({ err: error }, 'lease not prolonged')),
    PROLONG_MS,
  );
  try {
    for (let failures = 0; !ending.aborted; ) {
      const waiting = await inbox.begin(chat);
      if (!waiting) {
        break;
      }

      const isWorked = await workUpdate(options, chat, waiting);
      failures = isWorked ? 0 : failures + 1;
      await (isWorked ? undefined : pauseAfter(failures, ending));
    }
    await inbox.release(chat);
  } catch (error) {
    // The lease stays and runs out by itself; the update is then taken again.
    logger.warn({ err: error, botId: chat.botId }, 'chat left to its lease');
  } finally {
    clearInterval(keepLease);
  }
}

function pauseAfter(failures: number, ending: AbortSignal): Promise<void> {
  const ms = Math.min(MAX_PAUSE_MS, PAUSE_MS * 2 ** (failures - 1));
  return wait(ms, undefined, { signal: ending }).catch(() => undefined);
}

/** False when the update has to be tried again. */
async function workUpdate(options: WorkerOptions, chat: LeasedChat, waiting: WaitingUpdate): Promise<boolean> {
  const { inbox, logger } = options;
  const facts = { botId: chat.botId, updateId: waiting.update.update_id };
  if (waiting.begunBefore >= MAX_TRIES) {
    await setAside(options, chat, waiting);
    return true;
  }

  const startedAt = performance.now();
  try {
    await options.work(chat, waiting);
    await inbox.finish(waiting);
    logger.debug({ ...facts, durationMs: Math.round(performance.now() - startedAt) }, 'update worked');
    return true;
  } catch (error) {
    logger.warn({ ...facts, err: error, attempt: waiting.begunBefore + 1 }, 'update will be tried again');
    if (options.isPassing(error) && Date.now() - waiting.receivedAt.getTime() < PATIENCE_MS) {
      await inbox.forgive(waiting);
    }
    return false;
  }
}

async function setAside({ inbox, logger, apologise }: WorkerOptions, chat: LeasedChat, waiting: WaitingUpdate) {
  const incident = newIncident();
  const facts = { botId: chat.botId, updateId: waiting.update.update_id };
  logger.error({ ...facts, incident }, 'update set aside');
  await apologise(chat, waiting, incident).catch((error: unknown) =>
    logger.warn({ ...facts, err: error }, 'apology not delivered'),
  );
  await inbox.finish(waiting, incident);
}

/** A short code a person can read to support; it stands in the log next to what happened. */
export function newIncident(): string {
  return randomBytes(4).toString('hex').toUpperCase();
}
