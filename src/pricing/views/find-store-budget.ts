import type { Scope } from '../../platform/db/scope.ts';

/** How far a store's change budget goes. */
export interface StoreBudget {
  /** Changes that may leave in any 30 minutes. */
  readonly changes: number;
  /** When one more may leave; null when nothing waits. */
  readonly freeAt: Date | null;
}

/** A store's change budget; null for a store without a rule. */
export async function findStoreBudget(scope: Scope, storeId: string): Promise<StoreBudget | null> {
  const [row] = await scope.em.execute<{ changes: number; free_at: string | null }[]>(
    'select change_budget as changes, next_push_at as free_at from store_pricings where store_id = ?',
    [storeId],
  );
  return row ? { changes: row.changes, freeAt: row.free_at === null ? null : new Date(row.free_at) } : null;
}
