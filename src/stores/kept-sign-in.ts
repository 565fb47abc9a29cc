import type { Scope } from '../platform/db/scope.ts';
import type { Store } from './store.entity.ts';
import type { CabinetLogin, CabinetSession, CabinetSignIn } from './store.ports.ts';
import { openJson, sealSecret } from './store-secrets.ts';

/**
 * A sign-in that has not shown its merchant yet: it waits for its code, or was let in and waits for its merchant. What
 * the store works with stays untouched until then.
 */
export interface KeptSignIn {
  readonly login: CabinetLogin;
  readonly step: CabinetSignIn;
  /** When this step was reached, Unix milliseconds. */
  readonly at: number;
}

/** Keeps a half-done sign-in on its store. */
export function keepSignIn(scope: Scope, store: Store, { login, step }: Omit<KeptSignIn, 'at'>): void {
  const kept: KeptSignIn = { login, step, at: scope.now().getTime() };
  store.beginSignIn(sealSecret(scope, 'cabinetPending', JSON.stringify(kept)));
}

/** The half-done sign-in of a store; undefined when there is none. */
export function readSignIn(
  scope: Pick<Scope, 'secrets' | 'companyId'>,
  store: Pick<Store, 'cabinetPending'>,
): KeptSignIn | undefined {
  const kept = openJson<Partial<KeptSignIn>>(scope, 'cabinetPending', store.cabinetPending);
  // One that was kept in an older shape has to be begun anew.
  return kept?.login && kept.step ? (kept as KeptSignIn) : undefined;
}

/** Makes the account of a sign-in that has shown the store's own merchant the one the store works with. */
export function adoptAccount(
  scope: Scope,
  store: Store,
  { login, session }: { readonly login: CabinetLogin; readonly session: CabinetSession },
): void {
  const account = {
    login: sealSecret(scope, 'cabinetLogin', nameOf(login)),
    password: 'phone' in login ? null : sealSecret(scope, 'cabinetPassword', login.password),
    session: sealSecret(scope, 'cabinetSession', JSON.stringify(session)),
  };
  store.openCabinet(account, scope.now());
}

/** The e-mail or phone of a login. */
export function nameOf(login: CabinetLogin): string {
  return 'phone' in login ? login.phone : login.email;
}
