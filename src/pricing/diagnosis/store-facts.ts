import type { Scope } from '../../platform/db/scope.ts';
import type { ChangeBudget, DayOutcomes } from './funnel.ts';

/** What is known of a store besides its prices. */
export interface StoreFacts {
  readonly storeId: string;
  readonly storeName: string;
  readonly budget: ChangeBudget;
  readonly day: DayOutcomes;
}

/** Within which the marketplace counts a store's changes (contracts/kaspi.md 4.2). */
export const BUDGET_WINDOW_MINUTES = 30;

/** The company's stores (or the one meant), oldest first: change budget, and what became of the last day's moves. */
export async function listStoreFacts(scope: Scope, storeId: string | null): Promise<StoreFacts[]> {
  const rows = await scope.em.execute<StoreRow[]>(storesQuery, [
    ...[scope.now(), BUDGET_WINDOW_MINUTES, DEFAULT_BUDGET],
    ...[storeId, storeId],
  ]);
  return rows.map(({ id, name, limit, spent, freesAt, outcomes }) => ({
    storeId: id,
    storeName: name,
    budget: { limit, spent, left: Math.max(limit - spent, 0), freesAt: freesAt === null ? null : new Date(freesAt) },
    day: dayOf(outcomes ?? []),
  }));
}

/** Of a store that has no repricing row yet. */
const DEFAULT_BUDGET = 250;

interface StoreRow {
  readonly id: string;
  readonly name: string;
  readonly limit: number;
  readonly spent: number;
  readonly freesAt: string | null;
  readonly outcomes: readonly Outcome[] | null;
}

interface Outcome {
  readonly state: 'applied' | 'ignored' | 'failed';
  readonly failure: string | null;
  readonly count: number;
}

const storesQuery = `
  with clock as (select ?::timestamptz as now, make_interval(mins => ?) as budget_window, ?::int as default_limit)
  select s.id, s.name, budget.change_limit as "limit", pushed.spent,
    case when pushed.spent >= budget.change_limit then
      (select d.pushed_at + clock.budget_window from price_decisions d where d.company_id = s.company_id
        and d.store_id = s.id and d.pushed_at > clock.now - clock.budget_window
        order by d.pushed_at offset pushed.spent - budget.change_limit limit 1) end as "freesAt",
    (select json_agg(day) from (select d.state, case when d.state = 'failed' then d.failure end as failure,
        count(*)::int as count
      from price_decisions d where d.company_id = s.company_id and d.store_id = s.id
        and d.state in ('applied', 'ignored', 'failed') and d.decided_at > clock.now - interval '24 hours'
      group by 1, 2 order by 3 desc) day) as outcomes
  from stores s cross join clock
  left join store_pricings pricing on pricing.company_id = s.company_id and pricing.store_id = s.id
  cross join lateral (select coalesce(pricing.change_budget, clock.default_limit) as change_limit) budget
  cross join lateral (select count(*)::int as spent from price_decisions d where d.company_id = s.company_id
    and d.store_id = s.id and d.pushed_at > clock.now - clock.budget_window) pushed
  where ?::uuid is null or s.id = ? order by s.id`;

function dayOf(outcomes: readonly Outcome[]): DayOutcomes {
  const countOf = (state: Outcome['state']) =>
    outcomes.filter((outcome) => outcome.state === state).reduce((sum, { count }) => sum + count, 0);
  return {
    applied: countOf('applied'),
    ignored: countOf('ignored'),
    failed: countOf('failed'),
    failures: outcomes
      .filter(({ state }) => state === 'failed')
      .map(({ failure, count }) => ({ code: failure ?? 'unknown', count })),
  };
}
