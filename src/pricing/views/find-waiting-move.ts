import type { Scope } from '../../platform/db/scope.ts';
import type { Wait } from '../moves/price-decision.entity.ts';

/** A decided price that has not left yet; money in tiyn. */
export interface WaitingPrice {
  readonly decisionId: string;
  readonly fromTiyn: number;
  readonly toTiyn: number;
  /** What it waits for; null: it leaves with the next prices. */
  readonly waitsFor: Wait | null;
  /** Until when its store may send nothing more, or rests; null where nobody knows. */
  readonly until: Date | null;
}

/** The decided price of a listing that waits, of its main price before those of cities; null when none does. */
export async function findWaitingMove(scope: Scope, listingId: string): Promise<WaitingPrice | null> {
  const [row] = await scope.em.execute<(Omit<WaitingPrice, 'until'> & { until: string | null })[]>(
    `select d.id as "decisionId", d.from_tiyn::float8 as "fromTiyn", d.to_tiyn::float8 as "toTiyn",
       d.waits_for as "waitsFor",
       case d.waits_for when 'budget' then sp.next_push_at when 'rest' then sp.push_rest_until end as until
     from price_decisions d join listing_prices p on p.company_id = d.company_id and p.id = d.listing_price_id
     left join store_pricings sp on sp.company_id = d.company_id and sp.store_id = d.store_id
     where d.listing_id = ? and d.state in ('held', 'proposed') order by p.city_id nulls first limit 1`,
    [listingId],
  );
  return row ? { ...row, until: row.until === null ? null : new Date(row.until) } : null;
}
