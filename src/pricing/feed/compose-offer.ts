import { TIYN } from '../../kernel/money.ts';
import type { MarketplacePoint } from '../../stores/index.ts';
import { STORE_FLOOR_TIYN } from '../decisions/decide.ts';
import { outOfBounds } from '../views/find-price.ts';
import type { FeedRow } from './feed-rows.ts';

/** What a list is made for. */
export interface FeedShop {
  /** The store's own city: its price is the main one. */
  readonly cityId: string;
  readonly points: readonly MarketplacePoint[];
  /** Whether decided prices leave with the list; else it shows what was sent another way. */
  readonly takesProposals: boolean;
}

/** A decided price that leaves with the list; tiyn. */
export interface Rider {
  readonly decisionId: string;
  readonly toTiyn: number;
}

/** A point as the list tells it. */
export interface OfferPoint {
  /** Short name, `PP1`. */
  readonly name: string;
  readonly isAvailable: boolean;
  /** 0–30. */
  readonly preOrderDays: number | undefined;
  readonly stockCount: number | undefined;
}

/** One offer of a price list; prices in whole tenge, one for everywhere or one per city. */
export interface FeedOffer {
  readonly sku: string;
  readonly model: string;
  readonly brand: string;
  readonly points: readonly OfferPoint[];
  readonly price: number | undefined;
  readonly cityPrices: ReadonlyArray<{ readonly cityId: string; readonly price: number }>;
  readonly riders: readonly Rider[];
}

const LONGEST_PREORDER_DAYS = 30;

/**
 * The offer of one listing from its prices, the main one first; undefined when the marketplace would refuse it, and with
 * it the whole list (contracts/kaspi.md 2): no whole price from 10 ₸ on, or a sku that XML can't carry as it is.
 */
export function composeOffer(rows: readonly FeedRow[], shop: FeedShop): FeedOffer | undefined {
  const [first] = rows;
  const main = first && first.cityId === null ? priceOf(first, shop) : undefined;
  if (!first || !main || first.sku === '' || plain(first.sku) !== first.sku) {
    return undefined;
  }

  const ofCities = rows.flatMap((row) => (row.cityId === null || row.cityId === shop.cityId ? [] : cityOf(row, shop)));
  const cityPrices = new Map(ofCities.map(({ cityId, tiyn }) => [cityId, tiyn / TIYN]));
  return {
    sku: first.sku,
    model: plain(first.model) || first.sku,
    brand: plain(first.brand ?? ''),
    points: pointsOf(first, shop.points),
    price: ofCities.length === 0 ? main.tiyn / TIYN : undefined,
    cityPrices:
      ofCities.length === 0
        ? []
        : citiesOf(first, { shop, own: [...cityPrices.keys()] }).map((cityId) => ({
            cityId,
            price: cityPrices.get(cityId) ?? main.tiyn / TIYN,
          })),
    riders: [main, ...ofCities].flatMap(({ rider }) => (rider ? [rider] : [])),
  };
}

interface ServedPrice {
  readonly tiyn: number;
  readonly rider: Rider | undefined;
}

/** The latest price that may leave; never below the minimum, even where nothing was decided since it was raised. */
function priceOf(row: FeedRow, { takesProposals }: FeedShop): ServedPrice | undefined {
  const { proposalId, proposedTiyn, sentTiyn, currentTiyn, minTiyn } = row;
  const mayRide = takesProposals && proposalId !== null && proposedTiyn !== null && isListable(proposedTiyn);
  if (mayRide && outOfBounds(row, proposedTiyn) === undefined) {
    return { tiyn: proposedTiyn, rider: { decisionId: proposalId, toTiyn: proposedTiyn } };
  }

  const tiyn = Math.max(sentTiyn ?? currentTiyn, minTiyn ?? 0);
  return isListable(tiyn) ? { tiyn, rider: undefined } : undefined;
}

/** A city whose own price can't be listed goes along with the main one. */
function cityOf(row: FeedRow, shop: FeedShop): Array<ServedPrice & { readonly cityId: string }> {
  const price = priceOf(row, shop);
  return price && row.cityId !== null ? [{ ...price, cityId: row.cityId }] : [];
}

function isListable(tiyn: number): boolean {
  return tiyn >= STORE_FLOOR_TIYN && Number.isInteger(tiyn / TIYN);
}

/** Where the listing is sold: the store's own city, those the marketplace names, those of its points and of its prices. */
function citiesOf({ cityIds }: FeedRow, { shop, own }: { shop: FeedShop; own: readonly string[] }): string[] {
  const ofPoints = shop.points.flatMap(({ cityId, isActive }) => (isActive && cityId ? [cityId] : []));
  return [...new Set([shop.cityId, ...cityIds, ...ofPoints, ...own])];
}

/** Every active point of the store and every one that the marketplace named with the listing; one left out stops selling. */
function pointsOf(row: FeedRow, points: readonly MarketplacePoint[]): OfferPoint[] {
  const known = new Map(row.points.map((point) => [shortName(point.storeId), point]));
  const closed = new Set(points.filter(({ isActive }) => !isActive).map(({ storeId }) => shortName(storeId)));
  const active = points.filter(({ isActive }) => isActive).map(({ storeId }) => shortName(storeId));
  // What the marketplace has never shown is sold wherever its seller says so.
  const isSoldEverywhere = row.isSold && !row.isSeen && row.points.length === 0;
  return [...new Set([...active, ...known.keys()])]
    .filter((name) => /^PP\d+$/.test(name) && !closed.has(name))
    .map((name) => {
      const point = known.get(name);
      return {
        name,
        isAvailable: row.isSold && (point?.isAvailable ?? isSoldEverywhere),
        preOrderDays: preOrderOf(point?.preOrderDays),
        stockCount: isCount(point?.stockCount) ? point?.stockCount : undefined,
      };
    });
}

/** `Shop1_PP1` → `PP1`; the list names points as the cabinet does. */
function shortName(storeId: string): string {
  return storeId.slice(storeId.lastIndexOf('_') + 1);
}

function preOrderOf(days: number | undefined): number | undefined {
  return days === undefined ? undefined : Math.min(LONGEST_PREORDER_DAYS, Math.max(0, Math.ceil(days)));
}

function isCount(count: number | undefined): boolean {
  return count !== undefined && Number.isSafeInteger(count) && count >= 0;
}

/** What XML 1.0 can't carry, not even escaped, and line breaks, which its readers turn into spaces. */
const notInXml = /[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+/gu;

function plain(text: string): string {
  return text.replaceAll(notInXml, ' ');
}
