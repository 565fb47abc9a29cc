import { ListingPrice } from '../../catalog/index.ts';
import { assertCan } from '../../companies/index.ts';
import { newId } from '../../kernel/ids.ts';
import { formatTenge } from '../../kernel/money.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { assertPrice, findListing, lockPrice, type PricePlace, placeOf } from '../views/find-price.ts';
import { tellViewChanges } from '../views/price-view.ts';
import { lockStorePricing } from './lock-store-pricing.ts';
import { scheduleChecks } from './schedule-checks.ts';

/** New bounds in tiyn; null removes one, what is left out stays. */
export interface BoundsInput extends PricePlace {
  readonly minTiyn?: number | null | undefined;
  readonly maxTiyn?: number | null | undefined;
}

/**
 * Sets between which prices the repricer may move a listing. A city named for the first time gets a price of its own,
 * starting from the main one; without a minimum a listing is never repriced.
 * @throws pricing.listingNotFound, pricing.priceNotFound, pricing.minAboveMax and what `assertPrice` throws
 */
export async function setBounds(scope: Scope, input: BoundsInput): Promise<ListingPrice> {
  assertCan(scope, 'pricing.edit');
  for (const bound of [input.minTiyn, input.maxTiyn]) {
    if (bound !== null && bound !== undefined) {
      assertPrice(bound);
    }
  }

  const listing = await findListing(scope, input.listingId);
  const place = await placeOf(scope, listing, input.cityId);
  await lockStorePricing(scope, listing.storeId);
  if (place.cityId !== undefined) {
    await ensureCityPrice(scope, { listingId: listing.id, cityId: place.cityId });
  }
  const price = await lockPrice(scope, place);
  await scope.em.nativeUpdate(ListingPrice, { id: price.id }, { ...boundsAfter(price, input), updatedAt: scope.now() });
  tellViewChanges(scope, [listing.id]);
  await scheduleChecks(scope, { storeId: listing.storeId, listingId: listing.id });
  return lockPrice(scope, place);
}

function boundsAfter(price: ListingPrice, input: BoundsInput) {
  const minTiyn = input.minTiyn === undefined ? (price.minTiyn ?? null) : input.minTiyn;
  const maxTiyn = input.maxTiyn === undefined ? (price.maxTiyn ?? null) : input.maxTiyn;
  if (minTiyn !== null && maxTiyn !== null && minTiyn > maxTiyn) {
    throw pricingErrors.minAboveMax({ min: formatTenge(minTiyn), max: formatTenge(maxTiyn) });
  }

  return { minTiyn, maxTiyn };
}

async function ensureCityPrice(scope: Scope, { listingId, cityId }: Required<PricePlace>): Promise<void> {
  const main = await lockPrice(scope, { listingId });
  await scope.em.execute(
    `insert into listing_prices (id, created_at, updated_at, company_id, listing_id, store_id, city_id, current_tiyn, hand_set_tiyn)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    [
      ...[newId(), scope.now(), scope.now(), scope.companyId, listingId, main.storeId, cityId],
      ...[main.currentTiyn, main.handSetTiyn],
    ],
  );
}
