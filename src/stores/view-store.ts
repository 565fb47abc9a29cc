import type { Scope } from '../platform/db/scope.ts';
import type { ReauthReason, Store } from './store.entity.ts';
import type { MarketplacePoint } from './store.ports.ts';
import { openSecret } from './store-secrets.ts';

/** Whether orders can be read. */
export type TokenState = 'missing' | 'connected' | 'rejected';

/** Whether listings and prices can be read and sent, and what is missing for that. */
export type CabinetState = 'missing' | 'code-needed' | 'merchant-needed' | 'connected' | 'needs-reauth';

/** A store as screens and the API show it; never a secret. */
export interface StoreView {
  readonly id: string;
  readonly kind: Store['kind'];
  readonly name: string;
  readonly isActive: boolean;
  readonly merchantUid: string | null;
  readonly cityId: string;
  readonly points: readonly MarketplacePoint[];
  readonly token: TokenState;
  readonly cabinet: CabinetState;
  readonly reauthReason: ReauthReason | null;
  /** Where the code goes: `a•••@shop.kz` or `+7 701 ••• •• 67`; absent before the first sign-in. */
  readonly loginHint: string | null;
  readonly authenticatedAt: Date | null;
}

/** The columns a view is made of. */
export type StoreRow = Pick<
  Store,
  | 'id'
  | 'kind'
  | 'name'
  | 'isActive'
  | 'cityId'
  | 'points'
  | 'merchantUid'
  | 'apiToken'
  | 'apiTokenRejectedAt'
  | 'cabinetLogin'
  | 'cabinetSession'
  | 'cabinetPending'
  | 'cabinetAuthenticatedAt'
  | 'reauthReason'
>;

/** What of a store may be shown. */
export function viewStore(scope: Pick<Scope, 'secrets' | 'companyId'>, store: StoreRow): StoreView {
  return {
    id: store.id,
    kind: store.kind,
    name: store.name,
    isActive: store.isActive,
    merchantUid: store.merchantUid ?? null,
    cityId: store.cityId,
    points: store.points,
    token: tokenState(store),
    cabinet: cabinetState(store),
    reauthReason: store.reauthReason ?? null,
    loginHint: hintOf(openSecret(scope, 'cabinetLogin', store.cabinetLogin)),
    authenticatedAt: store.cabinetAuthenticatedAt ?? null,
  };
}

function tokenState(store: StoreRow): TokenState {
  if (!store.apiToken) {
    return 'missing';
  }

  return store.apiTokenRejectedAt ? 'rejected' : 'connected';
}

function cabinetState(store: StoreRow): CabinetState {
  if (store.cabinetPending) {
    return 'code-needed';
  }

  if (store.reauthReason) {
    return 'needs-reauth';
  }

  if (!store.cabinetSession) {
    return 'missing';
  }

  return store.merchantUid ? 'connected' : 'merchant-needed';
}

function hintOf(login: string | undefined): string | null {
  if (login === undefined) {
    return null;
  }

  return login.includes('@')
    ? login.replace(/^(.).*@/, '$1•••@')
    : login.replace(/^(\+\d)(\d{3})\d+(\d{2})$/, '$1 $2 ••• •• $3');
}
