import { type AppError, isAppError } from '../../kernel/errors.ts';
import type { InSystem } from '../../platform/db/scope.ts';
import { type Cycle, sendPrice } from '../moves/send-price.ts';
import { listProposed, startProposed } from '../moves/start-proposed.ts';
import { type ClaimedCheck, claimChecks } from './claim-checks.ts';
import { judgePrice } from './judge-price.ts';
import { postponeChecks } from './postpone-checks.ts';
import { readCardOffers, type SeenOffers } from './read-card-offers.ts';

/** Cards looked at at once; the marketplace client keeps the pace. */
const PARALLEL_LOOKS = 4;

/** A run with the door to what all companies share. */
export interface StoreRun {
  readonly cycle: Cycle;
  readonly inSystem: InSystem;
}

/**
 * Sends the store's prices set by hand, then looks at its due listings: read the card, decide, write down, send. Every step
 * commits before the next, so a worker that dies leaves nothing lost and nothing to be sent twice.
 */
export async function runStore(run: StoreRun): Promise<void> {
  await sendProposed(run.cycle);
  const { cycle } = run;
  const { claimSeconds } = cycle.deps.settings;
  const { storeId } = cycle;
  const checks = await cycle.inCompany((scope) => claimChecks(scope, { storeId, claimSeconds }));
  const lanes = Array.from({ length: PARALLEL_LOOKS }, () => lookAtAll(run, checks));
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
}

async function sendProposed(cycle: Cycle): Promise<void> {
  const { settings } = cycle.deps;
  for (const decisionId of await cycle.inCompany((scope) => listProposed(scope, cycle.storeId))) {
    if (cycle.isOver) {
      return;
    }

    cycle.signal.throwIfAborted();
    if (await cycle.inCompany((scope) => startProposed(scope, { decisionId, settings }))) {
      await sendPrice(cycle, decisionId);
    }
  }
}

/** Takes checks off the shared list until it is empty or the run is over. */
async function lookAtAll(run: StoreRun, checks: ClaimedCheck[]): Promise<void> {
  const { cycle } = run;
  for (let check = checks.shift(); check && !cycle.isOver; check = checks.shift()) {
    cycle.signal.throwIfAborted();
    const seen = await look(run, check, checks);
    if (seen) {
      await judgeAndSend(cycle, check, seen);
    }
  }
}

async function judgeAndSend(cycle: Cycle, { listingPriceId }: ClaimedCheck, seen: SeenOffers): Promise<void> {
  const { settings } = cycle.deps;
  const decisionId = await cycle.inCompany((scope) => judgePrice(scope, { listingPriceId, seen, settings }));
  if (decisionId !== undefined) {
    await sendPrice(cycle, decisionId);
  }
}

/** The card's offers, or nothing when Kaspi did not answer: then these checks wait, and no price moves. */
async function look(run: StoreRun, check: ClaimedCheck, rest: ClaimedCheck[]): Promise<SeenOffers | undefined> {
  const { cycle, inSystem } = run;
  try {
    return await readCardOffers({ deps: cycle.deps, inSystem, signal: cycle.signal }, check);
  } catch (error) {
    if (!isAppError(error)) {
      throw error;
    }

    const unanswered = outageCodes.has(error.code) ? [check, ...rest.splice(0)] : [check];
    await postpone(cycle, unanswered, error);
    return undefined;
  }
}

async function postpone(cycle: Cycle, checks: readonly ClaimedCheck[], error: AppError): Promise<void> {
  const { deps, storeId } = cycle;
  const facts = { feature: 'pricing', storeId, failure: error.code, checks: checks.length };
  deps.logger.warn(facts, 'cards could not be looked at');
  await cycle.inCompany((scope) =>
    postponeChecks(scope, {
      listingPriceIds: checks.map(({ listingPriceId }) => listingPriceId),
      atLeastSeconds: Number(error.params.retryAfterSeconds ?? 0),
      backOff: deps.settings.backOffSeconds,
    }),
  );
}

/** Failures that would hit every other card of this run too. */
const outageCodes: ReadonlySet<string> = new Set([
  'marketplace.unreachable',
  'marketplace.blocked',
  'marketplace.rateLimited',
]);
