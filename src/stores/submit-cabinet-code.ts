import { isAppError } from '../kernel/errors.ts';
import { type Claimed, claimingCabinet, lockClaimed } from './cabinet-claim.ts';
import { type CabinetStep, enterCabinet } from './enter-cabinet.ts';
import { keepSignIn, readSignIn } from './kept-sign-in.ts';
import { storeErrors } from './store.errors.ts';
import type { CabinetLogin, CabinetSession } from './store.ports.ts';
import type { StoreDeps } from './store-deps.ts';

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
    const { login, session } = await exchange(deps, claimed, input.code);
    await deps.inCompany(async (scope) =>
      keepSignIn(scope, await lockClaimed(scope, claimed), { login, step: { kind: 'signed-in', session } }),
    );
    return enterCabinet(deps, claimed, { session });
  });
}

interface Exchanged {
  readonly login: CabinetLogin;
  readonly session: CabinetSession;
}

async function exchange(deps: StoreDeps, claimed: Claimed, code: string): Promise<Exchanged> {
  const kept = await deps.inCompany(async (scope) => readSignIn(scope, await lockClaimed(scope, claimed)));
  if (kept?.step.kind !== 'code-needed') {
    throw storeErrors.codeNotAwaited();
  }

  try {
    const session = await deps.marketplace.cabinet.submitCode(kept.step.pending, code, claimed.signal);
    return { login: kept.login, session };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'marketplace.sessionExpired') {
      throw error;
    }

    // The marketplace has forgotten the half-done sign-in: no code can finish it any more.
    await deps.inCompany(async (scope) => (await lockClaimed(scope, claimed)).dropSignIn());
    throw storeErrors.codeTooLate({}, error);
  }
}
