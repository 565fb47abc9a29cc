import { setTimeout as delay } from 'node:timers/promises';
import { systemActor } from '../kernel/scope.ts';
import type { InCompany } from '../platform/db/scope.ts';
import type { Logger } from '../platform/logging/logger.ts';
import { type Receipt, raiseMessage } from './raise-message.ts';

/** A receipt as it comes, before anybody knows which message it belongs to. */
export type FreshReceipt = Omit<Receipt, 'mayRecover'>;

/** Finds the messages that receipts belong to. */
export interface ReceiptFollower {
  /** Begins to look for the message; never rejects. */
  follow(companyId: string, receipt: FreshReceipt): void;
  /** Gives every receipt its last chance at once and waits for that. */
  stop(): Promise<void>;
}

const actor = systemActor('messaging.receipts');

/** Receipts overtake the note of the message's id: they are tried again after these waits, milliseconds. */
const waitsMs = [0, 250, 750, 2_000];

/** Longer than a send in doubt waits for its own echo (4 s in all): by then nothing else claims the receipt's id. */
const lastWaitMs = 3_000;

/** Creates a follower that has nothing to follow yet. */
export function createReceiptFollower(deps: { inCompany: InCompany; logger: Logger }): ReceiptFollower {
  const ending = new AbortController();
  const looking = new Set<Promise<void>>();
  const raise = (companyId: string, receipt: Receipt) =>
    deps.inCompany(companyId, actor, (scope) => raiseMessage(scope, receipt));

  const look = async (companyId: string, receipt: FreshReceipt) => {
    for (const waitMs of waitsMs) {
      await rest(waitMs, ending.signal);
      if (await raise(companyId, { ...receipt, mayRecover: false })) {
        return;
      }
    }
    await rest(lastWaitMs, ending.signal);
    await raise(companyId, { ...receipt, mayRecover: true });
  };

  return {
    follow: (companyId, receipt) => {
      const { sessionId } = receipt;
      const lost = (error: unknown) => deps.logger.error({ err: error, sessionId }, 'a receipt was lost');
      const task = look(companyId, receipt)
        .catch(lost)
        .finally(() => looking.delete(task));
      looking.add(task);
    },
    stop: async () => {
      ending.abort();
      await Promise.all(looking);
    },
  };
}

async function rest(waitMs: number, signal: AbortSignal): Promise<void> {
  await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
}
