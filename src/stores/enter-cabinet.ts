import { isAppError } from '../kernel/errors.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type Claimed, lockClaimed } from './cabinet-claim.ts';
import { adoptAccount, readSignIn } from './kept-sign-in.ts';
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

/** Failures after which the sign-in leads nowhere: only another login does. */
const DEAD_ENDS = new Set(['store.otherMerchant', 'marketplace.noMerchant', 'marketplace.sessionExpired']);

/**
 * With a live session: finds the merchant, reads its points, and ties the store to it; only then the account that was
 * signed in to takes the place of the store's former one.
 * @throws store.otherMerchant, store.merchantNotFound, store.signInBusy and the marketplace's errors
 */
export async function enterCabinet(deps: StoreDeps, claimed: Claimed, entry: Entry): Promise<CabinetStep> {
  try {
    return await enter(deps, claimed, entry);
  } catch (error) {
    if (isAppError(error) && DEAD_ENDS.has(error.code)) {
      await deps.inCompany(async (scope) => (await lockClaimed(scope, claimed)).dropSignIn());
    }

    throw error;
  }
}

async function enter(deps: StoreDeps, claimed: Claimed, { session, merchantUid }: Entry): Promise<CabinetStep> {
  const { cabinet } = deps.marketplace;
  const merchants = await cabinet.merchants(session, claimed.signal);
  const choice = { merchants, chosenUid: merchantUid };
  const merchant = await deps.inCompany(async (scope) => pickMerchant(await lockClaimed(scope, claimed), choice));
  if (!merchant) {
    return { kind: 'choose-merchant', storeId: claimed.storeId, merchants };
  }

  const points = await cabinet.listPoints(session, merchant.uid, claimed.signal);
  const store = await deps.inCompany((scope) => tie(scope, claimed, { merchant, points }));
  return { kind: 'connected', store };
}

interface Choice {
  readonly merchants: readonly CabinetMerchant[];
  readonly chosenUid: string | undefined;
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
  const kept = readSignIn(scope, asked);
  if (store !== asked) {
    store.takeOver(asked);
    scope.emit('store.merged', { storeId: store.id, fromStoreId: asked.id });
  }

  if (kept?.step.kind === 'signed-in') {
    adoptAccount(scope, store, { login: kept.login, session: kept.step.session });
  }

  store.becomeMerchant({ uid: merchant.uid, name: merchant.name, points });
  scope.emit('store.cabinetConnected', { storeId: store.id });
  return viewStore(scope, store);
}
