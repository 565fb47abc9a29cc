import { isDeepStrictEqual } from 'node:util';
import { readPhone } from '../kernel/phone.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type Claimed, claimingCabinet, lockClaimed } from './cabinet-claim.ts';
import { type CabinetStep, enterCabinet } from './enter-cabinet.ts';
import { keepSignIn, readSignIn } from './kept-sign-in.ts';
import { storeErrors } from './store.errors.ts';
import type { CabinetLogin } from './store.ports.ts';
import type { StoreDeps } from './store-deps.ts';

/** Asked again within this time, the code that is on its way serves. */
const SAME_TAP_MS = 20_000;

/** Which store, and how its owner signs in at the marketplace. */
export interface SignInInput {
  readonly storeId: string;
  readonly login: CabinetLogin;
}

/**
 * Signs in to the merchant cabinet, or begins to: then a code is on its way, and `submitCabinetCode` goes on, also after
 * a restart. Login and session are kept sealed aside, and take the place of the former ones once the merchant is known to be the
 * store's.
 * @throws store.notFound, store.loginMalformed, store.phoneUnreadable, store.signInBusy, store.otherMerchant,
 * permission.forbidden, marketplace.invalidCredentials, marketplace.codeFlood, marketplace.noMerchant and the outages
 */
export async function startCabinetSignIn(deps: StoreDeps, input: SignInInput): Promise<CabinetStep> {
  const login = readLogin(input.login);
  return claimingCabinet(deps, input.storeId, async (claimed) => {
    const channel = await deps.inCompany((scope) => codeJustSent(scope, claimed, login));
    if (channel) {
      return { kind: 'code-needed', storeId: input.storeId, channel };
    }

    const step = await deps.marketplace.cabinet.signIn({ ...login, companyId: claimed.companyId }, claimed.signal);
    await deps.inCompany(async (scope) => keepSignIn(scope, await lockClaimed(scope, claimed), { login, step }));
    return step.kind === 'signed-in'
      ? enterCabinet(deps, claimed, { session: step.session })
      : { kind: 'code-needed', storeId: input.storeId, channel: step.channel };
  });
}

function readLogin(login: CabinetLogin): CabinetLogin {
  if ('phone' in login) {
    const phone = readPhone(login.phone);
    if (!phone) {
      throw storeErrors.phoneUnreadable();
    }

    return { phone };
  }

  const email = login.email.trim();
  if (!/^\S+@\S+\.\S+$/.test(email) || login.password === '') {
    throw storeErrors.loginMalformed();
  }

  return { email, password: login.password };
}

/** A second tap must not send a second code: then the first one, which the seller is about to type, would be void. */
async function codeJustSent(scope: Scope, claimed: Claimed, login: CabinetLogin) {
  const kept = readSignIn(scope, await lockClaimed(scope, claimed));
  const isFresh = kept !== undefined && scope.now().getTime() - kept.at < SAME_TAP_MS;
  return isFresh && kept.step.kind === 'code-needed' && isDeepStrictEqual(kept.login, login)
    ? kept.step.channel
    : undefined;
}
