import { assertCan } from '../companies/index.ts';
import { longId } from '../kernel/ids.ts';
import { rowsOf, type Scope } from '../platform/db/scope.ts';
import type { PointAvailability } from '../stores/index.ts';
import { catalogErrors } from './catalog.errors.ts';
import { stateOf } from './listing-state.ts';
import type { ProductSchema } from './product.entity.ts';

/** A product with everything a card shows; the id may be short. @throws catalog.productNotFound, permission.forbidden */
export async function productCard(scope: Scope, id: string) {
  assertCan(scope, 'catalog.read');
  const product = await rowsOf<typeof ProductSchema>(scope)
    .selectFrom('products')
    .select(['id', 'sku', 'nameRu', 'nameKk', 'nameEn', 'kind', 'status', 'imageUrl', 'priceTiyn', 'costTiyn'])
    .select([
      'weightGrams',
      'brand',
      'category',
      'barcode',
      'description',
      'tags',
      'attributes',
      'createdAt',
      'updatedAt',
    ])
    .where('id', '=', longId(id) ?? id)
    .executeTakeFirst();
  if (!product) {
    throw catalogErrors.productNotFound();
  }

  const listings = await scope.em.execute<ListingRow[]>(
    `select l.id, l.store_id as "storeId", s.name as "storeName", l.sku, l.master_sku as "masterSku", l.model,
       l.is_on_sale as "isOnSale", l.points, l.seen_at as "seenAt"
     from listings l join stores s on s.company_id = l.company_id and s.id = l.store_id
     where l.product_id = ? order by l.id`,
    [product.id],
  );
  const prices = Map.groupBy(await pricesOf(scope, product.id), ({ listingId }) => listingId);
  return {
    ...product,
    listings: listings.map((listing) => ({
      ...listing,
      seenAt: instant(listing.seenAt),
      state: stateOf(listing),
      prices: prices.get(listing.id) ?? [],
    })),
  };
}

/** A product with its listings and their prices. */
export type ProductCard = Awaited<ReturnType<typeof productCard>>;

interface ListingRow {
  readonly id: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly sku: string;
  readonly masterSku: string | null;
  readonly model: string;
  readonly isOnSale: boolean;
  readonly points: readonly PointAvailability[];
  readonly seenAt: string | null;
}

interface PriceRow {
  readonly id: string;
  readonly listingId: string;
  readonly cityId: string | null;
  readonly currentTiyn: number;
  readonly pendingTiyn: number | null;
  readonly minTiyn: number | null;
  readonly maxTiyn: number | null;
  readonly handSetTiyn: number;
  readonly rank: number | null;
  readonly offersCount: number | null;
  readonly leaderTiyn: number | null;
  readonly leaderName: string | null;
  readonly lastReason: string | null;
  readonly lastParams: Record<string, string | number>;
  readonly checkedAt: string | null;
  readonly nextCheckAt: string | null;
}

async function pricesOf(scope: Scope, productId: string) {
  const rows = await scope.em.execute<PriceRow[]>(
    `select r.id, r.listing_id as "listingId", r.city_id as "cityId", r.current_tiyn::float8 as "currentTiyn",
       r.pending_tiyn::float8 as "pendingTiyn", r.min_tiyn::float8 as "minTiyn", r.max_tiyn::float8 as "maxTiyn",
       r.hand_set_tiyn::float8 as "handSetTiyn", r.rank, r.offers_count as "offersCount",
       r.leader_tiyn::float8 as "leaderTiyn", r.leader_name as "leaderName", r.last_reason as "lastReason",
       r.last_params as "lastParams", r.checked_at as "checkedAt", r.next_check_at as "nextCheckAt"
     from listing_prices r join listings l on l.company_id = r.company_id and l.id = r.listing_id
     where l.product_id = ? order by r.id`,
    [productId],
  );
  return rows.map((row) => ({ ...row, checkedAt: instant(row.checkedAt), nextCheckAt: instant(row.nextCheckAt) }));
}

function instant(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}
