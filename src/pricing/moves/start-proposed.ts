import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { sellable } from '../checks/due-stores.ts';
import { markSending } from '../checks/judge-price.ts';
import { loadSubject } from '../checks/price-subject.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { outOfBounds } from '../views/find-price.ts';
import { tellViewChange } from '../views/price-view.ts';
import { PriceDecision, unresolvedStates } from './price-decision.entity.ts';
import { failByHand } from './take-back.ts';

const BATCH = 50;

/** Ids of the store's prices that were set by hand and not sent yet, oldest first, at most 50. */
export async function listProposed(scope: Scope, storeId: string): Promise<string[]> {
  const rows = await scope.em.execute<{ id: string }[]>(
    `select d.id from price_decisions d join listings l on l.company_id = d.company_id and l.id = d.listing_id
      where d.state = 'proposed' and l.store_id = ? and ${sellable} order by d.decided_at limit ?`,
    [storeId, BATCH],
  );
  return rows.map(({ id }) => id);
}

/** Marks a price set by hand as on its way, in place of one that is still waited for; answers whether it has to be sent. */
export async function startProposed(
  scope: Scope,
  { decisionId, settings }: { decisionId: string; settings: PricingSettings },
): Promise<boolean> {
  const found = await scope.em.findOne(PriceDecision, { id: decisionId });
  const subject = found && (await loadSubject(scope, found.listingPriceId));
  // Another worker may have started it before the price was locked.
  const proposed = await scope.em.findOne(PriceDecision, { id: decisionId, state: 'proposed' }, { refresh: true });
  if (!proposed || !subject) {
    return false;
  }

  const { price } = subject;
  const failure = outOfBounds(price, proposed.toTiyn);
  if (failure !== undefined) {
    await failByHand(scope, price, { decision: proposed, failure, settings });
    return false;
  }

  if (price.pendingTiyn == null && price.currentTiyn === proposed.toTiyn) {
    await scope.em.nativeUpdate(PriceDecision, { id: decisionId }, { state: 'replaced', settledAt: scope.now() });
    return false;
  }

  const open = { listingPriceId: pointingAt(scope, price.id), state: { $in: [...unresolvedStates] } };
  await scope.em.nativeUpdate(PriceDecision, open, { state: 'replaced', settledAt: scope.now() });
  await scope.em.nativeUpdate(PriceDecision, { id: decisionId }, { state: 'pushing', fromTiyn: price.currentTiyn });
  price.lastReason = 'set_by_hand';
  price.lastParams = proposed.params;
  tellViewChange(scope, price);
  markSending(scope, subject, { toTiyn: proposed.toTiyn, settings });
  return true;
}
