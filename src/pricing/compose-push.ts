import type { Listing } from '../catalog/index.ts';
import { ListingPrice } from '../catalog/index.ts';
import { pointingAt } from '../platform/db/references.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { CityPrice, PointAvailability, PricePush, Store } from '../stores/index.ts';

/** A price about to be sent for one listing, in one city or everywhere. */
export interface NewPrice {
  readonly store: Store & { readonly merchantUid: string };
  readonly listing: Listing;
  readonly listingPriceId: string;
  readonly toTiyn: number;
}

/**
 * The push that sets the price: with the listing's own model, and with every point or none at all. A listing with prices
 * in cities sends all of them together, because one price alone would overwrite the cities'.
 */
export async function composePush(
  scope: Scope,
  { store, listing, listingPriceId, toTiyn }: NewPrice,
): Promise<PricePush> {
  const prices = await scope.em.find(ListingPrice, { listingId: pointingAt(scope, listing.id) });
  const availabilities = completePoints(listing.points, store);
  const base = { merchantUid: store.merchantUid, sku: listing.sku, model: listing.model };
  const push = { ...base, ...(availabilities && { availabilities }) };
  if (prices.every(({ cityId }) => !cityId)) {
    return { ...push, priceTiyn: toTiyn };
  }

  // A price of the store's own city must stand after the main one, so that it wins.
  const inOrder = prices.toSorted((one, other) => Number(Boolean(one.cityId)) - Number(Boolean(other.cityId)));
  const cityPrices: CityPrice[] = inOrder.map((price) => ({
    cityId: price.cityId ?? store.cityId,
    priceTiyn: price.id === listingPriceId ? toTiyn : (price.pendingTiyn ?? price.currentTiyn),
  }));
  return { ...push, cityPrices: [...new Map(cityPrices.map((price) => [price.cityId, price])).values()] };
}

/** The listing's points when they are all of the store's, else nothing: a point that is left out stops selling. */
export function completePoints(
  points: readonly PointAvailability[],
  store: Pick<Store, 'points'>,
): readonly PointAvailability[] | undefined {
  const ours = new Set(points.map(({ storeId }) => storeId));
  const known = store.points.map(({ storeId }) => storeId);
  const isComplete = known.length === 0 || (known.length === ours.size && known.every((storeId) => ours.has(storeId)));
  return points.length > 0 && isComplete ? points : undefined;
}
