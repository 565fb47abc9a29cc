import { LockMode } from '@mikro-orm/core';
import { assertCan } from '../../companies/index.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from '../checks/seconds-after.ts';
import { StorePricing } from '../checks/store-pricing.entity.ts';
import { wakeStore } from '../checks/wake-store.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { tellViewChanges } from '../views/price-view.ts';
import { PriceDecision } from './price-decision.entity.ts';

/** The seller's word on what was held. */
export type Answer = 'allow' | 'refuse';

/** How long any number of prices may move once the seller has allowed it. */
const MASS_ALLOWED_SECONDS = 86_400;

/**
 * The seller's word on one move that went too far to leave unasked: it leaves within a tick, or is not asked about again
 * for a day. Of two answers the first counts. @throws pricing.moveNotFound, pricing.moveNotHeld
 */
export async function answerMove(
  scope: Scope,
  { decisionId, answer }: { readonly decisionId: string; readonly answer: Answer },
): Promise<PriceDecision> {
  assertCan(scope, 'pricing.edit');
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const decision = await scope.em.findOne(PriceDecision, { id: decisionId }, lock);
  if (!decision) {
    throw pricingErrors.moveNotFound();
  }

  if (decision.state !== 'held') {
    throw pricingErrors.moveNotHeld({ state: decision.state });
  }

  if (answer === 'allow') {
    decision.state = 'proposed';
    decision.waitsFor = null;
    decision.approvedAt = scope.now();
    await wakeStore(scope, { storeId: decision.storeId, reason: 'push' });
  } else {
    decision.state = 'rejected';
    decision.waitsFor = null;
    decision.settledAt = scope.now();
  }
  tellViewChanges(scope, [decision.listingId]);
  return decision;
}

/**
 * The seller's word on a cycle that moves too many of a store's prices: all of them may for a day, or those that wait are
 * not asked about again for as long. Answers how many waited. @throws pricing.storeNotFound
 */
export async function answerMass(
  scope: Scope,
  { storeId, answer }: { readonly storeId: string; readonly answer: Answer },
): Promise<number> {
  assertCan(scope, 'pricing.edit');
  const where = { storeId: pointingAt(scope, storeId) };
  const pricing = await scope.em.findOne(StorePricing, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!pricing) {
    throw pricingErrors.storeNotFound();
  }

  pricing.massAskedAt = null;
  if (answer === 'allow') {
    pricing.massAllowedUntil = secondsAfter(scope.now(), MASS_ALLOWED_SECONDS);
    pricing.nextPushAt = scope.now();
  }
  const rows = await scope.em.execute<{ listing_id: string }[]>(
    // What was refused keeps what it waited for: that is how the next cycle knows not to ask again.
    `update price_decisions set state = ?, waits_for = ?, settled_at = ?, updated_at = ?, version = version + 1
       where store_id = ? and state = 'held' and waits_for = 'mass' returning listing_id`,
    [...(answer === 'allow' ? ['proposed', null, null] : ['rejected', 'mass', scope.now()]), ...[scope.now(), storeId]],
  );
  tellViewChanges(
    scope,
    rows.map((row) => row.listing_id),
  );
  return rows.length;
}
