import type { z } from 'zod';
import type { MarketplaceListing, MarketplacePoint, PointAvailability } from '../../stores/store.ports.ts';
import {
  anything,
  isObject,
  listOf,
  looseChoice,
  looseList,
  looseNumber,
  looseObject,
  looseText,
  looseTiyn,
} from './loose-fields.ts';

/** The rows of an answer whose list key has drifted between `data`, `items`, `content` and others (contract 3.2). */
export function findRows(answer: unknown, keys: readonly string[]): Record<string, unknown>[] | undefined {
  if (Array.isArray(answer)) {
    return listOf(answer);
  }

  const holder = isObject(answer) ? keys.map((key) => answer[key]).find(Array.isArray) : undefined;
  return holder && listOf(holder);
}

/** Where a listing was found. */
export interface ListingPlace {
  readonly storefrontUrl: string;
  /** The shelf that was asked for: what a listing stands on when it does not say so itself. */
  readonly shelf: 'on-sale' | 'archive';
}

/** Reads one listing; absent only when it has neither sku nor offer id, for then nothing can be done with it. */
export function readListing(row: unknown, place: ListingPlace): MarketplaceListing | undefined {
  const listing = ListingRow.parse(row);
  const sku = listing.sku ?? listing.merchantSku ?? listing.offerId;
  if (sku === undefined) {
    return undefined;
  }

  const title = listing.masterTitle ?? listing.title ?? listing.model ?? sku;
  const base = `${place.storefrontUrl}/`;
  return {
    sku,
    masterSku: listing.masterSku,
    title,
    model: listing.model ?? title,
    brand: listing.brand,
    category: listing.masterCategory,
    priceTiyn: listing.price ?? listing.minPrice,
    cityPrices: listing.cityPrices.flatMap(({ cityId, value }) =>
      cityId === undefined || value === undefined ? [] : [{ cityId, priceTiyn: value }],
    ),
    availabilities: readAvailabilities(listing.availabilities),
    isOnSale: listing.available ?? place.shelf === 'on-sale',
    imageUrl: absolute(listing.images, base),
    pageUrl: absolute(listing.shopLink, base),
    offerId: listing.offerId,
  };
}

/** Reads one pick-up point; absent only when it has no name at all. */
export function readPoint(row: unknown, merchantUid: string): MarketplacePoint | undefined {
  const point = PointRow.parse(row);
  const short = point.storeId ?? point.code ?? point.id ?? point.name ?? point.displayName;
  if (short === undefined) {
    return undefined;
  }

  return {
    storeId: short.startsWith(`${merchantUid}_`) ? short : `${merchantUid}_${short}`,
    name: point.displayName ?? point.name ?? short,
    cityId: point.cityId ?? point.city.code ?? point.city.id,
    cityName: point.cityName ?? point.city.name,
    address: readPointAddress(point),
    isActive: [point.active, point.enabled, point.available].every((flag) => flag !== false && flag !== 'no'),
  };
}

/** Every point or none: a list with a gap would be sent back with a price, and the point in the gap would stop selling. */
function readAvailabilities(rows: readonly z.infer<typeof AvailabilityRow>[]): PointAvailability[] {
  const points = rows.flatMap(readAvailability);
  return points.length === rows.length ? points : [];
}

function readAvailability(row: z.infer<typeof AvailabilityRow>): PointAvailability[] {
  if (row.storeId === undefined || row.available === undefined) {
    return [];
  }

  // A count that is not kept by the marketplace must not be sent back: a wrong one takes the offer off sale.
  const stockCount = row.stockSpecified === false ? undefined : row.stockCount;
  return [{ storeId: row.storeId, isAvailable: row.available, preOrderDays: row.preOrder, stockCount }];
}

function readPointAddress(point: z.infer<typeof PointRow>): string | undefined {
  const { address } = point;
  return isObject(address) ? looseText.parse(address.formattedAddress ?? address.street) : looseText.parse(address);
}

function absolute(link: string | undefined, base: string): string | undefined {
  if (link === undefined || !URL.canParse(link, base)) {
    return undefined;
  }

  // Below an address with a path of its own, a link from the root still belongs under that path.
  const isBelow = URL.canParse(link) || link.startsWith(new URL(base).pathname);
  return new URL(isBelow ? link : link.replace(/^\/+/, ''), base).href;
}

const AvailabilityRow = looseObject({
  storeId: looseText,
  available: looseChoice,
  preOrder: looseNumber,
  stockSpecified: anything,
  stockCount: looseNumber,
});

const firstImage = anything.transform((images) => {
  const first: unknown = Array.isArray(images) ? images[0] : images;
  return isObject(first)
    ? looseText.parse(first.large ?? first.medium ?? first.small ?? first.url)
    : looseText.parse(first);
});

const ListingRow = looseObject({
  sku: looseText,
  merchantSku: looseText,
  offerId: looseText,
  masterSku: looseText,
  masterTitle: looseText,
  title: looseText,
  model: looseText,
  brand: looseText,
  masterCategory: looseText,
  price: looseTiyn,
  minPrice: looseTiyn,
  cityPrices: looseList(looseObject({ cityId: looseText, value: looseTiyn })),
  availabilities: looseList(AvailabilityRow),
  available: looseChoice,
  shopLink: looseText,
  images: firstImage,
});

const PointRow = looseObject({
  storeId: looseText,
  code: looseText,
  id: looseText,
  name: looseText,
  displayName: looseText,
  cityId: looseText,
  cityName: looseText,
  city: looseObject({ id: looseText, code: looseText, name: looseText }),
  address: anything,
  active: anything,
  enabled: anything,
  available: anything,
});
