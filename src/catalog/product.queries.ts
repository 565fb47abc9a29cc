import { assertCan } from '../companies/index.ts';
import { longId, shortId } from '../kernel/ids.ts';
import { rowsOf, type Scope } from '../platform/db/scope.ts';
import type { StoreSchema } from '../stores/index.ts';
import { catalogErrors } from './catalog.errors.ts';
import type { ListingPriceSchema } from './listing-price.entity.ts';
import type { ListingSchema, ProductSchema } from './product.entity.ts';
import { type ProductSearch, productsLike } from './search-products.ts';

/** Which products to list; newest first, at most 100 at a time. */
export interface ProductFilter extends ProductSearch {
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of products. */
export interface ProductPage {
  readonly items: readonly ProductItem[];
  /** How many there are in all, whatever the page. */
  readonly total: number;
  readonly nextCursor: string | undefined;
}

/** A product in a list. */
export interface ProductItem {
  readonly id: string;
  readonly sku: string;
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
  readonly kind: 'goods' | 'service';
  readonly status: 'active' | 'archived';
  readonly imageUrl: string | null;
  /** The default price. */
  readonly priceTiyn: number;
  readonly listings: readonly ListingItem[];
}

/** A product in one store, with the store's main price. */
export interface ListingItem {
  readonly id: string;
  readonly productId: string;
  readonly storeId: string;
  readonly state: ListingState;
  readonly currentTiyn: number | null;
}

/** `no-card`: the marketplace does not have it yet, so it is neither sold nor repriced there. */
export type ListingState = 'no-card' | 'on-sale' | 'off-sale';

/** Products by text, sku or barcode. @throws permission.forbidden */
export async function listProducts(scope: Scope, filter: ProductFilter = {}): Promise<ProductPage> {
  const total = await countProducts(scope, filter);
  const limit = Math.max(1, Math.min(filter.limit ?? 20, 100));
  let found = productsLike(scope, filter)
    .select(['id', 'sku', 'nameRu', 'nameKk', 'nameEn', 'kind', 'status', 'imageUrl', 'priceTiyn'])
    .orderBy('id', 'desc')
    .limit(limit + 1);
  const before = filter.cursor === undefined ? undefined : longId(filter.cursor);
  if (before !== undefined) {
    found = found.where('id', '<', before);
  }

  const rows = await found.execute();
  const page = rows.slice(0, limit);
  const listings = await listingsOf(
    scope,
    page.map(({ id }) => id),
  );
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ ...row, listings: listings.filter(({ productId }) => productId === row.id) })),
    total,
    nextCursor: rows.length > limit && last ? shortId(last.id) : undefined,
  };
}

/** How many products a search finds. @throws permission.forbidden */
export async function countProducts(scope: Scope, search: ProductSearch = {}): Promise<number> {
  assertCan(scope, 'catalog.read');
  const row = await productsLike(scope, search)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** A listing that an order line or a price names by its sku in the store; undefined when we do not know it. */
export async function findListingBySku(
  scope: Scope,
  storeId: string,
  sku: string,
): Promise<{ id: string; productId: string; nameRu: string; imageUrl: string | null } | undefined> {
  return rowsOf<typeof ListingSchema | typeof ProductSchema>(scope)
    .selectFrom('listings')
    .innerJoin('products', 'products.id', 'listings.productId')
    .select(['listings.id', 'listings.productId', 'products.nameRu', 'products.imageUrl'])
    .where('listings.storeId', '=', storeId)
    .where('listings.sku', '=', sku)
    .executeTakeFirst();
}

/** A product with everything a card shows; the id may be short. @throws catalog.productNotFound, permission.forbidden */
export async function productCard(scope: Scope, id: string) {
  assertCan(scope, 'catalog.read');
  const product = await rowsOf<typeof ProductSchema>(scope)
    .selectFrom('products')
    .select(['id', 'sku', 'nameRu', 'nameKk', 'nameEn', 'kind', 'status', 'imageUrl', 'priceTiyn', 'costTiyn'])
    .select(['brand', 'category', 'barcode', 'description', 'tags', 'attributes', 'createdAt', 'updatedAt'])
    .where('id', '=', longId(id) ?? id)
    .executeTakeFirst();
  if (!product) {
    throw catalogErrors.productNotFound();
  }

  const listings = await rowsOf<typeof ListingSchema | typeof StoreSchema>(scope)
    .selectFrom('listings')
    .innerJoin('stores', 'stores.id', 'listings.storeId')
    .select(['listings.id', 'listings.storeId', 'stores.name as storeName', 'listings.sku', 'listings.masterSku'])
    .select(['listings.model', 'listings.isOnSale', 'listings.points', 'listings.seenAt'])
    .where('listings.productId', '=', product.id)
    .orderBy('listings.id')
    .execute();
  const prices = await pricesOf(
    scope,
    listings.map((listing) => listing.id),
  );
  return {
    ...product,
    listings: listings.map((listing) => ({
      ...listing,
      state: stateOf(listing),
      prices: prices.filter(({ listingId }) => listingId === listing.id),
    })),
  };
}

/** A product with its listings and their prices. */
export type ProductCard = Awaited<ReturnType<typeof productCard>>;

async function pricesOf(scope: Scope, listingIds: string[]) {
  if (listingIds.length === 0) {
    return [];
  }

  return rowsOf<typeof ListingPriceSchema>(scope)
    .selectFrom('listing_prices')
    .select(['id', 'listingId', 'cityId', 'currentTiyn', 'pendingTiyn', 'minTiyn', 'maxTiyn', 'handSetTiyn', 'rank'])
    .select(['offersCount', 'leaderTiyn', 'leaderName', 'lastReason', 'lastParams', 'checkedAt', 'nextCheckAt'])
    .where('listingId', 'in', listingIds)
    .orderBy('id')
    .execute();
}

async function listingsOf(scope: Scope, productIds: string[]): Promise<ListingItem[]> {
  if (productIds.length === 0) {
    return [];
  }

  const rows = await rowsOf<typeof ListingSchema | typeof ListingPriceSchema>(scope)
    .selectFrom('listings')
    .leftJoin('listing_prices', (join) =>
      join.onRef('listing_prices.listingId', '=', 'listings.id').on('listing_prices.cityId', 'is', null),
    )
    .select(['listings.id', 'listings.productId', 'listings.storeId', 'listings.masterSku', 'listings.isOnSale'])
    .select('listing_prices.currentTiyn')
    .where('listings.productId', 'in', productIds)
    .orderBy('listings.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    productId: row.productId,
    storeId: row.storeId,
    state: stateOf(row),
    currentTiyn: row.currentTiyn,
  }));
}

function stateOf(listing: { masterSku: string | null; isOnSale: boolean }): ListingState {
  if (listing.masterSku === null) {
    return 'no-card';
  }

  return listing.isOnSale ? 'on-sale' : 'off-sale';
}
