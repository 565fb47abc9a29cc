import type { SystemScope } from '../../platform/db/scope.ts';

/** How many proxies a company has now, and how many are lacking. */
export interface AssignedProxies {
  readonly assigned: number;
  readonly missing: number;
}

/**
 * Sees to it that a company has so many proxies for itself, the soundest free ones first. Those it has count, so a second
 * call adds none. Too few free ones are a warning in the answer, never an error.
 */
export async function assignProxies(
  scope: SystemScope,
  { companyId, count }: { companyId: string; count: number },
): Promise<AssignedProxies> {
  // Two assignments to one company at once would each fill the same gap.
  await scope.em.execute(`select pg_advisory_xact_lock(hashtext('sauda.proxies'))`);
  const [row] = await scope.em.execute<{ has: number; given: number }[]>(
    `with own as (select count(*)::int as has from proxies where assigned_company_id = ? and status <> 'retired'),
      free as (select id from proxies where assigned_company_id is null and status <> 'retired'
        order by status, failures_in_row, id limit greatest(0, ?::int - (select has from own)) for update),
      given as (update proxies p set assigned_company_id = ?, updated_at = ? from free where p.id = free.id returning 1)
     select (select has from own) as has, (select count(*)::int from given) as given`,
    [companyId, count, companyId, scope.now()],
  );
  const assigned = (row?.has ?? 0) + (row?.given ?? 0);
  return { assigned, missing: Math.max(0, count - assigned) };
}
