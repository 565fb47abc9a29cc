import { ListingPrice } from '../../catalog/index.ts';
import { assertCan } from '../../companies/index.ts';
import { formatTenge } from '../../kernel/money.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { wakeStore } from '../checks/wake-store.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { assertPrice, findListing, lockPrice, type PricePlace, placeOf } from '../views/find-price.ts';
import { tellViewChanges } from '../views/price-view.ts';
import { PriceDecision } from './price-decision.entity.ts';

/** A price the seller wants, whole tenge in tiyn. */
export interface HandPrice extends PricePlace {
  readonly priceTiyn: number;
}

/**
 * Sets a price by hand: it becomes the ceiling where there is no maximum, and leaves for the marketplace within a tick,
 * whatever the rule's hours. A price proposed before and not sent yet is replaced.
 * @throws pricing.listingNotFound, pricing.priceNotFound, pricing.belowMinimum, pricing.aboveMaximum and what `assertPrice` throws
 */
export async function setPriceByHand(scope: Scope, input: HandPrice): Promise<ListingPrice> {
  assertCan(scope, 'pricing.edit');
  assertPrice(input.priceTiyn);
  const place = await placeOf(scope, await findListing(scope, input.listingId), input.cityId);
  const price = await lockPrice(scope, place);
  assertWithin(price, input.priceTiyn);
  const changes = { handSetTiyn: input.priceTiyn, updatedAt: scope.now() };
  await scope.em.nativeUpdate(ListingPrice, { id: price.id }, changes);
  tellViewChanges(scope, [price.listingId]);
  await propose(scope, price, input.priceTiyn);
  await wakeStore(scope, { storeId: price.storeId, reason: 'push' });
  return lockPrice(scope, place);
}

function assertWithin({ minTiyn, maxTiyn }: ListingPrice, priceTiyn: number): void {
  if (minTiyn != null && priceTiyn < minTiyn) {
    throw pricingErrors.belowMinimum({ min: formatTenge(minTiyn) });
  }

  if (maxTiyn != null && priceTiyn > maxTiyn) {
    throw pricingErrors.aboveMaximum({ max: formatTenge(maxTiyn) });
  }
}

/** The same price again changes nothing, so it is not sent; 20 taps at once make one push. */
async function propose(scope: Scope, price: ListingPrice, toTiyn: number): Promise<void> {
  const waiting = await scope.em.findOne(PriceDecision, {
    listingPriceId: pointingAt(scope, price.id),
    state: { $in: ['held', 'proposed'] },
  });
  const byHand = waiting?.reason === 'set_by_hand' ? waiting : null;
  if (toTiyn === (byHand?.toTiyn ?? price.pendingTiyn ?? price.currentTiyn) && (byHand || !waiting)) {
    return;
  }

  if (byHand) {
    await scope.em.nativeUpdate(
      PriceDecision,
      { id: byHand.id },
      { toTiyn, decidedAt: scope.now(), params: paramsOf(price, toTiyn) },
    );
    return;
  }

  if (waiting) {
    // The seller's own word stands over what a rule wanted.
    await scope.em.nativeUpdate(PriceDecision, { id: waiting.id }, { state: 'replaced', settledAt: scope.now() });
  }

  scope.em.create(PriceDecision, {
    listingId: price.listingId,
    listingPriceId: price.id,
    storeId: price.storeId,
    decidedAt: scope.now(),
    fromTiyn: price.currentTiyn,
    toTiyn,
    reason: 'set_by_hand',
    params: paramsOf(price, toTiyn),
    rankBefore: price.rank ?? null,
    state: 'proposed',
  });
}

function paramsOf({ currentTiyn }: ListingPrice, toTiyn: number) {
  return { price: formatTenge(currentTiyn), target: formatTenge(toTiyn) };
}
