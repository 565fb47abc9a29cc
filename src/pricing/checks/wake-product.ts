import { Listing } from '../../catalog/index.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { scheduleChecks } from '../rules/schedule-checks.ts';
import { wakeStore } from './wake-store.ts';

/** Has a product's prices looked at and sent again wherever its rules want that; what is watched already keeps its turn. */
export async function wakeProduct(scope: Scope, productId: string): Promise<void> {
  for (const { id, storeId } of await scope.em.find(Listing, { productId: pointingAt(scope, productId) })) {
    await scheduleChecks(scope, { storeId, listingId: id, only: 'unscheduled' });
    await wakeStore(scope, { storeId, reason: 'push' });
  }
}
