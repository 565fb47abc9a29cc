import { LockMode } from '@mikro-orm/core';
import { TIYN } from '../kernel/money.ts';
import { pointingAt } from '../platform/db/references.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type MarketplaceListing, Store } from '../stores/index.ts';
import { CatalogImport } from './catalog-import.entity.ts';
import { ListingPrice } from './listing-price.entity.ts';
import { Listing, Product } from './product.entity.ts';
import { type KnownGoods, knowGoods, productOfRow, productSkus } from './product-of-row.ts';
import { differs, takePrices } from './take-prices.ts';

/** One page of a store's shelf. */
export interface ShelfPage {
  readonly storeId: string;
  readonly importId: string;
  readonly listings: readonly MarketplaceListing[];
}

/**
 * Writes one page: by (store, sku) each listing is made once, then kept equal to the marketplace. A price that the
 * repricer works on is left to it. The caller holds the catalog's lock. Answers how many listings are new and how many changed.
 */
export async function importPage(scope: Scope, page: ShelfPage): Promise<{ created: number; updated: number }> {
  const known = await loadKnown(scope, page);
  let [created, updated] = [0, 0];
  for (const row of new Map(page.listings.map((one) => [one.sku, one])).values()) {
    const listing = known.listings.get(row.sku);
    if (!listing) {
      addListing(scope, { row, storeId: page.storeId, known });
      created += 1;
    } else if (updateListing(scope, { row, listing, known }) && listing.createdAt < known.importedFrom) {
      // What a broken-off attempt of this import has made is new, not changed.
      updated += 1;
    }
  }

  return { created, updated };
}

interface Known {
  readonly listings: ReadonlyMap<string, Listing>;
  readonly productsById: ReadonlyMap<string, Product>;
  readonly goods: KnownGoods;
  readonly prices: ReadonlyMap<string, ListingPrice[]>;
  readonly importedFrom: Date;
  readonly mainCityId: string;
}

async function loadKnown(scope: Scope, page: ShelfPage): Promise<Known> {
  const { em } = scope;
  const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  // Listings are written by imports only, which the catalog's lock keeps apart; a lock of theirs would block whoever refers to them.
  const skus = page.listings.map(({ sku }) => sku);
  const listings = await em.find(Listing, { storeId: pointingAt(scope, page.storeId), sku: { $in: skus } });
  const products = await em.find(
    Product,
    {
      $or: [
        { id: { $in: listings.map(({ productId }) => productId) } },
        { sku: { $in: page.listings.flatMap(productSkus) } },
      ],
    },
    locked,
  );
  const prices = await em.find(
    ListingPrice,
    { listingId: { $in: listings.map(({ id }) => pointingAt(scope, id)) } },
    locked,
  );
  const store = await em.findOneOrFail(Store, { id: page.storeId });
  const { createdAt } = await em.findOneOrFail(CatalogImport, { id: page.importId });
  return {
    listings: new Map(listings.map((listing) => [listing.sku, listing])),
    productsById: new Map(products.map((product) => [product.id, product])),
    goods: await knowGoods(scope, products),
    prices: Map.groupBy(prices, ({ listingId }) => listingId),
    importedFrom: createdAt,
    mainCityId: store.cityId,
  };
}

function addListing(scope: Scope, { row, storeId, known }: { row: MarketplaceListing; storeId: string; known: Known }) {
  const found = productOfRow(row, known.goods);
  const product = found.product ?? createProduct(scope, row, found.sku);
  const listing = scope.em.create(Listing, {
    productId: product.id,
    storeId,
    sku: row.sku,
    ...shownBy(row),
    seenAt: scope.now(),
  });
  takePrices(scope, { listingId: listing.id, storeId, prices: [], row, mainCityId: known.mainCityId });
}

function createProduct(scope: Scope, row: MarketplaceListing, sku: string): Product {
  return scope.em.create(Product, {
    kind: 'goods',
    status: 'active',
    sku,
    nameRu: row.title.slice(0, 1024),
    brand: row.brand?.slice(0, 256) ?? null,
    category: row.category?.slice(0, 256) ?? null,
    imageUrl: row.imageUrl ?? null,
    priceTiyn: Math.round((row.priceTiyn ?? 0) / TIYN) * TIYN,
    tags: [],
    attributes: {},
  });
}

function updateListing(
  scope: Scope,
  { row, listing, known }: { row: MarketplaceListing; listing: Listing; known: Known },
): boolean {
  const product = known.productsById.get(listing.productId);
  const prices = known.prices.get(listing.id) ?? [];
  const price = takePrices(scope, {
    listingId: listing.id,
    storeId: listing.storeId,
    prices,
    row,
    mainCityId: known.mainCityId,
  });
  const changes = [
    price.hasChanged,
    assign(listing, shownBy(row)),
    product !== undefined && assign(product, described(row, product)),
  ];
  listing.seenAt = scope.now();
  if (product && price.defaultTiyn !== undefined) {
    product.priceTiyn = price.defaultTiyn;
  }

  return changes.some(Boolean);
}

/** What the marketplace alone decides about a listing. */
function shownBy(row: MarketplaceListing) {
  return {
    masterSku: row.masterSku?.slice(0, 64) ?? null,
    model: row.model.slice(0, 1024),
    isOnSale: row.isOnSale,
    points: [...row.availabilities],
    cityIds: row.cityPrices.map(({ cityId }) => cityId),
  };
}

/** The name, brand and category of the card; a picture of the seller's own stays. */
function described(row: MarketplaceListing, product: Product) {
  const isOwnImage = product.imageUrl?.startsWith('/media/') ?? false;
  return {
    nameRu: row.title.slice(0, 1024),
    ...(row.brand !== undefined && { brand: row.brand.slice(0, 256) }),
    ...(row.category !== undefined && { category: row.category.slice(0, 256) }),
    ...(row.imageUrl !== undefined && !isOwnImage && { imageUrl: row.imageUrl }),
  };
}

/** Sets what differs and tells whether anything did. */
function assign<Row extends object>(target: Row, values: Partial<Row>): boolean {
  const changed = Object.entries(values).filter(([key, value]) => differs(target[key as keyof Row], value));
  Object.assign(target, Object.fromEntries(changed));
  return changed.length > 0;
}
