import type { Listing } from '../../catalog/index.ts';
import { ListingPrice } from '../../catalog/index.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { CityPrice, PricePush, Store } from '../../stores/index.ts';
import { PriceDecision } from './price-decision.entity.ts';

/** A price about to be sent for one listing, in one city or everywhere. */
export interface NewPrice {
  readonly store: Store & { readonly merchantUid: string };
  readonly listing: Listing;
  readonly listingPriceId: string;
  readonly toTiyn: number;
}

/**
 * The push that sets the price, with the listing's own model. A listing with a price of its own in some city sends every
 * city's together, because one price for everywhere would overwrite them, and a city left out would stay behind.
 */
export async function composePush(scope: Scope, price: NewPrice): Promise<PricePush> {
  const { store, listing, toTiyn } = price;
  const base = { merchantUid: store.merchantUid, sku: listing.sku, model: listing.model };
  const prices = await pricesToSend(scope, price);
  const main = prices.find(({ cityId }) => cityId === null);
  const ofCities = prices.filter(({ cityId }) => cityId !== null) as CityPrice[];
  if (ofCities.length === 0) {
    return { ...base, priceTiyn: toTiyn };
  }

  const mainTiyn = main?.priceTiyn ?? toTiyn;
  const following = citiesOf(store, listing).map((cityId) => ({ cityId, priceTiyn: mainTiyn }));
  const cityPrices = new Map([...following, ...ofCities].map((city) => [city.cityId, city]));
  return { ...base, cityPrices: [...cityPrices.values()] };
}

/** Every price of the listing as it will stand: the new one, and for the others what was sent last or is shown. */
async function pricesToSend(scope: Scope, { store, listing, listingPriceId, toTiyn }: NewPrice) {
  const ofListing = { listingId: pointingAt(scope, listing.id) };
  const prices = await scope.em.find(ListingPrice, ofListing, { refresh: true });
  // A price that is written down but has not left yet may still be called off, so it does not ride along.
  const sent = await scope.em.find(PriceDecision, { ...ofListing, state: { $in: ['pending', 'unknown'] } });
  const sentTiyn = new Map(sent.map((decision) => [decision.listingPriceId, decision.toTiyn]));
  return prices
    .filter(({ id, cityId }) => id === listingPriceId || cityId !== store.cityId)
    .map(({ id, cityId, currentTiyn }) => ({
      cityId: cityId ?? null,
      priceTiyn: id === listingPriceId ? toTiyn : (sentTiyn.get(id) ?? currentTiyn),
    }));
}

/** Where the listing is sold: the store's own city, those the marketplace names, and those of the store's points. */
function citiesOf(store: Store, listing: Listing): string[] {
  const ofPoints = store.points.flatMap(({ cityId, isActive }) => (isActive && cityId ? [cityId] : []));
  return [...new Set([store.cityId, ...listing.cityIds, ...ofPoints])];
}
