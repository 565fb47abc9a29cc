import { isAppError } from '../kernel/errors.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type Claimed, lockClaimed } from './cabinet-claim.ts';
import { lockCompanyStores, lockStore } from './lock-store.ts';
import { Store } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';
import './store.events.ts';
import type { CabinetMerchant, CabinetSession, MarketplacePoint } from './store.ports.ts';
import type { StoreDeps } from './store-deps.ts';
import { type StoreView, viewStore } from './view-store.ts';

/** Where a sign-in stands. A connected store may be another than the asked one: the one this merchant already had. */
export type CabinetStep =
  | { readonly kind: 'connected'; readonly store: StoreView }
  | { readonly kind: 'code-needed'; readonly storeId: string; readonly channel: 'email' | 'sms' }
  | { readonly kind: 'choose-merchant'; readonly storeId: string; readonly merchants: readonly CabinetMerchant[] };

/** A live session, and the merchant if the seller has chosen one. */
export interface Entry {
  readonly session: CabinetSession;
  readonly merchantUid?: string | undefined;
}

/**
 * With a kept session: finds the merchant, reads its points, and ties the store to it.
 * @throws store.otherMerchant, store.merchantNotFound, store.signInBusy and the marketplace's errors
 */
export async function enterCabinet(deps: StoreDeps, claimed: Claimed, entry: Entry): Promise<CabinetStep> {
  const { cabinet } = deps.marketplace;
  const merchants = await cabinet.merchants(entry.session, claimed.signal);
  const merchant = await pick(deps, claimed, { merchants, chosenUid: entry.merchantUid });
  if (!merchant) {
    return { kind: 'choose-merchant', storeId: claimed.storeId, merchants };
  }

  const points = await cabinet.listPoints(entry.session, merchant.uid, claimed.signal);
  const store = await deps.inCompany((scope) => tie(scope, claimed, { merchant, points }));
  return { kind: 'connected', store };
}

interface Choice {
  readonly merchants: readonly CabinetMerchant[];
  readonly chosenUid: string | undefined;
}

/** The session of a wrong account is not kept: it would be used for this store's prices. */
async function pick(deps: StoreDeps, claimed: Claimed, choice: Choice): Promise<CabinetMerchant | undefined> {
  try {
    return await deps.inCompany(async (scope) => pickMerchant(await lockClaimed(scope, claimed), choice));
  } catch (error) {
    if (isAppError(error) && error.code === 'store.otherMerchant') {
      await deps.inCompany(async (scope) => (await lockClaimed(scope, claimed)).forgetAccount());
    }

    throw error;
  }
}

/** A store that had a merchant keeps it; nobody but the seller chooses among several. */
function pickMerchant(store: Store, { merchants, chosenUid }: Choice): CabinetMerchant | undefined {
  const wanted = chosenUid ?? store.merchantUid ?? undefined;
  if (wanted === undefined) {
    return merchants.length === 1 ? merchants[0] : undefined;
  }

  if (store.merchantUid && store.merchantUid !== wanted) {
    throw storeErrors.otherMerchant({ store: store.name });
  }

  const found = merchants.find(({ uid }) => uid === wanted);
  if (!found) {
    throw chosenUid === undefined ? storeErrors.otherMerchant({ store: store.name }) : storeErrors.merchantNotFound();
  }

  return found;
}

interface Merchant {
  readonly merchant: CabinetMerchant;
  readonly points: MarketplacePoint[];
}

async function tie(scope: Scope, claimed: Claimed, { merchant, points }: Merchant): Promise<StoreView> {
  await lockCompanyStores(scope);
  const asked = await lockClaimed(scope, claimed);
  const known = await scope.em.findOne(Store, { kind: asked.kind, merchantUid: merchant.uid });
  const store = known && known.id !== asked.id ? await lockStore(scope, known.id) : asked;
  if (store !== asked) {
    store.takeOver(asked);
    scope.emit('store.merged', { storeId: store.id, fromStoreId: asked.id });
  }

  store.becomeMerchant({ uid: merchant.uid, name: merchant.name, points });
  scope.emit('store.cabinetConnected', { storeId: store.id });
  return viewStore(scope, store);
}
