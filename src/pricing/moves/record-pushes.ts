import { LockMode } from '@mikro-orm/core';
import { ListingPrice } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from '../checks/seconds-after.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { PriceDecision } from './price-decision.entity.ts';
import { failDecision, freePrice, putAside } from './take-back.ts';

/** What became of a request that carried prices. */
export type PushOutcome =
  /** Queued by the marketplace; only a later look shows whether they are applied. */
  | { readonly kind: 'accepted'; readonly pushId: string }
  /** It may or may not have arrived; a later look finds out. */
  | { readonly kind: 'unclear'; readonly failure: string }
  /** It did not get in, and nothing else of this store would for `restSeconds`. */
  | { readonly kind: 'kept-out'; readonly failure: string; readonly restSeconds: number }
  /** The marketplace does not take this price. */
  | { readonly kind: 'refused'; readonly failure: string };

/** The prices of one request with what became of them. */
export interface PushResult {
  readonly decisionIds: readonly string[];
  readonly storeId: string;
  readonly outcome: PushOutcome;
  readonly settings: PricingSettings;
}

/** Writes down what became of pushes; a decision that was settled or replaced meanwhile stays as it is. */
export async function recordPushes(scope: Scope, result: PushResult): Promise<void> {
  const { decisionIds, outcome } = result;
  const sent = { id: { $in: [...decisionIds] }, state: { $in: ['pushing' as const, 'unknown' as const] } };
  if (outcome.kind === 'accepted') {
    await scope.em.nativeUpdate(PriceDecision, sent, { state: 'pending', pushId: outcome.pushId });
  } else if (outcome.kind === 'unclear') {
    await scope.em.nativeUpdate(PriceDecision, sent, { state: 'unknown', failure: outcome.failure });
  } else {
    for (const id of decisionIds) {
      await takeBack(scope, id, { ...result, outcome });
    }
    await rest(scope, { ...result, outcome });
  }
}

type NotSent = PushResult & { readonly outcome: Extract<PushOutcome, { kind: 'kept-out' | 'refused' }> };

/** Nothing is on its way: the price is free again, and the move waits until the store may send. */
async function takeBack(scope: Scope, id: string, { outcome, settings }: NotSent): Promise<void> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const found = await scope.em.findOneOrFail(PriceDecision, { id });
  const price = await scope.em.findOneOrFail(ListingPrice, { id: found.listingPriceId }, lock);
  const decision = await scope.em.findOneOrFail(PriceDecision, { id }, { refresh: true });
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

  const nextCheckAt = secondsAfter(scope.now(), outcome.restSeconds);
  freePrice(price, { toTiyn, reason: 'not_sent', nextCheckAt });
  await putAside(scope, decision, { failure: outcome.failure, isOver: false });
}

/** The rest of the store's prices would be kept out as well; the database remembers that. */
async function rest(scope: Scope, { storeId, outcome }: NotSent): Promise<void> {
  if (outcome.kind === 'kept-out') {
    const until = secondsAfter(scope.now(), outcome.restSeconds);
    await scope.em.execute(
      `update store_pricings set push_rest_until = greatest(push_rest_until, ?::timestamptz), next_push_at = ?, updated_at = ?
         where store_id = ?`,
      [until, until, scope.now(), storeId],
    );
  }
}
