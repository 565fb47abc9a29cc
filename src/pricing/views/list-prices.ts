import type { Scope } from '../../platform/db/scope.ts';
import type { ReasonCode, ReasonParams } from '../decisions/decision.ts';
import type { Strategy } from '../rules/pricing-rule.entity.ts';
import { ruleOfPrice } from '../rules/rule-of-price.ts';

/** Which prices to list, in pages. */
export interface PriceFilter {
  readonly storeId?: string | undefined;
  readonly listingId?: string | undefined;
  /** Part of a name or a sku. */
  readonly search?: string | undefined;
  /** The last id of the page before. */
  readonly after?: string | undefined;
  /** 1 to 100; 20 if absent. */
  readonly limit?: number | undefined;
}

/** One price as screens and the API show it; money in tiyn. */
export interface PriceRow {
  readonly id: string;
  readonly listingId: string;
  readonly storeId: string;
  readonly productId: string;
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
  readonly imageUrl: string | null;
  readonly sku: string;
  readonly masterSku: string | null;
  readonly isOnSale: boolean;
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
  readonly lastReason: ReasonCode | null;
  readonly lastParams: ReasonParams;
  readonly checkedAt: Date | null;
  readonly nextCheckAt: Date | null;
  /** The rule the listing follows; null when neither it nor its store has one. */
  readonly rule: RuleSummary | null;
}

/** A rule in a few words. */
export interface RuleSummary {
  readonly source: 'listing' | 'store';
  /** Null where the rule stands for every city. */
  readonly cityId: string | null;
  readonly isEnabled: boolean;
  readonly strategy: Strategy;
  readonly stepTiyn: number;
  readonly topN: number;
}

/** A page of prices and the cursor of the next one. */
export interface PricePage {
  readonly prices: readonly PriceRow[];
  readonly next: string | null;
}

/** Prices of a store or of the company, oldest listing first, in keyset pages; archived products only when asked for by listing. */
export async function listPrices(scope: Scope, filter: PriceFilter = {}): Promise<PricePage> {
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 20), 1), 100);
  const rows = await selectPrices(scope, filter, limit + 1);
  const page = rows.slice(0, limit);
  return { prices: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

async function selectPrices(scope: Scope, filter: PriceFilter, limit: number): Promise<PriceRow[]> {
  const text = filter.search?.trim();
  const conditions: readonly (readonly [string, readonly unknown[]] | false)[] = [
    filter.storeId !== undefined && ['l.store_id = ?', [filter.storeId]],
    filter.listingId === undefined ? ["product.status = 'active'", []] : ['l.id = ?', [filter.listingId]],
    filter.after !== undefined && ['p.id > ?', [filter.after]],
    Boolean(text) && [
      "concat_ws(' ', product.name_ru, product.name_kk, product.name_en, l.sku) ilike ?",
      [`%${escapeLike(text ?? '')}%`],
    ],
  ];
  const given = conditions.filter((condition) => condition !== false);
  const where = given.map(([sql]) => sql).join(' and ');
  const rows = await scope.em.execute<StoredRow[]>(`${select} where ${where} order by p.id limit ?`, [
    ...given.flatMap(([, params]) => params),
    limit,
  ]);
  return rows.map((row) => ({
    ...row,
    checkedAt: row.checkedAt === null ? null : new Date(row.checkedAt),
    nextCheckAt: row.nextCheckAt === null ? null : new Date(row.nextCheckAt),
  }));
}

type StoredRow = Omit<PriceRow, 'checkedAt' | 'nextCheckAt'> & { checkedAt: string | null; nextCheckAt: string | null };

const select = `
  select p.id, l.id as "listingId", l.store_id as "storeId", product.id as "productId", product.name_ru as "nameRu",
    product.name_kk as "nameKk", product.name_en as "nameEn", product.image_url as "imageUrl", l.sku,
    l.master_sku as "masterSku", l.is_on_sale as "isOnSale", p.city_id as "cityId", p.current_tiyn::float8 as "currentTiyn",
    p.pending_tiyn::float8 as "pendingTiyn", p.min_tiyn::float8 as "minTiyn", p.max_tiyn::float8 as "maxTiyn",
    p.hand_set_tiyn::float8 as "handSetTiyn", p.rank, p.offers_count as "offersCount",
    p.leader_tiyn::float8 as "leaderTiyn", p.leader_name as "leaderName", p.last_reason as "lastReason",
    p.last_params as "lastParams", p.checked_at as "checkedAt", p.next_check_at as "nextCheckAt",
    case when rule.id is not null then jsonb_build_object('source',
      case when rule.listing_id is null then 'store' else 'listing' end, 'cityId', rule.city_id, 'isEnabled', rule.is_enabled,
      'strategy', rule.strategy, 'stepTiyn', rule.step_tiyn, 'topN', rule.top_n) end as rule
  from listing_prices p join listings l on l.company_id = p.company_id and l.id = p.listing_id
  join products product on product.company_id = l.company_id and product.id = l.product_id
  left join lateral ${ruleOfPrice} rule on true`;

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
