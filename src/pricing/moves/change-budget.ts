import type { Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from '../checks/seconds-after.ts';
import type { StorePricing } from '../checks/store-pricing.entity.ts';

/** Kaspi counts changes over the last 30 minutes and stops all of them for as long when there are too many (contract 4.2). */
export const BUDGET_SECONDS = 1_800;

/** So many changes of every window are kept for prices that the seller sets by hand. */
const HAND_RESERVE = 5;

/** How many changes may still leave now, and when one more may; null while some may. */
export interface BudgetLeft {
  readonly byHand: number;
  readonly byRule: number;
  readonly nextByHandAt: Date | null;
  readonly nextByRuleAt: Date | null;
}

/**
 * What is left of a store's change budget, of which a price list takes nothing. The decisions themselves are its memory, so it survives every restart.
 */
export async function readBudget(
  scope: Scope,
  { storeId, changeBudget }: Pick<StorePricing, 'storeId' | 'changeBudget'>,
): Promise<BudgetLeft> {
  const ofRules = changeBudget - Math.min(HAND_RESERVE, Math.floor(changeBudget / 10));
  const [row] = await scope.em.execute<{ used: number; by_hand_at: string | null; by_rule_at: string | null }[]>(
    `with left_at as (select pushed_at, row_number() over (order by pushed_at desc) as place from price_decisions
       where store_id = ? and pushed_at > ? and channel = 'cabinet')
     select count(*)::int as used, min(pushed_at) filter (where place = ?) as by_hand_at,
       min(pushed_at) filter (where place = ?) as by_rule_at from left_at`,
    [storeId, secondsAfter(scope.now(), -BUDGET_SECONDS), changeBudget, ofRules],
  );
  const used = row?.used ?? 0;
  return {
    byHand: Math.max(0, changeBudget - used),
    byRule: Math.max(0, ofRules - used),
    nextByHandAt: freeAfter(row?.by_hand_at),
    nextByRuleAt: freeAfter(row?.by_rule_at),
  };
}

function freeAfter(pushedAt: string | null | undefined): Date | null {
  return pushedAt ? secondsAfter(new Date(pushedAt), BUDGET_SECONDS) : null;
}
