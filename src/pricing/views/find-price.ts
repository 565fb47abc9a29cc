import { LockMode } from '@mikro-orm/core';
import { Listing, ListingPrice } from '../../catalog/index.ts';
import { formatTenge, TIYN, tenge } from '../../kernel/money.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { STORE_FLOOR_TIYN } from '../decisions/decide.ts';
import { pricingErrors } from '../pricing.errors.ts';

/** Which price of a listing is meant: the store's main one, or a city's. */
export interface PricePlace {
  readonly listingId: string;
  readonly cityId?: string | undefined;
}

const LIMIT_TIYN = tenge(100_000_000);

/** The price at exactly this place, locked until the scope ends. @throws pricing.priceNotFound */
export async function lockPrice(scope: Scope, { listingId, cityId }: PricePlace): Promise<ListingPrice> {
  const price = await scope.em.findOne(
    ListingPrice,
    { listingId: pointingAt(scope, listingId), cityId: cityId ?? null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!price) {
    throw pricingErrors.priceNotFound();
  }

  return price;
}

/** The place as prices are kept: what is asked about the store's own city is its main price. */
export async function placeOf(scope: Scope, { id, storeId }: Listing, cityId: string | undefined): Promise<PricePlace> {
  const store = await scope.em.findOneOrFail(Store, { id: storeId });
  return { listingId: id, cityId: cityId === store.cityId ? undefined : cityId };
}

/** @throws pricing.listingNotFound */
export async function findListing(scope: Scope, listingId: string): Promise<Listing> {
  const listing = await scope.em.findOne(Listing, { id: listingId });
  if (!listing) {
    throw pricingErrors.listingNotFound();
  }

  return listing;
}

/** The code of the error that keeps a price out of its bounds; undefined within them. */
export function outOfBounds(
  { minTiyn, maxTiyn }: Pick<ListingPrice, 'minTiyn' | 'maxTiyn'>,
  tiyn: number,
): string | undefined {
  if (minTiyn != null && tiyn < minTiyn) {
    return 'pricing.belowMinimum';
  }

  return maxTiyn != null && tiyn > maxTiyn ? 'pricing.aboveMaximum' : undefined;
}

/**
 * Lets only a price pass that the marketplace takes: whole tenge from 10 to 100 million.
 * @throws pricing.notPositive, pricing.notWhole, pricing.tooSmall, pricing.tooBig
 */
export function assertPrice(tiyn: number): void {
  if (!(tiyn > 0)) {
    throw pricingErrors.notPositive();
  }

  if (!Number.isInteger(tiyn / TIYN)) {
    throw pricingErrors.notWhole();
  }

  if (tiyn < STORE_FLOOR_TIYN) {
    throw pricingErrors.tooSmall({ floor: formatTenge(STORE_FLOOR_TIYN) });
  }

  if (tiyn > LIMIT_TIYN) {
    throw pricingErrors.tooBig({ limit: formatTenge(LIMIT_TIYN) });
  }
}
