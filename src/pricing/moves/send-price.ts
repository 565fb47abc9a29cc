import { type AppError, isAppError } from '../../kernel/errors.ts';
import type { BoundInCompany } from '../../platform/db/scope.ts';
import type { CabinetSession } from '../../stores/index.ts';
import type { PricingDeps } from '../pricing.ports.ts';
import { preparePush } from './prepare-push.ts';
import { type PushOutcome, recordPush } from './record-push.ts';

/** What a run over a store needs. */
export interface CycleTools {
  readonly deps: PricingDeps;
  readonly inCompany: BoundInCompany;
  readonly storeId: string;
  readonly signal: AbortSignal;
  /** Replaced when the cabinet was entered anew. */
  session: CabinetSession;
}

/** One run over a store: what it needs, and what it has learnt on the way. */
export interface Cycle extends CycleTools {
  /** Settles when the price being sent has been written down. */
  lastSending: Promise<void>;
  /** One new sign-in serves the whole run; set once it was tried. */
  revival?: Promise<CabinetSession | undefined>;
  /** True once the rest of the run would be in vain. */
  isOver: boolean;
}

/** The beginning of a run. */
export function beginCycle(tools: CycleTools): Cycle {
  return { ...tools, lastSending: Promise.resolve(), isOver: false };
}

/**
 * Sends a price that is written down already, once, and writes down what became of it. One price of a store leaves at a
 * time, made up when its turn comes: so no push brings back a price that another one has just changed.
 */
export function sendPrice(cycle: Cycle, decisionId: string): Promise<void> {
  const sending = cycle.lastSending.then(() => sendInTurn(cycle, decisionId));
  cycle.lastSending = sending.catch(() => undefined);
  return sending;
}

async function sendInTurn(cycle: Cycle, decisionId: string): Promise<void> {
  const outcome = await pushOnce(cycle, decisionId);
  if (!outcome) {
    return;
  }

  const { deps, storeId } = cycle;
  // Where one push got lost or was kept out, the next would too.
  if (outcome.kind === 'kept-out' || outcome.kind === 'unclear') {
    cycle.isOver = true;
  }
  if (outcome.kind !== 'accepted') {
    deps.logger.warn(
      { feature: 'pricing', storeId, decisionId, outcome: outcome.kind, failure: outcome.failure },
      'price not taken',
    );
  }
  const { settings } = deps;
  await cycle.inCompany((scope) => recordPush(scope, { decisionId, storeId, outcome, settings }));
}

/** An expired session takes nothing, so after a new sign-in the same price is sent again; nothing else is repeated. */
async function pushOnce(cycle: Cycle, decisionId: string): Promise<PushOutcome | undefined> {
  const { session } = cycle;
  const first = await attemptPush(cycle, decisionId);
  if (!isExpired(first) || !(await revive(cycle, session))) {
    return first;
  }

  const second = await attemptPush(cycle, decisionId);
  if (isExpired(second)) {
    await cycle.deps.cabinets.giveUp(cycle.inCompany, cycle.storeId);
  }
  return second;
}

/** One request, if the price may still leave; undefined when it may not. */
async function attemptPush(cycle: Cycle, decisionId: string): Promise<PushOutcome | undefined> {
  const { deps, inCompany, session, signal } = cycle;
  if (cycle.isOver) {
    return notTried;
  }

  const push = await inCompany((scope) => preparePush(scope, { decisionId, settings: deps.settings }));
  if (!push) {
    return undefined;
  }

  try {
    const { pushId } = await deps.marketplace.cabinet.pushPrice(session, push, signal);
    return { kind: 'accepted', pushId };
  } catch (error) {
    if (isAppError(error)) {
      return outcomeOf(error, deps.settings.backOffSeconds.shortest);
    }

    throw error;
  }
}

function isExpired(outcome: PushOutcome | undefined): boolean {
  return outcome?.kind === 'kept-out' && outcome.failure === SESSION_EXPIRED;
}

/** A run signs in anew once; a price that failed with the older session just takes the new one. */
async function revive(cycle: Cycle, failed: CabinetSession): Promise<boolean> {
  if (cycle.session !== failed) {
    return true;
  }

  cycle.revival ??= signInAnew(cycle);
  const session = await cycle.revival;
  if (!session || session === failed) {
    return false;
  }

  cycle.session = session;
  return true;
}

/** An outage while signing in leaves things as they are: the store rests and a later run tries again. */
async function signInAnew({ deps, inCompany, storeId, signal }: Cycle): Promise<CabinetSession | undefined> {
  try {
    return await deps.cabinets.revive(inCompany, storeId, signal);
  } catch (error) {
    if (isAppError(error)) {
      deps.logger.warn({ feature: 'pricing', storeId, failure: error.code }, 'cabinet could not be entered anew');
      return undefined;
    }

    throw error;
  }
}

function outcomeOf(error: AppError, restSeconds: number): PushOutcome {
  const failure = error.code;
  if (unclearCodes.has(failure)) {
    return { kind: 'unclear', failure };
  }

  if (keptOutCodes.has(failure)) {
    return { kind: 'kept-out', failure, restSeconds: Number(error.params.retryAfterSeconds ?? restSeconds) };
  }

  return { kind: 'refused', failure };
}

const NOT_SENT = 'marketplace.notSent';
/** Something before has ended the run. */
const notTried: PushOutcome = { kind: 'kept-out', failure: NOT_SENT, restSeconds: 0 };
const SESSION_EXPIRED = 'marketplace.sessionExpired';
/** The request may have been taken before the answer was lost. */
const unclearCodes: ReadonlySet<string> = new Set(['marketplace.unreachable', 'marketplace.badAnswer']);
const keptOutCodes: ReadonlySet<string> = new Set([
  SESSION_EXPIRED,
  NOT_SENT,
  'marketplace.blocked',
  'marketplace.rateLimited',
]);
