import type { ListingPrice } from '../../catalog/index.ts';
import { formatTenge } from '../../kernel/money.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from '../checks/price-subject.ts';
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

/** A price set by hand waits for its next chance, unless a newer one does; a rule's is replaced by what it decides next. */
export async function putAside(scope: Scope, decision: PriceDecision, failure: string): Promise<void> {
  const { id, listingPriceId, reason } = decision;
  const newer = await scope.em.findOne(PriceDecision, {
    listingPriceId: pointingAt(scope, listingPriceId),
    state: 'proposed',
  });
  const state = reason === 'set_by_hand' && !newer ? ('proposed' as const) : ('replaced' as const);
  const settledAt = state === 'replaced' ? scope.now() : null;
  await scope.em.nativeUpdate(PriceDecision, { id }, { state, failure, settledAt });
}

/** Closes a decision as failed; the seller is told once, until a price gets through again. */
export async function failDecision(scope: Scope, decision: PriceDecision, failure: string): Promise<void> {
  const { id, listingPriceId, listingId, toTiyn } = decision;
  const [last] = await scope.em.find(
    PriceDecision,
    { listingPriceId: pointingAt(scope, listingPriceId), state: { $in: ['applied', 'failed'] } },
    { orderBy: { decidedAt: 'desc' }, limit: 1 },
  );
  await scope.em.nativeUpdate(PriceDecision, { id }, { state: 'failed', settledAt: scope.now(), failure });
  if (last?.state !== 'failed' || decision.reason === 'set_by_hand') {
    scope.emit('price.failed', { listingId, listingPriceId, decisionId: id, toTiyn, failure });
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
