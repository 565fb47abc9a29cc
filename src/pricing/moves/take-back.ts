import type { ListingPrice } from '../../catalog/index.ts';
import { formatTenge } from '../../kernel/money.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from '../checks/seconds-after.ts';
import { steadyReason } from '../checks/steady-reason.ts';
import type { ReasonCode } from '../decisions/decision.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { PriceDecision } from './price-decision.entity.ts';

/** A move that did not come about. */
export interface MissedMove {
  /** What was wanted; tiyn. */
  readonly toTiyn: number;
  readonly reason: Extract<ReasonCode, 'not_sent' | 'not_taken'>;
  readonly nextCheckAt: Date | null;
}

/** Nothing is on its way any more: the price is free, and says that it did not move instead of why it would have. */
export function freePrice(price: ListingPrice, { toTiyn, reason, nextCheckAt }: MissedMove): void {
  const before = steadyReason(price);
  price.pendingTiyn = null;
  price.pendingSince = null;
  price.nextCheckAt = nextCheckAt;
  price.lastReason = reason;
  price.lastParams = { price: formatTenge(price.currentTiyn), target: formatTenge(toTiyn), before };
}

/** What becomes of a decision that does not leave. */
export interface PutAside {
  /** The code of an error, or null. */
  readonly failure: string | null;
  /** It is replaced by what is decided next; otherwise it waits for its next chance. */
  readonly isOver: boolean;
}

/** A decision that did not leave is over, or waits for its next chance unless a newer one does. */
export async function putAside(scope: Scope, decision: PriceDecision, { failure, isOver }: PutAside): Promise<void> {
  const { id, listingPriceId } = decision;
  const newer = await scope.em.count(PriceDecision, {
    listingPriceId: pointingAt(scope, listingPriceId),
    state: { $in: ['held', 'proposed'] },
    id: { $ne: id },
  });
  const state = isOver || newer > 0 ? ('replaced' as const) : ('proposed' as const);
  await scope.em.nativeUpdate(
    PriceDecision,
    { id },
    {
      ...{ state, failure, pushedAt: null },
      ...(state === 'replaced' ? { settledAt: scope.now(), waitsFor: null } : { waitsFor: 'rest' as const }),
    },
  );
}

/** Closes a decision as failed; the seller is told once, until a price gets through again. */
export async function failDecision(scope: Scope, decision: PriceDecision, failure: string): Promise<void> {
  const { id } = decision;
  await scope.em.nativeUpdate(PriceDecision, { id }, { state: 'failed', settledAt: scope.now(), failure });
  await announceFailures(scope, [{ decisionId: id, failure }]);
}

/** A decision that has failed, with the code of its error. */
export interface FailedDecision {
  readonly decisionId: string;
  readonly failure: string;
}

/** Tells of decisions that are closed as failed: once, until a price gets through again; of one set by hand always. */
export async function announceFailures(scope: Scope, failed: readonly FailedDecision[]): Promise<void> {
  for (const { decisionId, failure } of failed) {
    const decision = await scope.em.findOneOrFail(PriceDecision, { id: decisionId }, { refresh: true });
    const { listingPriceId, listingId, toTiyn } = decision;
    const [before] = await scope.em.find(
      PriceDecision,
      {
        listingPriceId: pointingAt(scope, listingPriceId),
        state: { $in: ['applied', 'failed'] },
        id: { $ne: decisionId },
      },
      { orderBy: { decidedAt: 'desc' }, limit: 1 },
    );
    if (before?.state !== 'failed' || decision.reason === 'set_by_hand') {
      scope.emit('price.failed', { listingId, listingPriceId, decisionId, toTiyn, failure });
    }
  }
}

/** A price set by hand that may not be sent: it fails, its seller hears of it, and the listing rests. */
export async function failByHand(
  scope: Scope,
  price: ListingPrice,
  { decision, failure, settings }: { decision: PriceDecision; failure: string; settings: PricingSettings },
): Promise<void> {
  const nextCheckAt = secondsAfter(scope.now(), settings.failurePauseSeconds);
  freePrice(price, { toTiyn: decision.toTiyn, reason: 'not_sent', nextCheckAt });
  await failDecision(scope, decision, failure);
}
