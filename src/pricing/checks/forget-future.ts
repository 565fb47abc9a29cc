import type { Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from './seconds-after.ts';

/** Clocks of two machines may be so far apart; what lies further ahead was written by a clock that ran ahead. */
export const CLOCK_SLACK_SECONDS = 300;

/** Kaspi stops a shop for so long at most when it sends too much (contracts/kaspi.md 4.2). */
const LONGEST_BAN_SECONDS = 1_800;

/**
 * Brings back what a clock that ran ahead has put into a store's future: checks that nobody would look at for hours,
 * looks that seem newer than any to come, prices on their way that nobody would give up, changes that would use up the
 * budget of another day. Rests and changes count from now on, because the marketplace may really have seen them just now.
 */
export async function forgetFuture(scope: Scope, storeId: string): Promise<void> {
  const now = scope.now();
  const ban = secondsAfter(now, LONGEST_BAN_SECONDS);
  await scope.em.execute(
    `update store_pricings set ${notAfter(['rest_until', 'push_rest_until', 'next_push_at'])}, updated_at = ?
       from (select ?::timestamptz as latest) v where store_id = ?`,
    [now, ban, storeId],
  );
  await scope.em.execute(
    `update listing_prices set ${notAfter(['next_check_at', 'checked_at', 'pending_since'])}
       from (select ?::timestamptz as latest) v where store_id = ? and greatest(next_check_at, checked_at, pending_since) > v.latest`,
    [now, storeId],
  );
  await scope.em.execute(
    `update price_decisions set ${notAfter(['decided_at', 'pushed_at', 'settled_at'])}
       from (select ?::timestamptz as latest) v where store_id = ? and greatest(decided_at, pushed_at) > v.latest`,
    [now, storeId],
  );
}

/** What is empty stays empty; `least` would fill it. */
function notAfter(columns: readonly string[]): string {
  return columns
    .map((column) => `${column} = case when ${column} > v.latest then v.latest else ${column} end`)
    .join(', ');
}
