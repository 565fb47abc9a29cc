import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { shownPrice } from '../decisions/counted-offers.ts';
import type { ReasonCode } from '../decisions/decision.ts';
import { PriceDecision, unresolvedStates } from '../moves/price-decision.entity.ts';
import { failDecision, freePrice } from '../moves/take-back.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import type { PriceSubject } from './price-subject.ts';
import { secondsAfter } from './price-subject.ts';
import type { SeenOffers } from './read-card-offers.ts';

/** A price is sent again so often before it counts as failed. */
const RETRIES = 3;

/** Whether a new price may be decided, and as which attempt. */
export type Settlement =
  | { readonly kind: 'free'; readonly attempt: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'gave-up' };

/**
 * Finds out from what a look at the card shows what became of the price sent last: seen → applied; not seen after the
 * deadline → ignored, and failed after the last attempt; else it is waited for. What the marketplace shows is the present price.
 */
export async function settlePrice(
  scope: Scope,
  subject: PriceSubject,
  { seen, settings }: { seen: SeenOffers; settings: PricingSettings },
): Promise<Settlement> {
  const { price, store } = subject;
  const shown = shownPrice(seen.offers, store.merchantUid);
  const open = await scope.em.findOne(PriceDecision, {
    listingPriceId: pointingAt(scope, price.id),
    state: { $in: [...unresolvedStates] },
  });
  if (!open) {
    adopt(subject, shown);
    return { kind: 'free', attempt: 1 };
  }

  if (shown === open.toTiyn) {
    await apply(scope, subject, open);
    return { kind: 'free', attempt: 1 };
  }

  if (seen.fetchedAt < secondsAfter(price.pendingSince ?? open.decidedAt, settings.applyDeadlineSeconds)) {
    // A worker that died in the middle of sending left it undecided whether the price went out.
    await scope.em.nativeUpdate(PriceDecision, { id: open.id, state: 'pushing' }, { state: 'unknown' });
    return { kind: 'waiting' };
  }

  adopt(subject, shown);
  return giveUp(scope, subject, open);
}

function adopt({ price }: PriceSubject, shownTiyn: number | undefined): void {
  if (shownTiyn !== undefined && shownTiyn % 100 === 0) {
    price.currentTiyn = shownTiyn;
  }
}

async function apply(scope: Scope, { price }: PriceSubject, open: PriceDecision): Promise<void> {
  price.currentTiyn = open.toTiyn;
  price.pendingTiyn = null;
  price.pendingSince = null;
  await scope.em.nativeUpdate(PriceDecision, { id: open.id }, { state: 'applied', settledAt: scope.now() });
  scope.emit('price.moved', {
    listingId: price.listingId,
    listingPriceId: price.id,
    decisionId: open.id,
    fromTiyn: open.fromTiyn,
    toTiyn: open.toTiyn,
    reason: open.reason as ReasonCode,
  });
}

async function giveUp(scope: Scope, subject: PriceSubject, open: PriceDecision): Promise<Settlement> {
  const { price } = subject;
  freePrice(price, { toTiyn: open.toTiyn, reason: 'not_taken', nextCheckAt: price.nextCheckAt ?? null });
  if (open.attempt > RETRIES) {
    await failDecision(scope, open, NOT_APPLIED);
    return { kind: 'gave-up' };
  }

  const closing = { state: 'ignored' as const, settledAt: scope.now(), failure: NOT_APPLIED };
  await scope.em.nativeUpdate(PriceDecision, { id: open.id }, closing);
  if (open.reason === 'set_by_hand') {
    await proposeAgain(scope, open);
    return { kind: 'waiting' };
  }

  return { kind: 'free', attempt: open.attempt + 1 };
}

/** The failure of a price that was taken and never shown. */
const NOT_APPLIED = 'not_applied';

/** A price set by hand is sent again as it is, unless the seller has set another one meanwhile. */
async function proposeAgain(scope: Scope, open: PriceDecision): Promise<void> {
  const waiting = await scope.em.findOne(PriceDecision, {
    listingPriceId: pointingAt(scope, open.listingPriceId),
    state: 'proposed',
  });
  if (!waiting) {
    const { listingId, listingPriceId, fromTiyn, toTiyn, reason, params, attempt } = open;
    scope.em.create(PriceDecision, {
      ...{ listingId, listingPriceId, fromTiyn, toTiyn, reason, params },
      decidedAt: scope.now(),
      attempt: attempt + 1,
      state: 'proposed',
    });
  }
}
