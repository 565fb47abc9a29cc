import { readPhone } from '../kernel/phone.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type Claimed, claimingCabinet, lockClaimed } from './cabinet-claim.ts';
import { keepPending, readPending } from './cabinet-pending.ts';
import { type CabinetStep, enterCabinet } from './enter-cabinet.ts';
import { storeErrors } from './store.errors.ts';
import type { CabinetLogin, CabinetSignIn } from './store.ports.ts';
import type { StoreDeps } from './store-deps.ts';
import { openSecret, sealSecret } from './store-secrets.ts';

/** Asked again within this time, the code that is on its way serves. */
const SAME_TAP_MS = 20_000;

/** Which store, and how its owner signs in at the marketplace. */
export interface SignInInput {
  readonly storeId: string;
  readonly login: CabinetLogin;
}

/**
 * Signs in to the merchant cabinet, or begins to: then a code is on its way, and `submitCabinetCode` goes on, also after
 * a restart. The login and password are kept sealed once the marketplace has taken them.
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

    const step = await deps.marketplace.cabinet.signIn(login, claimed.signal);
    await deps.inCompany((scope) => keepStep(scope, claimed, { login, step }));
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
  const store = await lockClaimed(scope, claimed);
  const kept = readPending(scope, store);
  const [name, password] = 'phone' in login ? [login.phone] : [login.email, login.password];
  const isSame =
    kept?.pending.login === name && openSecret(scope, 'cabinetPassword', store.cabinetPassword) === password;
  return kept && isSame && scope.now().getTime() - kept.sentAt < SAME_TAP_MS ? kept.pending.channel : undefined;
}

/** What a sign-in leaves behind on its store. */
interface KeptStep {
  readonly login: CabinetLogin;
  readonly step: CabinetSignIn;
}

async function keepStep(scope: Scope, claimed: Claimed, { login, step }: KeptStep): Promise<void> {
  const store = await lockClaimed(scope, claimed);
  const [name, password] = 'phone' in login ? [login.phone, null] : [login.email, login.password];
  store.keepLogin({
    login: sealSecret(scope, 'cabinetLogin', name),
    password: password === null ? null : sealSecret(scope, 'cabinetPassword', password),
  });
  if (step.kind === 'signed-in') {
    store.enterCabinet(sealSecret(scope, 'cabinetSession', JSON.stringify(step.session)), scope.now());
    return;
  }

  keepPending(scope, store, step.pending);
}
