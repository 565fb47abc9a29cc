import type { Scope } from '../../platform/db/scope.ts';
import type { PointAvailability } from '../../stores/index.ts';
import type { RuleFacts } from '../decisions/decision.ts';
import type { ChannelKind, DecisionState } from '../moves/price-decision.entity.ts';
import { ruleOfPrice } from '../rules/rule-of-price.ts';
import { sellable } from './due-stores.ts';

/** The rule a price follows, as judging needs it. */
export type PriceRule = RuleFacts & {
  readonly isEnabled: boolean;
  readonly checkIntervalSeconds: number;
  readonly priorityIntervalSeconds: number;
  readonly workFromMinute: number;
  readonly workToMinute: number;
  readonly minProfitTiyn: number | null;
  readonly minProfitBps: number | null;
};

/** A listing price with all that judging it needs; locked until the scope ends. Money in tiyn. */
export interface LoadedPrice {
  readonly id: string;
  readonly listingId: string;
  readonly cityId: string | null;
  readonly currentTiyn: number;
  readonly pendingTiyn: number | null;
  readonly pendingSince: Date | null;
  readonly targetTiyn: number | null;
  readonly minTiyn: number | null;
  readonly maxTiyn: number | null;
  readonly handSetTiyn: number;
  readonly rank: number | null;
  readonly offersCount: number | null;
  readonly leaderTiyn: number | null;
  readonly leaderName: string | null;
  readonly lastReason: string | null;
  readonly lastParams: Record<string, string | number>;
  readonly checkedAt: Date | null;
  readonly nextCheckAt: Date | null;
  readonly isPriority: boolean;
  readonly isSellable: boolean;
  readonly costTiyn: number | null;
  readonly category: string | null;
  readonly weightGrams: number | null;
  readonly points: readonly PointAvailability[];
  readonly rule: PriceRule | null;
}

/** A decision about a price that is open, waits, or was made a short time ago. Money in tiyn. */
export interface LoadedDecision {
  readonly id: string;
  readonly listingPriceId: string;
  readonly decidedAt: Date;
  readonly fromTiyn: number;
  readonly toTiyn: number;
  readonly reason: string;
  readonly params: Record<string, string | number>;
  readonly rivalMerchantId: string | null;
  readonly rivalTiyn: number | null;
  readonly state: DecisionState;
  readonly attempt: number;
  readonly channel: ChannelKind | null;
  readonly pushedAt: Date | null;
  readonly approvedAt: Date | null;
}

/** Loads prices of a store by id and locks them, in one order. */
export async function loadPrices(scope: Scope, storeId: string, ids: readonly string[]): Promise<LoadedPrice[]> {
  const rows = await scope.em.execute<PriceRow[]>(`${selectPrices} order by p.id for update of p`, [
    storeId,
    `{${ids.join(',')}}`,
  ]);
  return rows.map((row) => ({
    ...row,
    pendingSince: row.pendingSince === null ? null : new Date(row.pendingSince),
    checkedAt: row.checkedAt === null ? null : new Date(row.checkedAt),
    nextCheckAt: row.nextCheckAt === null ? null : new Date(row.nextCheckAt),
  }));
}

/**
 * Decisions about these prices that are not over, or were made since the given instant; oldest first. Those that wait are
 * locked, so that the seller's answer is not overwritten.
 */
export async function loadDecisions(
  scope: Scope,
  { ids, since }: { ids: readonly string[]; since: Date },
): Promise<Map<string, LoadedDecision[]>> {
  await scope.em.execute(
    `select 1 from price_decisions where listing_price_id = any(?::uuid[]) and state in ('held', 'proposed')
       order by id for update`,
    [`{${ids.join(',')}}`],
  );
  const rows = await scope.em.execute<DecisionRow[]>(selectDecisions, [`{${ids.join(',')}}`, since]);
  const decisions = rows.map(
    (row): LoadedDecision => ({
      ...row,
      decidedAt: new Date(row.decidedAt),
      pushedAt: row.pushedAt === null ? null : new Date(row.pushedAt),
      approvedAt: row.approvedAt === null ? null : new Date(row.approvedAt),
    }),
  );
  return Map.groupBy(decisions, ({ listingPriceId }) => listingPriceId);
}

type PriceRow = Omit<LoadedPrice, 'pendingSince' | 'checkedAt' | 'nextCheckAt'> & {
  readonly checkedAt: string | null;
  readonly pendingSince: string | null;
  readonly nextCheckAt: string | null;
};

type DecisionRow = Omit<LoadedDecision, 'decidedAt' | 'pushedAt' | 'approvedAt'> & {
  readonly decidedAt: string;
  readonly pushedAt: string | null;
  readonly approvedAt: string | null;
};

const selectPrices = `
  select p.id, p.listing_id as "listingId", p.city_id as "cityId", p.current_tiyn::float8 as "currentTiyn",
    p.pending_tiyn::float8 as "pendingTiyn", p.pending_since as "pendingSince", p.target_tiyn::float8 as "targetTiyn",
    p.min_tiyn::float8 as "minTiyn", p.max_tiyn::float8 as "maxTiyn", p.hand_set_tiyn::float8 as "handSetTiyn", p.rank,
    p.offers_count as "offersCount", p.leader_tiyn::float8 as "leaderTiyn", p.leader_name as "leaderName",
    p.last_reason as "lastReason", p.last_params as "lastParams", p.checked_at as "checkedAt", p.next_check_at as "nextCheckAt",
    p.is_priority as "isPriority", (${sellable}) as "isSellable", goods.cost_tiyn::float8 as "costTiyn", goods.category,
    goods.weight_grams as "weightGrams",
    l.points, rule.facts as rule
  from listing_prices p join listings l on l.id = p.listing_id join products goods on goods.id = l.product_id
  join stores s on s.id = p.store_id
  left join lateral (select jsonb_build_object('isEnabled', r.is_enabled, 'strategy', r.strategy,
      'stepTiyn', r.step_tiyn, 'topN', r.top_n, 'rivalMerchantId', r.rival_merchant_id, 'belowFloor', r.below_floor,
      'excludedMerchantIds', to_jsonb(r.excluded_merchant_ids), 'friendlyMerchantIds', to_jsonb(r.friendly_merchant_ids),
      'filters', jsonb_build_object('minRatingTenths', r.min_rating_tenths, 'maxDeliveryDays', r.max_delivery_days,
        'skipsPreorder', r.skips_preorder, 'onlyInCity', r.only_in_city),
      'parameters', r.parameters, 'checkIntervalSeconds', r.check_interval_seconds,
      'priorityIntervalSeconds', r.priority_interval_seconds, 'workFromMinute', r.work_from_minute,
      'workToMinute', r.work_to_minute, 'minProfitTiyn', r.min_profit_tiyn, 'minProfitBps', r.min_profit_bps) as facts
    from ${ruleOfPrice} r) rule on true
  where p.store_id = ? and p.id = any(?::uuid[])`;

const selectDecisions = `
  select id, listing_price_id as "listingPriceId", decided_at as "decidedAt", from_tiyn::float8 as "fromTiyn",
    to_tiyn::float8 as "toTiyn", reason, params, rival_merchant_id as "rivalMerchantId", rival_tiyn::float8 as "rivalTiyn",
    state, attempt, channel, pushed_at as "pushedAt", approved_at as "approvedAt"
  from price_decisions where listing_price_id = any(?::uuid[])
    and (decided_at > ? or state in ('held', 'proposed', 'pushing', 'pending', 'unknown')) order by decided_at, id`;
