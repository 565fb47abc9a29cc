import { assertCan } from '../companies/index.ts';
import { longId, shortId } from '../kernel/ids.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type ListingState, stateOf } from './listing-state.ts';
import { type ProductSearch, searchCondition } from './search-products.ts';

export { type ProductCard, productCard } from './product-card.ts';

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

// References are composite keys, which the typed query builder can't name; hence plain SQL. Row-level security holds.

/** Products by text, sku or barcode. @throws permission.forbidden */
export async function listProducts(scope: Scope, filter: ProductFilter = {}): Promise<ProductPage> {
  const total = await countProducts(scope, filter);
  const limit = Math.max(1, Math.min(filter.limit ?? 20, 100));
  const { sql, params } = searchCondition(filter);
  const before = filter.cursor === undefined ? null : (longId(filter.cursor) ?? null);
  const rows = await scope.em.execute<Omit<ProductItem, 'listings'>[]>(
    `select p.id, p.sku, p.name_ru as "nameRu", p.name_kk as "nameKk", p.name_en as "nameEn", p.kind, p.status,
       p.image_url as "imageUrl", p.price_tiyn::float8 as "priceTiyn"
     from products p where ${sql} and (?::uuid is null or p.id < ?) order by p.id desc limit ?`,
    [...params, before, before, limit + 1],
  );
  const page = rows.slice(0, limit);
  const listings = Map.groupBy(await listingsOf(scope, page), ({ productId }) => productId);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ ...row, listings: listings.get(row.id) ?? [] })),
    total,
    nextCursor: rows.length > limit && last ? shortId(last.id) : undefined,
  };
}

/** How many products a search finds. @throws permission.forbidden */
export async function countProducts(scope: Scope, search: ProductSearch = {}): Promise<number> {
  assertCan(scope, 'catalog.read');
  const { sql, params } = searchCondition(search);
  const [row] = await scope.em.execute<{ count: number }[]>(
    `select count(*)::int as count from products p where ${sql}`,
    [...params],
  );
  return row?.count ?? 0;
}

/** A listing of a store and the product it sells. */
export interface FoundListing {
  readonly id: string;
  readonly productId: string;
  readonly nameRu: string;
  readonly imageUrl: string | null;
}

/** The listing that an order line names by its sku in the store; undefined when we do not know it. */
export async function findListingBySku(scope: Scope, storeId: string, sku: string): Promise<FoundListing | undefined> {
  const [row] = await scope.em.execute<FoundListing[]>(
    `select l.id, l.product_id as "productId", p.name_ru as "nameRu", p.image_url as "imageUrl"
     from listings l join products p on p.company_id = l.company_id and p.id = l.product_id
     where l.store_id = ? and l.sku = ?`,
    [storeId, sku],
  );
  return row;
}

async function listingsOf(scope: Scope, products: readonly { id: string }[]): Promise<ListingItem[]> {
  if (products.length === 0) {
    return [];
  }

  const rows = await scope.em.execute<(Omit<ListingItem, 'state'> & Parameters<typeof stateOf>[0])[]>(
    `select l.id, l.product_id as "productId", l.store_id as "storeId", l.master_sku as "masterSku",
       l.is_on_sale as "isOnSale", r.current_tiyn::float8 as "currentTiyn"
     from listings l
     left join listing_prices r on r.company_id = l.company_id and r.listing_id = l.id and r.city_id is null
     where l.product_id in (?) order by l.id`,
    [products.map(({ id }) => id)],
  );
  return rows.map(({ id, productId, storeId, currentTiyn, ...listing }) => ({
    id,
    productId,
    storeId,
    state: stateOf(listing),
    currentTiyn,
  }));
}
