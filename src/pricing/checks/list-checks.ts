import type { Scope } from '../../platform/db/scope.ts';
import { FARTHEST_CHECK_SECONDS, sellable } from './due-stores.ts';

/** A listing price to look at now. */
export interface Check {
  readonly listingPriceId: string;
  readonly masterSku: string;
  readonly cityId: string;
  /** When it fell due, ISO 8601. */
  readonly dueAt: string;
}

/** Most checks that one scope reads, and writes. */
export const MOST_CHECKS = 200;

interface CheckRow {
  readonly id: string;
  readonly master_sku: string | null;
  readonly city_id: string;
  readonly due_at: string;
  readonly is_sellable: boolean;
}

/**
 * The store's most overdue checks, those with priority first, at most 200. Nothing is taken: only who holds the store may
 * look, and what is not written down is still due. Prices that can't be looked up any more drop out until something wakes them.
 */
export async function listChecks(scope: Scope, storeId: string): Promise<Check[]> {
  await bringBackTheLost(scope, storeId);
  const due = (isPriority: boolean) =>
    `(select id, listing_id, city_id, next_check_at, is_priority from listing_prices
       where store_id = ? and ${isPriority ? '' : 'not '}is_priority and next_check_at <= ? order by next_check_at limit ${MOST_CHECKS})`;
  const rows = await scope.em.execute<CheckRow[]>(
    `select p.id, l.master_sku, coalesce(p.city_id, s.city_id) as city_id, p.next_check_at as due_at, (${sellable}) as is_sellable
       from (${due(true)} union all ${due(false)}) p
       join listings l on l.id = p.listing_id join stores s on s.id = l.store_id
       order by p.is_priority desc, p.next_check_at limit ${MOST_CHECKS}`,
    [storeId, scope.now(), storeId, scope.now()],
  );
  const [checkable, dropped] = [rows.filter(isCheckable), rows.filter((row) => !isCheckable(row))];
  if (dropped.length > 0) {
    await scope.em.execute('update listing_prices set next_check_at = null where id = any(?::uuid[])', [
      `{${dropped.map(({ id }) => id).join(',')}}`,
    ]);
    return checkable.length === 0 ? listChecks(scope, storeId) : checkable.map(toCheck);
  }
  return checkable.map(toCheck);
}

function isCheckable(row: CheckRow): row is CheckRow & { readonly master_sku: string } {
  return row.is_sellable && row.master_sku !== null;
}

function toCheck(row: CheckRow & { readonly master_sku: string }): Check {
  return { listingPriceId: row.id, masterSku: row.master_sku, cityId: row.city_id, dueAt: row.due_at };
}

/** A clock that ran ahead for a while has put checks where nobody would look for days. */
async function bringBackTheLost(scope: Scope, storeId: string): Promise<void> {
  await scope.em.execute(
    `update listing_prices set next_check_at = ? where store_id = ? and is_priority in (true, false)
       and next_check_at > ?::timestamptz + make_interval(secs => ${FARTHEST_CHECK_SECONDS})`,
    [scope.now(), storeId, scope.now()],
  );
}
