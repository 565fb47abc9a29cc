import type { Scope } from '../../platform/db/scope.ts';
import type { ReasonCode, ReasonParams } from '../decisions/decision.ts';
import type { Wait } from '../moves/price-decision.entity.ts';
import { furthest, heldRows } from './held-rows.ts';

/** For which question a move waits: its own, or the one about the whole store. */
export type HeldWait = Extract<Wait, 'approval' | 'mass'>;

/** Which held moves to list, in pages. */
export interface HeldFilter {
  readonly storeId?: string | undefined;
  readonly decisionId?: string | undefined;
  readonly waitsFor?: HeldWait | undefined;
  /** The last id of the page before. */
  readonly after?: string | undefined;
  /** 1 to 100; 20 if absent. */
  readonly limit?: number | undefined;
}

/** A move that waits for the seller's word; money in tiyn. */
export interface HeldMove {
  readonly decisionId: string;
  readonly listingId: string;
  readonly listingPriceId: string;
  readonly productId: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
  readonly sku: string;
  /** Null is the store's main price. */
  readonly cityId: string | null;
  readonly fromTiyn: number;
  readonly toTiyn: number;
  readonly reason: ReasonCode;
  readonly params: ReasonParams;
  readonly waitsFor: HeldWait;
  readonly decidedAt: Date;
  readonly minTiyn: number | null;
  readonly costTiyn: number | null;
  /** How far a move of this store may go unasked, in hundredths of a percent; null = any. */
  readonly maxMoveBps: number | null;
}

/** A page of held moves and the cursor of the next one. */
export interface HeldPage {
  readonly moves: readonly HeldMove[];
  readonly next: string | null;
}

/** Moves that wait for the seller's word, those that have waited longest first, in keyset pages. */
export async function listHeldMoves(scope: Scope, filter: HeldFilter = {}): Promise<HeldPage> {
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 20), 1), 100);
  const { sql, params } = conditionOf(filter);
  const rows = await scope.em.execute<HeldRow[]>(`${select} where ${sql} order by d.id limit ?`, [
    ...params,
    limit + 1,
  ]);
  const moves = rows.slice(0, limit).map((row) => ({ ...row, decidedAt: new Date(row.decidedAt) }));
  return { moves, next: rows.length > limit ? (moves.at(-1)?.decisionId ?? null) : null };
}

/** How many moves wait, and how far they would go. */
export interface HeldCounts {
  /** Each waits for a word of its own. */
  readonly approval: number;
  /** They wait for the word on the whole store. */
  readonly mass: number;
  /** How many of the latter would make a price lower. */
  readonly massCuts: number;
  /** The furthest of those with a word of their own, in percent of its present price; null when none waits. */
  readonly furthestPercent: number | null;
  /** The newest of those; null when none waits. */
  readonly newestId: string | null;
}

/** Counts the moves of the company, or of one store, that wait for the seller's word. */
export async function countHeldMoves(
  scope: Scope,
  { storeId }: { storeId?: string | undefined } = {},
): Promise<HeldCounts> {
  const { sql, params } = conditionOf({ storeId });
  const [counts] = await scope.em.execute<HeldCounts[]>(
    `select count(*) filter (where d.waits_for = 'approval')::int as approval,
       count(*) filter (where d.waits_for = 'mass')::int as mass,
       count(*) filter (where d.waits_for = 'mass' and d.to_tiyn < d.from_tiyn)::int as "massCuts",
       max(${furthest}) filter (where d.waits_for = 'approval')::float8 as "furthestPercent",
       max(d.id::text) filter (where d.waits_for = 'approval') as "newestId"
     ${heldRows} where ${sql}`,
    params,
  );
  if (!counts) {
    throw new Error('an aggregate always answers one row');
  }

  return counts;
}

type HeldRow = Omit<HeldMove, 'decidedAt'> & { readonly decidedAt: string };

const select = `
  select d.id as "decisionId", d.listing_id as "listingId", d.listing_price_id as "listingPriceId",
    product.id as "productId", s.id as "storeId", s.name as "storeName", product.name_ru as "nameRu",
    product.name_kk as "nameKk", product.name_en as "nameEn", l.sku, p.city_id as "cityId",
    d.from_tiyn::float8 as "fromTiyn", d.to_tiyn::float8 as "toTiyn", d.reason, d.params, d.waits_for as "waitsFor",
    d.decided_at as "decidedAt", p.min_tiyn::float8 as "minTiyn", product.cost_tiyn::float8 as "costTiyn",
    (select sp.max_move_bps from store_pricings sp where sp.company_id = s.company_id and sp.store_id = s.id)
      as "maxMoveBps"
  ${heldRows}`;

function conditionOf({ storeId, decisionId, waitsFor, after }: HeldFilter): { sql: string; params: string[] } {
  const conditions: readonly (readonly [string, string | undefined])[] = [
    ['s.id = ?', storeId],
    ['d.id = ?', decisionId],
    ['d.waits_for = ?', waitsFor],
    ['d.id > ?', after],
  ];
  const given = conditions.flatMap(([sql, param]) => (param === undefined ? [] : [{ sql, param }]));
  return {
    sql: given.length === 0 ? 'true' : given.map(({ sql }) => sql).join(' and '),
    params: given.map(({ param }) => param),
  };
}
