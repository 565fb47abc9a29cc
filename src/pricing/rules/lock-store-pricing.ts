import type { Scope } from '../../platform/db/scope.ts';

/**
 * Waits until nobody else writes the store's prices and decisions, and keeps others from it until the scope ends. A run
 * holds the store's row of settings while it writes; whoever is going to write prices or decisions and then to wake the
 * store takes it first, so that the two never wait for each other. A store may have no such row yet, hence the other lock.
 */
export async function lockStorePricing(scope: Scope, storeId: string): Promise<void> {
  await scope.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`pricing:${storeId}`]);
  await scope.em.execute('select 1 from store_pricings where store_id = ? for update', [storeId]);
}
