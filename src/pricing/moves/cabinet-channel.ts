import { type AppError, isAppError } from '../../kernel/errors.ts';
import type { CabinetSession } from '../../stores/index.ts';
import type { StoreRun } from '../checks/store-run.ts';
import type { PricingDeps } from '../pricing.ports.ts';
import { preparePushes } from './prepare-pushes.ts';
import type { PriceChannel, PublishPhase } from './price-channel.ts';
import { type PushOutcome, recordPushes } from './record-pushes.ts';
import { type StartedPush, startPushes } from './start-pushes.ts';

/** The store's cabinet in one run: the session it works with, and whether sending goes on. */
interface Visit {
  readonly run: StoreRun;
  session: CabinetSession;
  /** One new sign-in serves the whole run. */
  hasRevived: boolean;
  /** Where one push got lost or was kept out, the next would too. */
  isOver: boolean;
}

/**
 * Prices by the merchant's cabinet: one alone by the single call, more in a batch. Each request is made up right before
 * it leaves and never repeated, unless it certainly was not taken.
 */
export function createCabinetChannel({ cabinets }: Pick<PricingDeps, 'cabinets'>): PriceChannel {
  return {
    kind: 'cabinet',
    begin: (run) => {
      let visit: Visit | undefined;
      return async (phase) => {
        const session =
          visit?.session ?? (await run.inCompany((scope) => cabinets.readSession(scope, run.hold.storeId)));
        if (session) {
          visit ??= { run, session, hasRevived: false, isOver: false };
          await publish(visit, phase);
        }
      };
    },
  };
}

async function publish(visit: Visit, phase: PublishPhase): Promise<void> {
  const { run } = visit;
  const { settings } = run.deps;
  while (!visit.isOver && !run.signal.aborted) {
    const { pushes, isDone } = await run.inCompany((scope) => startPushes(scope, { hold: run.hold, settings, phase }));
    if (pushes.length > 0) {
      await sendAll(visit, pushes);
    }
    if (isDone) {
      return;
    }
  }
}

/**
 * One that the marketplace refuses takes the others of its batch along, so they are sent one by one then, each looked at
 * once more: their turn comes late.
 */
async function sendAll(visit: Visit, pushes: readonly StartedPush[]): Promise<void> {
  const outcome = await sendOnce(visit, pushes);
  if (outcome.kind !== 'refused' || pushes.length === 1) {
    await record(visit, pushes, outcome);
    return;
  }

  for (const [index, { decisionId }] of pushes.entries()) {
    if (visit.isOver || !visit.run.isSure()) {
      await record(visit, pushes.slice(index), notTried);
      return;
    }

    const still = await prepare(visit, [decisionId]);
    if (still.length > 0) {
      await record(visit, still, await sendOnce(visit, still));
    }
  }
}

function prepare({ run }: Visit, decisionIds: readonly string[]): Promise<StartedPush[]> {
  const { deps, inCompany, hold } = run;
  return inCompany((scope) => preparePushes(scope, { decisionIds, hold, settings: deps.settings }));
}

async function record(visit: Visit, pushes: readonly StartedPush[], outcome: PushOutcome): Promise<void> {
  const { deps, hold, inCompany } = visit.run;
  if (outcome.kind === 'kept-out' || outcome.kind === 'unclear') {
    visit.isOver = true;
  }
  if (outcome.kind !== 'accepted') {
    const facts = { outcome: outcome.kind, failure: outcome.failure, pushes: pushes.length };
    deps.logger.warn({ feature: 'pricing', storeId: hold.storeId, ...facts }, 'prices not taken');
  }
  deps.meter.pushed(outcome.kind, 'cabinet', pushes.length);
  const decisionIds = pushes.map(({ decisionId }) => decisionId);
  const { settings } = deps;
  await inCompany((scope) => recordPushes(scope, { decisionIds, storeId: hold.storeId, outcome, settings }));
}

/** An expired session takes nothing, so after a new sign-in the same prices are sent again; nothing else is repeated. */
async function sendOnce(visit: Visit, pushes: readonly StartedPush[]): Promise<PushOutcome> {
  const first = await request(visit, pushes);
  if (!isExpired(first) || !(await revive(visit))) {
    return first;
  }

  const still = await prepare(
    visit,
    pushes.map(({ decisionId }) => decisionId),
  );
  if (still.length === 0) {
    return first;
  }

  const second = await request(visit, still);
  if (isExpired(second)) {
    const { deps, inCompany, hold } = visit.run;
    await deps.cabinets.giveUp(inCompany, hold.storeId);
  }
  return second;
}

async function request({ run, session }: Visit, started: readonly StartedPush[]): Promise<PushOutcome> {
  if (!run.isSure()) {
    return notTried;
  }

  const { cabinet } = run.deps.marketplace;
  const pushes = started.map(({ push }) => push);
  const [only] = pushes;
  try {
    const { pushId } =
      only && pushes.length === 1
        ? await cabinet.pushPrice(session, only, run.signal)
        : await cabinet.pushPrices(session, pushes, run.signal);
    return { kind: 'accepted', pushId };
  } catch (error) {
    if (isAppError(error)) {
      return outcomeOf(error, run.deps.settings.backOffSeconds.shortest);
    }

    throw error;
  }
}

function isExpired(outcome: PushOutcome): boolean {
  return outcome.kind === 'kept-out' && outcome.failure === SESSION_EXPIRED;
}

/** An outage while signing in leaves things as they are: the store rests and a later run tries again. */
async function revive(visit: Visit): Promise<boolean> {
  if (visit.hasRevived) {
    return false;
  }

  visit.hasRevived = true;
  const { deps, inCompany, hold, signal } = visit.run;
  try {
    const session = await deps.cabinets.revive(inCompany, hold.storeId, signal);
    const isNew = session !== undefined && session !== visit.session;
    visit.session = session ?? visit.session;
    return isNew;
  } catch (error) {
    if (isAppError(error)) {
      const facts = { feature: 'pricing', storeId: hold.storeId, failure: error.code };
      deps.logger.warn(facts, 'cabinet could not be entered anew');
      return false;
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
/** Something before has ended the run, or the store may be somebody else's by now. */
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
