import { TIYN } from '../kernel/money.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { MarketplaceListing } from '../stores/index.ts';
import { ListingPrice } from './listing-price.entity.ts';

/** The prices a listing has, and what the marketplace shows now. */
export interface PriceTaking {
  readonly listingId: string;
  readonly storeId: string;
  readonly prices: readonly ListingPrice[];
  readonly row: MarketplaceListing;
  /** The store's own city: what it shows there is the main price. */
  readonly mainCityId: string;
}

/**
 * Brings a listing's prices to what the marketplace shows: the main one, which is the store's own city's, and one for each
 * other city that differs from it. A price that the repricer watches or has sent is its own business. Answers whether anything changed, and the main price
 * where it was taken.
 */
export function takePrices(
  scope: Scope,
  { prices, row, mainCityId, ...listing }: PriceTaking,
): { hasChanged: boolean; defaultTiyn: number | undefined } {
  const taken = shownPrices(row, mainCityId).filter((shown) => {
    const known = prices.find((price) => (price.cityId ?? null) === shown.cityId);
    return known ? takeInto(known, shown.priceTiyn) : shown.isOfItsOwn && create(scope, listing, shown);
  });
  return { hasChanged: taken.length > 0, defaultTiyn: taken.find(({ cityId }) => cityId === null)?.priceTiyn };
}

interface ShownPrice {
  readonly cityId: string | null;
  readonly priceTiyn: number;
  /** The main price, or a city's that differs from it: worth a row. */
  readonly isOfItsOwn: boolean;
}

function shownPrices(row: MarketplaceListing, mainCityId: string): ShownPrice[] {
  const ownCity = row.cityPrices.find(({ cityId }) => cityId === mainCityId);
  const mainTiyn = ownCity?.priceTiyn ?? row.priceTiyn ?? row.cityPrices[0]?.priceTiyn;
  if (mainTiyn === undefined) {
    return [];
  }

  const main = wholeTenge(mainTiyn);
  const cities = row.cityPrices
    .filter((city) => city !== ownCity)
    .map(({ cityId, priceTiyn }) => ({ cityId, priceTiyn: wholeTenge(priceTiyn) }));
  return [
    { cityId: null, priceTiyn: main, isOfItsOwn: true },
    ...cities.map((city) => ({ ...city, isOfItsOwn: city.priceTiyn !== main })),
  ];
}

/** Tells whether two plain values differ, by what would be stored of them. */
export function differs(one: unknown, other: unknown): boolean {
  return canonical(one) !== canonical(other);
}

function takeInto(price: ListingPrice, priceTiyn: number): boolean {
  const isRepriced = price.nextCheckAt != null || price.pendingTiyn != null;
  if (isRepriced || price.currentTiyn === priceTiyn) {
    return false;
  }

  price.currentTiyn = priceTiyn;
  // What the repricer wanted last may have arrived late: then it was not the seller's hand that set it.
  if (price.targetTiyn !== priceTiyn) {
    price.handSetTiyn = priceTiyn;
  }
  return true;
}

function create(
  scope: Scope,
  { listingId, storeId }: Pick<PriceTaking, 'listingId' | 'storeId'>,
  { cityId, priceTiyn }: ShownPrice,
): boolean {
  scope.em.create(ListingPrice, {
    listingId,
    storeId,
    cityId,
    currentTiyn: priceTiyn,
    handSetTiyn: priceTiyn,
    lastParams: {},
  });
  return true;
}

/** Kaspi sells for whole tenge, but tells some prices as fractions. */
function wholeTenge(tiyn: number): number {
  return Math.round(tiyn / TIYN) * TIYN;
}

/** JSON with sorted keys, as a JSON column gives its keys back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
