import type { Scope } from '../../platform/db/scope.ts';
import { checkable } from './due-stores.ts';

/** A listing price to look at now. */
export interface ClaimedCheck {
  readonly listingPriceId: string;
  readonly masterSku: string;
  readonly cityId: string;
}

const BATCH = 100;

/**
 * Takes the store's most overdue checks, at most 100. They are due again when the claim runs out, so a worker that dies
 * loses none, and no second worker takes them meanwhile.
 */
export async function claimChecks(
  scope: Scope,
  { storeId, claimSeconds }: { storeId: string; claimSeconds: number },
): Promise<ClaimedCheck[]> {
  const rows = await scope.em.execute<{ id: string; master_sku: string; city_id: string; due_at: string }[]>(
    `with due as (
       select p.id, l.master_sku, coalesce(p.city_id, s.city_id) as city_id, p.next_check_at as due_at from listing_prices p
         join listings l on l.company_id = p.company_id and l.id = p.listing_id
         join stores s on s.company_id = l.company_id and s.id = l.store_id
         where l.store_id = ? and p.next_check_at <= ? and ${checkable}
         order by p.next_check_at limit ? for update of p skip locked)
     update listing_prices p set next_check_at = ?::timestamptz + make_interval(secs => ?) from due where p.id = due.id
       returning p.id, due.master_sku, due.city_id, due.due_at`,
    [storeId, scope.now(), BATCH, scope.now(), claimSeconds],
  );
  return rows
    .sort((one, other) => Number(new Date(one.due_at)) - Number(new Date(other.due_at)))
    .map((row) => ({ listingPriceId: row.id, masterSku: row.master_sku, cityId: row.city_id }));
}
