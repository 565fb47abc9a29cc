import { assertCan } from '../companies/index.ts';
import { rowsOf, type Scope } from '../platform/db/scope.ts';
import type { StoreSchema } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';
import type { CabinetSession } from './store.ports.ts';
import { openJson, openSecret } from './store-secrets.ts';
import { type StoreView, viewStore } from './view-store.ts';

/** The company's stores, oldest first; disconnected ones only when asked for. @throws permission.forbidden */
export async function listStores(scope: Scope, filter: { withInactive?: boolean } = {}): Promise<StoreView[]> {
  assertCan(scope, 'stores.read');
  const rows = await storeRows(scope).orderBy('id').execute();
  return rows.filter((row) => row.isActive || filter.withInactive).map((row) => viewStore(scope, row));
}

/** One store, whether active or not. @throws store.notFound, permission.forbidden */
export async function findStore(scope: Scope, storeId: string): Promise<StoreView> {
  assertCan(scope, 'stores.read');
  return viewStore(scope, await storeRow(scope, storeId));
}

/** The store's official token, for calls only. @throws store.notFound, store.tokenMissing when absent or rejected */
export async function readShopToken(scope: Scope, storeId: string): Promise<string> {
  const row = await storeRow(scope, storeId);
  const token = openSecret(scope, 'apiToken', row.apiToken);
  if (token === undefined || row.apiTokenRejectedAt) {
    throw storeErrors.tokenMissing();
  }

  return token;
}

/** The store's cabinet session, for calls only; undefined when there is none or only the seller can renew it. */
export async function readCabinetSession(scope: Scope, storeId: string): Promise<CabinetSession | undefined> {
  const row = await storeRow(scope, storeId);
  const isUsable = row.isActive && !row.reauthReason;
  return isUsable ? openJson<CabinetSession>(scope, 'cabinetSession', row.cabinetSession) : undefined;
}

async function storeRow(scope: Scope, storeId: string) {
  const row = await storeRows(scope).where('id', '=', storeId).executeTakeFirst();
  if (!row) {
    throw storeErrors.notFound();
  }

  return row;
}

function storeRows(scope: Scope) {
  return rowsOf<typeof StoreSchema>(scope)
    .selectFrom('stores')
    .select([
      'id',
      'kind',
      'name',
      'isActive',
      'cityId',
      'points',
      'merchantUid',
      'apiToken',
      'apiTokenRejectedAt',
      'cabinetLogin',
      'cabinetSession',
      'cabinetPending',
      'cabinetAuthenticatedAt',
      'reauthReason',
    ]);
}
