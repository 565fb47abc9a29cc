import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { storeErrors } from '../stores/index.ts';

/** Turns the reading of a store's orders on or off. @throws store.notFound, permission.forbidden */
export async function switchOrders(
  scope: Scope,
  input: { readonly storeId: string; readonly isEnabled: boolean },
): Promise<void> {
  assertCan(scope, 'stores.connect');
  const rows = await scope.em.execute<unknown[]>(
    'update stores set orders_enabled = ?, next_order_poll_at = null where id = ? returning id',
    [input.isEnabled, input.storeId],
  );
  if (rows.length === 0) {
    throw storeErrors.notFound();
  }
}
