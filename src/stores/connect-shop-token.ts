import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { newStore } from './create-store.ts';
import { lockCompanyStores, lockStore } from './lock-store.ts';
import { Store } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';
import './store.events.ts';
import type { StoreDeps } from './store-deps.ts';
import { openSecret, sealSecret } from './store-secrets.ts';
import { type StoreView, viewStore } from './view-store.ts';

/** A token as the seller pasted it, and the store it is for; without one the store is found by the token or made. */
export interface TokenInput {
  readonly storeId?: string | undefined;
  readonly token: string;
  /** What a newly made store is called. */
  readonly name?: string | undefined;
}

/**
 * Tries the official token and keeps it sealed: from now on orders are read with it.
 * @throws store.tokenMalformed, store.notFound, store.tokenInUse, permission.forbidden, marketplace.tokenRejected,
 * marketplace.unreachable and the other outages
 */
export async function connectShopToken(deps: StoreDeps, input: TokenInput): Promise<StoreView> {
  const token = readToken(input.token);
  await deps.inCompany((scope) => assertConnectable(scope, input.storeId));
  await deps.marketplace.shopApi.probe(token, deps.signal);
  return deps.inCompany(async (scope) => {
    await assertConnectable(scope, input.storeId);
    const store = await storeFor(scope, { ...input, token });
    store.acceptToken(sealSecret(scope, 'apiToken', token));
    scope.emit('store.tokenConnected', { storeId: store.id });
    return viewStore(scope, store);
  });
}

/** What could be a token: printable, unspaced; anything else could not even be sent. */
function readToken(text: string): string {
  const token = text.trim();
  if (!/^[\x21-\x7e]{16,512}$/.test(token)) {
    throw storeErrors.tokenMalformed();
  }

  return token;
}

async function assertConnectable(scope: Scope, storeId: string | undefined): Promise<void> {
  assertCan(scope, 'stores.connect');
  if (storeId !== undefined) {
    await lockStore(scope, storeId);
  }
}

/** One token belongs to one store: reading its orders twice would tell each of them twice. */
async function storeFor(scope: Scope, { storeId, token, name }: TokenInput): Promise<Store> {
  await lockCompanyStores(scope);
  const stores = await scope.em.find(Store, { apiToken: { $ne: null } });
  const owner = stores.find((store) => openSecret(scope, 'apiToken', store.apiToken) === token);
  if (owner && storeId !== undefined && owner.id !== storeId) {
    throw storeErrors.tokenInUse({ store: owner.name });
  }

  const known = owner ?? (storeId === undefined ? undefined : await lockStore(scope, storeId));
  return known ?? newStore(scope, name ?? 'Kaspi');
}
