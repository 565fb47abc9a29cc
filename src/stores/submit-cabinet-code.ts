import { isAppError } from '../kernel/errors.ts';
import { type Claimed, claimingCabinet, lockClaimed } from './cabinet-claim.ts';
import { readPending } from './cabinet-pending.ts';
import { type CabinetStep, enterCabinet } from './enter-cabinet.ts';
import { storeErrors } from './store.errors.ts';
import type { CabinetSession } from './store.ports.ts';
import type { StoreDeps } from './store-deps.ts';
import { sealSecret } from './store-secrets.ts';

/**
 * Finishes a sign-in with the code that came by e-mail or SMS; of many at once one is sent.
 * @throws store.notFound, store.codeNotAwaited, store.codeTooLate, store.signInBusy, store.otherMerchant,
 * permission.forbidden, marketplace.codeWrong, marketplace.codeFlood, marketplace.noMerchant and the outages
 */
export async function submitCabinetCode(
  deps: StoreDeps,
  input: { readonly storeId: string; readonly code: string },
): Promise<CabinetStep> {
  return claimingCabinet(deps, input.storeId, async (claimed) => {
    const session = await exchange(deps, claimed, input.code);
    await deps.inCompany(async (scope) => {
      const store = await lockClaimed(scope, claimed);
      store.enterCabinet(sealSecret(scope, 'cabinetSession', JSON.stringify(session)), scope.now());
    });
    return enterCabinet(deps, claimed, { session });
  });
}

async function exchange(deps: StoreDeps, claimed: Claimed, code: string): Promise<CabinetSession> {
  const kept = await deps.inCompany(async (scope) => readPending(scope, await lockClaimed(scope, claimed)));
  if (!kept) {
    throw storeErrors.codeNotAwaited();
  }

  try {
    return await deps.marketplace.cabinet.submitCode(kept.pending, code, claimed.signal);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'marketplace.sessionExpired') {
      throw error;
    }

    // The marketplace has forgotten the half-done sign-in: no code can finish it any more.
    await deps.inCompany(async (scope) => (await lockClaimed(scope, claimed)).awaitCode(null));
    throw storeErrors.codeTooLate({}, error);
  }
}
