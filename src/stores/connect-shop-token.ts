import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { newStore } from './create-store.ts';
import { lockCompanyStores, lockStore } from './lock-store.ts';
import { Store } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';
import './store.events.ts';
import type { StoreDeps } from './store-deps.ts';
import { isTokenOf, markToken, openSecret, sealSecret } from './store-secrets.ts';
import { type StoreView, viewStore } from './view-store.ts';

/** A token as the seller pasted it, and the store it is for; without one the store that has or had it is found, or one made. */
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
    store.acceptToken({ sealed: sealSecret(scope, 'apiToken', token), mark: markToken(scope, token) });
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

/** One token belongs to one store: reading its orders twice would tell each of them twice. A disconnected store's comes back. */
async function storeFor(scope: Scope, { storeId, token, name }: TokenInput): Promise<Store> {
  await lockCompanyStores(scope);
  const stores = await scope.em.find(Store, { $or: [{ apiTokenMark: { $ne: null } }, { apiToken: { $ne: null } }] });
  const owner = stores.find((store) => hasToken(scope, store, token));
  if (storeId === undefined || owner?.id === storeId) {
    return owner ?? newStore(scope, name ?? 'Kaspi');
  }

  if (owner?.isActive) {
    throw storeErrors.tokenInUse({ store: owner.name });
  }

  owner?.forgetTokenMark();
  return lockStore(scope, storeId);
}

/** A token from before tokens were marked is known by itself. */
function hasToken(scope: Scope, { apiToken, apiTokenMark }: Store, token: string): boolean {
  return apiTokenMark ? isTokenOf(scope, apiTokenMark, token) : openSecret(scope, 'apiToken', apiToken) === token;
}
