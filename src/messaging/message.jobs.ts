import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { HappenedEvent } from '../kernel/events.ts';
import { systemActor } from '../kernel/scope.ts';
import type { BoundInCompany } from '../platform/db/scope.ts';
import { defineJob, type JobContext, type JobDefinition } from '../platform/jobs/define-job.ts';
import { type ClaimedMessage, claimMessages, listAbandoned } from './claim-messages.ts';
import { type Delivered, type DeliveryDeps, DeliveryFailure, type OutgoingMessage } from './messaging.ports.ts';
import { nextTurnInMs } from './next-turn.ts';
import { prepareMessage } from './prepare-message.ts';
import { type Outcome, settleAbandoned, settleMessage } from './settle-message.ts';

/** The job that delivers messages. */
export const DELIVER_JOB = 'messages.deliver';

/** Messages sent at once in one process. */
const LANES = 8;

/** A rest of a number that a run waits out; longer ones are left to the next run. */
const SHORT_REST_MS = 2_000;

/** How often a long run says that it is alive. */
const PROGRESS_MS = 15_000;

const actor = systemActor(`jobs.${DELIVER_JOB}`);

/** The jobs of messaging: one that delivers whatever is due. */
export function messagingJobs(deps: DeliveryDeps): readonly JobDefinition[] {
  const deliver = defineJob({
    name: DELIVER_JOB,
    data: z.object({}),
    lockMinutes: 5,
    retries: 0,
    every: `${deps.settings.tickSeconds} seconds`,
    run: (_, tools) => deliverDue(deps, tools),
  });
  return [deliver] as unknown as readonly JobDefinition[];
}

/** Tells whether something has just been queued, so that the delivery need not wait for its turn. */
export function wakesDelivery(events: readonly HappenedEvent[]): boolean {
  return events.some(({ name }) => name === 'message.queued');
}

/** What a delivery run works with. */
export type DeliveryTools = JobContext & { readonly signal: AbortSignal; progress?(): Promise<void> };

/** Sends everything that is due; slow recipients hold up only their own lane. */
export async function deliverDue(deps: DeliveryDeps, tools: DeliveryTools): Promise<void> {
  await recoverAbandoned(deps, tools);
  const running = new Set<Promise<void>>();
  const { leaseSeconds } = deps.settings;
  const beat = heartbeat(tools);
  while (!tools.signal.aborted) {
    // Asked before the claim: a task that ends during it may have made way for another message.
    const wasIdle = running.size === 0;
    const limit = LANES - running.size;
    const claimed = await tools.inSystem('claim due messages', (scope) =>
      claimMessages(scope, { limit, leaseSeconds, owner: deps.owner }),
    );
    for (const message of claimed) {
      const task = deliver(deps, tools, message).finally(() => running.delete(task));
      running.add(task);
    }
    if (claimed.length === 0 && !(await (wasIdle ? restOver(tools) : oneEnds(running)))) {
      return;
    }
    await beat();
  }
  await Promise.all(running);
}

/** Says from time to time that a long run is alive. */
function heartbeat({ progress }: DeliveryTools): () => Promise<void> {
  let toldAt = performance.now();
  return async () => {
    if (performance.now() - toldAt > PROGRESS_MS) {
      toldAt = performance.now();
      await progress?.();
    }
  };
}

/** Waits for whichever message comes to its end first, or a moment; there is always more to look for then. */
async function oneEnds(running: ReadonlySet<Promise<void>>): Promise<true> {
  await Promise.race([...running, delay(200)]);
  return true;
}

/** Waits while a number rests for a moment; false when nothing is due soon. */
async function restOver({ inSystem, signal }: DeliveryTools): Promise<boolean> {
  const restMs = await inSystem('find the next turn of a number', (scope) => nextTurnInMs(scope, SHORT_REST_MS));
  if (restMs !== undefined) {
    await delay(restMs, undefined, { signal }).catch(() => undefined);
  }
  return restMs !== undefined;
}

async function recoverAbandoned({ logger, settings }: DeliveryDeps, tools: DeliveryTools): Promise<void> {
  for (const { id, companyId } of await tools.inSystem('find abandoned messages', listAbandoned)) {
    logger.warn({ messageId: id }, 'the sender of a message died; its outcome is unknown');
    await tools.inCompany(companyId, actor, (scope) => settleAbandoned(scope, id, settings));
  }
}

/** Never rejects: what could not be written down is found again once the lease is over. */
async function deliver(deps: DeliveryDeps, { inCompany }: DeliveryTools, claimed: ClaimedMessage): Promise<void> {
  const { settings, logger } = deps;
  try {
    const inItsCompany: BoundInCompany = (work) => inCompany(claimed.companyId, actor, work);
    const outgoing = await inItsCompany((scope) => prepareMessage(scope, claimed, settings)).catch((error: unknown) =>
      notPrepared(deps, claimed, error),
    );
    if (!outgoing) {
      return;
    }

    const settlement =
      'error' in outgoing
        ? { outcome: outgoing, lane: 'reply' as const }
        : { outcome: await send(deps, claimed, outgoing), lane: outgoing.lane };
    await inItsCompany((scope) => settleMessage(scope, { ...settlement, claimed, settings }));
  } catch (error) {
    logger.error({ err: error, messageId: claimed.id }, 'a message could not be settled');
  }
}

/** What could not even be made ready has not left: it is tried again. */
function notPrepared(
  { logger }: DeliveryDeps,
  { id }: ClaimedMessage,
  cause: unknown,
): { readonly error: DeliveryFailure } {
  logger.error({ err: cause, messageId: id }, 'a message could not be made ready');
  return { error: new DeliveryFailure('retryable', 'not_prepared', { cause }) };
}

async function send(deps: DeliveryDeps, { channel, id }: ClaimedMessage, outgoing: OutgoingMessage): Promise<Outcome> {
  const gateway = deps.gateways.find((candidate) => candidate.channel === channel);
  if (!gateway) {
    return { error: new DeliveryFailure('notReady', `no_${channel}_gateway`) };
  }

  try {
    return await withinLease(gateway.send(outgoing), deps.settings.leaseSeconds);
  } catch (error) {
    deps.logger.warn({ err: error, messageId: id, channel }, 'a message did not leave');
    return { error };
  }
}

/** An answer that comes after half the lease is no answer: the outcome is unknown. */
async function withinLease(sending: Promise<Delivered>, leaseSeconds: number): Promise<Delivered> {
  const controller = new AbortController();
  const timeout = delay(leaseSeconds * 500, { certainty: 'unknown' as const }, { signal: controller.signal });
  try {
    return await Promise.race([sending, timeout]);
  } finally {
    controller.abort();
    timeout.catch(() => undefined);
    sending.catch(() => undefined);
  }
}
