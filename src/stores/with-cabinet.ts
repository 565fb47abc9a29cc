import { assertCan } from '../companies/index.ts';
import type { BoundInCompany, Scope } from '../platform/db/scope.ts';
import { lockStore } from './lock-store.ts';
import { askSeller, isExpired, reviveCabinet, reviveUnlessAlive } from './revive-cabinet.ts';
import { storeErrors } from './store.errors.ts';
import type { CabinetSession, Marketplace, MarketplacePoint } from './store.ports.ts';
import { findStore, readCabinetSession } from './store.queries.ts';
import type { StoreDeps } from './store-deps.ts';
import { openJson } from './store-secrets.ts';
import type { StoreView } from './view-store.ts';

/** What calls to the cabinet need to know of the store. */
export interface CabinetStore {
  readonly id: string;
  readonly merchantUid: string;
  readonly cityId: string;
  readonly points: readonly MarketplacePoint[];
}

/**
 * Runs work with the store's live session; when that turns out to be over, signs in once more by itself and repeats the
 * work once, from its beginning. Call it outside of any scope.
 * @throws store.notFound, store.cabinetMissing, store.needsReauth, and what the work throws
 */
export async function withCabinet<Result>(
  deps: StoreDeps,
  storeId: string,
  work: (session: CabinetSession, store: CabinetStore) => Promise<Result>,
): Promise<Result> {
  const { session, store } = await deps.inCompany((scope) => openCabinet(scope, storeId));
  try {
    return await work(session, store);
  } catch (error) {
    if (!isExpired(error)) {
      throw error;
    }
  }

  await reviveCabinet(deps, { storeId, expired: session });
  const renewed = await deps.inCompany((scope) => openCabinet(scope, storeId));
  try {
    return await work(renewed.session, renewed.store);
  } catch (error) {
    throw isExpired(error) ? await giveUp(deps, storeId) : error;
  }
}

/** Asks the marketplace whether the session is alive and renews it if it can. @throws as `withCabinet`, permission.forbidden */
export async function recheckCabinet(deps: StoreDeps, input: { readonly storeId: string }): Promise<StoreView> {
  await deps.inCompany(async (scope) => assertCan(scope, 'stores.connect'));
  await withCabinet(deps, input.storeId, (session) => deps.marketplace.cabinet.probe(session, deps.signal));
  return deps.inCompany((scope) => findStore(scope, input.storeId));
}

/** The cabinet's doors as the repricer wants them. */
export function createCabinetAccess(marketplace: Pick<Marketplace, 'shopApi' | 'cabinet'>) {
  return {
    /** The store's session; undefined when there is none. @throws store.notFound */
    readSession: (scope: Scope, storeId: string): Promise<CabinetSession | undefined> =>
      readCabinetSession(scope, storeId),
    /** A live session; undefined when that needs the seller. @throws the marketplace's outages */
    revive: (inCompany: BoundInCompany, storeId: string, signal: AbortSignal): Promise<CabinetSession | undefined> =>
      reviveUnlessAlive({ inCompany, marketplace, signal }, storeId),
    /** Notes that a renewed session was refused as well, so that only the seller can help. */
    giveUp: async (inCompany: BoundInCompany, storeId: string): Promise<void> => {
      await giveUp({ inCompany }, storeId);
    },
  };
}

/** A session that is over the moment it was made would be renewed for ever. */
async function giveUp(deps: Pick<StoreDeps, 'inCompany'>, storeId: string): Promise<Error> {
  await deps.inCompany(async (scope) => askSeller(scope, await lockStore(scope, storeId), 'code_required'));
  return storeErrors.needsReauth({ reason: 'code_required' });
}

async function openCabinet(scope: Scope, storeId: string): Promise<{ session: CabinetSession; store: CabinetStore }> {
  const store = await lockStore(scope, storeId);
  if (store.reauthReason) {
    throw storeErrors.needsReauth({ reason: store.reauthReason });
  }

  const session = openJson<CabinetSession>(scope, 'cabinetSession', store.cabinetSession);
  if (!store.isActive || !session || !store.merchantUid) {
    throw storeErrors.cabinetMissing();
  }

  const { id, merchantUid, cityId, points } = store;
  return { session, store: { id, merchantUid, cityId, points } };
}
