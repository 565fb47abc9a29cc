import { LockMode } from '@mikro-orm/core';
import { ListingPrice } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from '../checks/price-subject.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { PriceDecision } from './price-decision.entity.ts';
import { failDecision, freePrice, putAside } from './take-back.ts';

/** What became of one push. */
export type PushOutcome =
  /** Queued by the marketplace; only a later look shows whether it is applied. */
  | { readonly kind: 'accepted'; readonly pushId: string }
  /** It may or may not have arrived; a later look finds out. */
  | { readonly kind: 'unclear'; readonly failure: string }
  /** It did not get in, and nothing else of this store would for `restSeconds`. */
  | { readonly kind: 'kept-out'; readonly failure: string; readonly restSeconds: number }
  /** The marketplace does not take this price. */
  | { readonly kind: 'refused'; readonly failure: string };

/** A push with its outcome. */
export interface PushResult {
  readonly decisionId: string;
  readonly storeId: string;
  readonly outcome: PushOutcome;
  readonly settings: PricingSettings;
}

/** Writes down what became of a push; a decision that was settled or replaced meanwhile stays as it is. */
export async function recordPush(scope: Scope, result: PushResult): Promise<void> {
  const { decisionId, outcome } = result;
  const sent = { id: decisionId, state: { $in: ['pushing' as const, 'unknown' as const] } };
  if (outcome.kind === 'accepted') {
    await scope.em.nativeUpdate(PriceDecision, sent, { state: 'pending', pushId: outcome.pushId });
  } else if (outcome.kind === 'unclear') {
    await scope.em.nativeUpdate(PriceDecision, sent, { state: 'unknown', failure: outcome.failure });
  } else {
    await takeBack(scope, result, outcome);
  }
}

type NotSent = Extract<PushOutcome, { kind: 'kept-out' | 'refused' }>;

/** Nothing is on its way: the price is free again, and a price set by hand waits until the store may send. */
async function takeBack(scope: Scope, { decisionId, storeId, settings }: PushResult, outcome: NotSent): Promise<void> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const found = await scope.em.findOneOrFail(PriceDecision, { id: decisionId });
  const price = await scope.em.findOneOrFail(ListingPrice, { id: found.listingPriceId }, lock);
  const decision = await scope.em.findOneOrFail(PriceDecision, { id: decisionId }, { refresh: true });
  if (decision.state !== 'pushing' && decision.state !== 'unknown') {
    return;
  }

  const { toTiyn } = decision;
  if (outcome.kind === 'refused') {
    const nextCheckAt = secondsAfter(scope.now(), settings.failurePauseSeconds);
    freePrice(price, { toTiyn, reason: 'not_taken', nextCheckAt });
    await failDecision(scope, decision, outcome.failure);
    return;
  }

  const restUntil = secondsAfter(scope.now(), outcome.restSeconds);
  freePrice(price, { toTiyn, reason: 'not_sent', nextCheckAt: restUntil });
  await scope.em.execute(
    'update stores set next_price_cycle_at = greatest(next_price_cycle_at, ?::timestamptz) where id = ?',
    [restUntil, storeId],
  );
  await putAside(scope, decision, outcome.failure);
}
