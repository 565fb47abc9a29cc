import { assertCan } from '../../companies/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { wakeStore } from '../checks/wake-store.ts';
import { furthest, heldRows } from '../views/held-rows.ts';
import { countHeldMoves } from '../views/list-held.ts';
import { tellViewChanges } from '../views/price-view.ts';
import { type AnsweredMove, MOST_NAMED, memberOf } from './question.events.ts';

/** Which held moves the seller allows together: what they were shown, and nothing that has come or grown since. */
export interface AllowedMoves {
  /** All stores of the company when left out. */
  readonly storeId?: string | undefined;
  /** The newest move that was shown. */
  readonly upToId: string;
  /** The furthest move that was shown, in percent of its present price. */
  readonly mostPercent: number;
}

/** Allows held moves together and announces it; answers how many were allowed, and how many wait on. */
export async function allowHeldMoves(
  scope: Scope,
  { storeId, upToId, mostPercent }: AllowedMoves,
): Promise<{ allowed: number; left: number }> {
  assertCan(scope, 'pricing.edit');
  // A run holds this row while it writes decisions, see lock-store-pricing.
  await scope.em.execute('select 1 from store_pricings where ?::uuid is null or store_id = ? order by id for update', [
    storeId ?? null,
    storeId ?? null,
  ]);
  const rows = await scope.em.execute<AllowedRow[]>(
    `update price_decisions set state = 'proposed', waits_for = null, approved_at = ?, updated_at = ?, version = version + 1
       where state = 'held' and waits_for = 'approval' and id in (select d.id ${heldRows}
         where d.waits_for = 'approval' and d.id <= ? and ${furthest} <= ? and (?::uuid is null or s.id = ?))
       returning id as "decisionId", store_id as "storeId", listing_id as "listingId",
         listing_price_id as "listingPriceId", from_tiyn::float8 as "fromTiyn", to_tiyn::float8 as "toTiyn"`,
    [scope.now(), scope.now(), upToId, mostPercent, storeId ?? null, storeId ?? null],
  );
  for (const [id, moves] of Map.groupBy(rows, (row) => row.storeId)) {
    await wakeStore(scope, { storeId: id, reason: 'push' });
    const named = moves.slice(0, MOST_NAMED).map(({ storeId: _, ...move }) => move);
    const facts = { storeId: id, answer: 'allow' as const, by: memberOf(scope.actor), count: moves.length };
    scope.emit('pricing.movesAnswered', { ...facts, moves: named });
  }
  tellViewChanges(
    scope,
    rows.map(({ listingId }) => listingId),
  );
  return { allowed: rows.length, left: (await countHeldMoves(scope, { storeId })).approval };
}

interface AllowedRow extends AnsweredMove {
  readonly storeId: string;
}
