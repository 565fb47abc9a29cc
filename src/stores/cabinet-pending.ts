import type { Scope } from '../platform/db/scope.ts';
import type { Store } from './store.entity.ts';
import type { CabinetPending } from './store.ports.ts';
import { openJson, sealSecret } from './store-secrets.ts';

/** A half-done sign-in and when its code was sent, Unix milliseconds. */
export interface KeptPending {
  readonly pending: CabinetPending;
  readonly sentAt: number;
}

/** Keeps a half-done sign-in on its store. */
export function keepPending(scope: Scope, store: Store, pending: CabinetPending): void {
  const kept: KeptPending = { pending, sentAt: scope.now().getTime() };
  store.awaitCode(sealSecret(scope, 'cabinetPending', JSON.stringify(kept)));
}

/** The half-done sign-in of a store; undefined when no code is awaited. */
export function readPending(scope: Scope, store: Store): KeptPending | undefined {
  return openJson<KeptPending>(scope, 'cabinetPending', store.cabinetPending);
}
