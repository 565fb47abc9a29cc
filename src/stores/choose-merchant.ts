import type { Scope } from '../platform/db/scope.ts';
import { type Claimed, claimingCabinet, lockClaimed } from './cabinet-claim.ts';
import { type CabinetStep, enterCabinet } from './enter-cabinet.ts';
import { readSignIn } from './kept-sign-in.ts';
import { storeErrors } from './store.errors.ts';
import type { CabinetSession } from './store.ports.ts';
import type { StoreDeps } from './store-deps.ts';
import { openJson } from './store-secrets.ts';

/**
 * Ties a signed-in store to one of its account's merchants; without a choice it goes on where the sign-in broke off.
 * @throws store.notFound, store.cabinetMissing, store.merchantNotFound, store.otherMerchant, store.signInBusy,
 * permission.forbidden, marketplace.sessionExpired and the outages
 */
export async function chooseMerchant(
  deps: StoreDeps,
  input: { readonly storeId: string; readonly merchantUid?: string | undefined },
): Promise<CabinetStep> {
  return claimingCabinet(deps, input.storeId, async (claimed) => {
    const session = await deps.inCompany((scope) => readSession(scope, claimed));
    if (!session) {
      throw storeErrors.cabinetMissing();
    }

    return enterCabinet(deps, claimed, { session, merchantUid: input.merchantUid });
  });
}

/** The session of the sign-in that broke off; of a store that is through already, the one it works with. */
async function readSession(scope: Scope, claimed: Claimed): Promise<CabinetSession | undefined> {
  const store = await lockClaimed(scope, claimed);
  const kept = readSignIn(scope, store);
  return kept?.step.kind === 'signed-in'
    ? kept.step.session
    : openJson<CabinetSession>(scope, 'cabinetSession', store.cabinetSession);
}
