import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { lockStore } from './lock-store.ts';
import './store.events.ts';

/** Forgets a store's secrets and stops all work on it; connecting the same merchant again brings it back. @throws store.notFound, permission.forbidden */
export async function disconnectStore(scope: Scope, input: { readonly storeId: string }): Promise<void> {
  assertCan(scope, 'stores.connect');
  const store = await lockStore(scope, input.storeId);
  store.disconnect();
  scope.emit('store.disconnected', { storeId: store.id });
}
