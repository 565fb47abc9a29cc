import { Listing } from '../../../catalog/index.ts';
import type { Scope } from '../../../platform/db/scope.ts';
import { Store } from '../../../stores/index.ts';
import { pricingErrors } from '../../pricing.errors.ts';

/** Most prices of one simulation. */
const LIMIT = 500;

/** Prices of a listing, of a store, or of the company; of one city or of all. */
export interface PriceChoice {
  readonly storeId?: string | undefined;
  readonly listingId?: string | undefined;
  readonly cityId?: string | undefined;
}

/** A price a rule is tried on; money in tiyn. */
export interface SimulatedPrice {
  readonly id: string;
  readonly listingId: string;
  readonly productId: string;
  readonly storeId: string;
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
  readonly masterSku: string | null;
  readonly cityId: string | null;
  /** Where the card is looked at. */
  readonly cardCityId: string;
  readonly ownMerchantId: string;
  readonly siblingMerchantIds: readonly string[];
  readonly currentTiyn: number;
  readonly minTiyn: number | null;
  readonly maxTiyn: number | null;
  readonly handSetTiyn: number;
}

/**
 * The chosen prices of active products, at most 500. @throws pricing.storeNotFound, pricing.listingNotFound,
 * pricing.simulationTooMany
 */
export async function listSimulatedPrices(scope: Scope, choice: PriceChoice): Promise<SimulatedPrice[]> {
  await assertChoice(scope, choice);
  const { storeId = null, listingId = null, cityId = null } = choice;
  const params = [storeId, storeId, listingId, listingId, cityId, cityId, cityId];
  const [counted] = await scope.em.execute<{ count: number }[]>(`select count(*)::int as count ${chosen}`, params);
  const { count = 0 } = counted ?? {};
  if (count > LIMIT) {
    throw pricingErrors.simulationTooMany({ count, limit: LIMIT });
  }

  const merchants = (await scope.em.find(Store, {})).flatMap(({ merchantUid }) => merchantUid ?? []);
  const rows = await scope.em.execute<Omit<SimulatedPrice, 'siblingMerchantIds'>[]>(
    `select p.id, l.id as "listingId", l.product_id as "productId", l.store_id as "storeId",
       product.name_ru as "nameRu", product.name_kk as "nameKk", product.name_en as "nameEn",
       l.master_sku as "masterSku", p.city_id as "cityId", coalesce(p.city_id, s.city_id) as "cardCityId",
       coalesce(s.merchant_uid, '') as "ownMerchantId", p.current_tiyn::float8 as "currentTiyn",
       p.min_tiyn::float8 as "minTiyn", p.max_tiyn::float8 as "maxTiyn", p.hand_set_tiyn::float8 as "handSetTiyn"
     ${chosen} order by p.id`,
    params,
  );
  return rows.map((row) => ({ ...row, siblingMerchantIds: merchants.filter((id) => id !== row.ownMerchantId) }));
}

async function assertChoice(scope: Scope, { storeId, listingId }: PriceChoice): Promise<void> {
  if (storeId !== undefined && !(await scope.em.findOne(Store, { id: storeId }))) {
    throw pricingErrors.storeNotFound();
  }

  if (listingId !== undefined && !(await scope.em.findOne(Listing, { id: listingId }))) {
    throw pricingErrors.listingNotFound();
  }
}

const chosen = `from listing_prices p join listings l on l.company_id = p.company_id and l.id = p.listing_id
  join products product on product.company_id = l.company_id and product.id = l.product_id and product.status = 'active'
  join stores s on s.company_id = l.company_id and s.id = l.store_id
  where (?::uuid is null or l.store_id = ?) and (?::uuid is null or l.id = ?)
    and (?::text is null or p.city_id = ? or (p.city_id is null and s.city_id = ?))`;
