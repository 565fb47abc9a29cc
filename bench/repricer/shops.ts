import { Company } from '../../src/companies/company.entity.ts';
import { newId } from '../../src/kernel/ids.ts';
import { systemActor } from '../../src/kernel/scope.ts';
import type { Database } from '../../src/platform/db/database.ts';
import type { BoundInCompany } from '../../src/platform/db/scope.ts';
import { setStoreLimits } from '../../src/pricing/index.ts';

/** Shops to be made; money in tenge. */
export interface ShopsShape {
  readonly companies: number;
  readonly listings: number;
  /** The seller behind a company's store, by its number; the sku of each listing in the order of the cards. */
  readonly seller: (company: number) => { readonly uid: string; readonly skus: readonly string[] };
  readonly channel: 'cabinet' | 'none';
  readonly priceTenge: number | ((listing: number) => number);
  /** What a piece costs the seller; unknown if absent. */
  readonly costTenge?: (listing: number) => number;
  /** The minimum of a listing, by its number. */
  readonly minTenge: (listing: number) => number;
  readonly maxTenge: number;
  /** The guards of the store; as they are from the start if absent. */
  readonly guards?: 'off';
  /** The number of the card that a listing hangs on. */
  readonly card: (company: number, listing: number) => number;
}

/** A company with a store whose prices follow `always_first` round the clock. */
export interface Shop {
  readonly companyId: string;
  readonly storeId: string;
  readonly inCompany: BoundInCompany;
}

/** Makes companies with one store each and its listings, every price due at once. */
export async function seedShops({ inCompany: open }: Pick<Database, 'inCompany'>, shape: ShopsShape): Promise<Shop[]> {
  const shops: Shop[] = [];
  for (let company = 0; company < shape.companies; company += 1) {
    const companyId = newId();
    const inCompany: BoundInCompany = (work) => open(companyId, systemActor('bench'), work);
    const storeId = newId();
    await inCompany(async ({ em }) => {
      em.create(Company, { id: companyId, name: `Company ${company}`, language: 'ru' });
    });
    await inCompany(({ em }) => em.execute(storeSql, [storeId, companyId, shape.seller(company).uid]));
    await inCompany(({ em }) => em.execute(ruleSql, [newId(), companyId, storeId]));
    await inCompany(({ em }) => em.execute(pricingSql, [newId(), companyId, storeId, shape.channel]));
    if (shape.guards === 'off') {
      const limits = { storeId, maxMoveBps: null, maxStoreShareBps: null, warMoves: null };
      await inCompany((scope) => setStoreLimits(scope, limits));
    }
    await inCompany(({ em }) => em.execute(shelfSql, [rowsOf(company, shape), companyId, storeId]));
    shops.push({ companyId, storeId, inCompany });
  }
  return shops;
}

/** Makes every price due again, and forgets what was decided unless that is to be kept. */
export async function startOver(
  { inSystem }: Pick<Database, 'inSystem'>,
  { keepMoves = false }: { readonly keepMoves?: boolean } = {},
): Promise<void> {
  await inSystem('the bench starts over', async ({ em, now }) => {
    const due = new Date(now().getTime() - 1_000);
    await em.execute('update listing_prices set next_check_at = ?', [due]);
    await em.execute('update store_pricings set next_check_at = ?, rest_until = null', [due]);
    if (!keepMoves) {
      await em.execute("update price_decisions set state = 'replaced' where state in ('held', 'proposed')");
    }
  });
}

function rowsOf(company: number, shape: ShopsShape): string {
  const { skus } = shape.seller(company);
  return JSON.stringify(
    Array.from({ length: shape.listings }, (_, listing) => ({
      productId: newId(),
      listingId: newId(),
      priceId: newId(),
      sku: skus[listing] ?? `S-${listing}`,
      masterSku: String(200_000_000 + shape.card(company, listing)),
      name: `Товар ${shape.card(company, listing)}`,
      priceTiyn: (typeof shape.priceTenge === 'number' ? shape.priceTenge : shape.priceTenge(listing)) * 100,
      costTiyn: shape.costTenge ? shape.costTenge(listing) * 100 : null,
      minTiyn: shape.minTenge(listing) * 100,
      maxTiyn: shape.maxTenge * 100,
    })),
  );
}

const storeSql = `insert into stores (id, created_at, updated_at, company_id, kind, name, merchant_uid, cabinet_session)
  values (?, now(), now(), ?, 'kaspi', 'Store', ?, 'sealed')`;
const ruleSql = `insert into pricing_rules (id, created_at, updated_at, company_id, store_id, is_enabled, strategy,
    work_from_minute, work_to_minute, excluded_merchant_ids, friendly_merchant_ids)
  values (?, now(), now(), ?, ?, true, 'always_first', 0, 0, '{}', '{}')`;
const pricingSql = `insert into store_pricings (id, created_at, updated_at, company_id, store_id, channel, next_check_at)
  values (?, now(), now(), ?, ?, ?, now() - interval '1 second')`;
const shelfSql = `with rows as (select * from jsonb_to_recordset(?::jsonb) v("productId" uuid, "listingId" uuid,
      "priceId" uuid, "costTiyn" bigint, sku text, "masterSku" text, name text, "priceTiyn" bigint, "minTiyn" bigint, "maxTiyn" bigint)),
    place as (select ?::uuid as company_id, ?::uuid as store_id),
    goods as (insert into products (id, created_at, updated_at, company_id, sku, name_ru, price_tiyn, cost_tiyn, tags)
      select "productId", now(), now(), company_id, sku, name, "priceTiyn", "costTiyn", '{}' from rows, place),
    shelf as (insert into listings (id, created_at, updated_at, company_id, product_id, store_id, sku, master_sku, model, city_ids)
      select "listingId", now(), now(), company_id, "productId", store_id, sku, "masterSku", name, '{}' from rows, place)
  insert into listing_prices (id, created_at, updated_at, company_id, listing_id, store_id, current_tiyn, hand_set_tiyn,
      min_tiyn, max_tiyn, next_check_at)
    select "priceId", now(), now(), company_id, "listingId", store_id, "priceTiyn", "priceTiyn", "minTiyn", "maxTiyn",
      now() - interval '1 second' from rows, place`;
