import type { Scope } from '../../platform/db/scope.ts';

/** So long somebody who has said no is left in peace about a price. */
const PEACE_SECONDS = 86_400;

/** Whether the seller has turned down a move of this price within a day. */
export async function wasRefusedLately(scope: Scope, listingPriceId: string): Promise<boolean> {
  const rows = await scope.em.execute<unknown[]>(
    `select 1 from price_decisions where listing_price_id = ? and state = 'rejected'
       and settled_at > ?::timestamptz - make_interval(secs => ${PEACE_SECONDS}) limit 1`,
    [listingPriceId, scope.now()],
  );
  return rows.length > 0;
}
