import type { Scope } from '../platform/db/scope.ts';
import { type KeptSignIn, nameOf, readSignIn } from './kept-sign-in.ts';
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
  /** What a sign-in that was begun waits for; a working connection goes on meanwhile. */
  readonly signIn: 'code' | 'merchant' | null;
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
  const kept = readSignIn(scope, store);
  const cabinet = cabinetState(store, kept);
  return {
    id: store.id,
    kind: store.kind,
    name: store.name,
    isActive: store.isActive,
    merchantUid: store.merchantUid ?? null,
    cityId: store.cityId,
    points: store.points,
    token: tokenState(store),
    cabinet,
    reauthReason: store.reauthReason ?? null,
    signIn: waitOf(kept),
    loginHint: hintOf(
      kept && cabinet !== 'connected' ? nameOf(kept.login) : openSecret(scope, 'cabinetLogin', store.cabinetLogin),
    ),
    authenticatedAt: store.cabinetAuthenticatedAt ?? null,
  };
}

function tokenState(store: StoreRow): TokenState {
  if (!store.apiToken) {
    return 'missing';
  }

  return store.apiTokenRejectedAt ? 'rejected' : 'connected';
}

/** A sign-in that was begun is told of only where nothing works meanwhile. */
function cabinetState(store: StoreRow, kept: KeptSignIn | undefined): CabinetState {
  if (store.cabinetSession && store.merchantUid && !store.reauthReason) {
    return 'connected';
  }

  if (kept) {
    return waitOf(kept) === 'code' ? 'code-needed' : 'merchant-needed';
  }

  return store.reauthReason ? 'needs-reauth' : 'missing';
}

function waitOf(kept: KeptSignIn | undefined): StoreView['signIn'] {
  if (!kept) {
    return null;
  }

  return kept.step.kind === 'code-needed' ? 'code' : 'merchant';
}

function hintOf(login: string | undefined): string | null {
  if (login === undefined) {
    return null;
  }

  return login.includes('@')
    ? login.replace(/^(.).*@/, '$1•••@')
    : login.replace(/^(\+\d)(\d{3})\d+(\d{2})$/, '$1 $2 ••• •• $3');
}
