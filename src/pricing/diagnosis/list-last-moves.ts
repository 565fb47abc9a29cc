import type { Scope } from '../../platform/db/scope.ts';
import type { DecisionState } from '../moves/price-decision.entity.ts';

/** One of a store's last price moves; money in tiyn. */
export interface LastMove {
  readonly at: Date;
  readonly sku: string;
  readonly fromTiyn: number;
  readonly toTiyn: number;
  readonly state: DecisionState;
  readonly failure: string | null;
}

/** A store's last price moves, newest first; at most `limit`. */
export async function listLastMoves(
  scope: Scope,
  { storeId, listingId, limit }: { storeId: string; listingId?: string | undefined; limit: number },
): Promise<LastMove[]> {
  const rows = await scope.em.execute<(Omit<LastMove, 'at'> & { at: string })[]>(
    `select d.decided_at as at, l.sku, d.from_tiyn::float8 as "fromTiyn", d.to_tiyn::float8 as "toTiyn", d.state, d.failure
      from price_decisions d join listings l on l.company_id = d.company_id and l.id = d.listing_id
      where d.store_id = ? and (?::uuid is null or d.listing_id = ?) order by d.decided_at desc, d.id desc limit ?`,
    [storeId, listingId ?? null, listingId ?? null, limit],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
