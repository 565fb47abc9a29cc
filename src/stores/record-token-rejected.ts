import type { Scope } from '../platform/db/scope.ts';
import { lockStore } from './lock-store.ts';
import './store.events.ts';
import { openSecret } from './store-secrets.ts';

/**
 * Notes that the marketplace refused the token that was used, and announces it once; a refusal of a token that was
 * replaced meanwhile is nothing. @throws store.notFound
 */
export async function recordTokenRejected(scope: Scope, input: { storeId: string; token?: string }): Promise<void> {
  const store = await lockStore(scope, input.storeId);
  if (input.token !== undefined && openSecret(scope, 'apiToken', store.apiToken) !== input.token) {
    return;
  }

  if (store.rejectToken(scope.now())) {
    scope.emit('store.tokenRejected', { storeId: store.id });
  }
}
