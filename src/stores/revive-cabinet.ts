import { setTimeout as pause } from 'node:timers/promises';
import { isAppError } from '../kernel/errors.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type Claimed, holdingClaim, lockClaimed, takeClaim } from './cabinet-claim.ts';
import { adoptAccount, type KeptSignIn, keepSignIn, readSignIn } from './kept-sign-in.ts';
import { lockStore } from './lock-store.ts';
import type { ReauthReason, Store } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';
import './store.events.ts';
import type { CabinetLogin, CabinetMerchant, CabinetSession, CabinetSignIn } from './store.ports.ts';
import { readCabinetSession } from './store.queries.ts';
import type { StoreDeps } from './store-deps.ts';
import { openJson, openSecret } from './store-secrets.ts';

/** How often to look whether the sign-in that somebody else has begun is over. */
const LOOK_MS = 200;

/** Which store, and the session that the marketplace has just refused. */
export interface ExpiredCabinet {
  readonly storeId: string;
  readonly expired: CabinetSession;
}

/**
 * Signs in once more with the kept e-mail and password, without asking anybody; of many callers one signs in and all get
 * its session. Undefined when only the seller can: then the store says so and `store.needsReauth` was announced.
 * @throws store.notFound and the marketplace's outages, after which a later try may succeed
 */
export async function reviveCabinet(deps: StoreDeps, input: ExpiredCabinet): Promise<CabinetSession | undefined> {
  for (;;) {
    const turn = await deps.inCompany((scope) => takeTurn(scope, input));
    if (turn.kind === 'over') {
      return turn.session;
    }

    if (turn.kind === 'ours') {
      const { claim, companyId } = turn;
      const renewed = await holdingClaim(deps, { storeId: input.storeId, claim, companyId }, (claimed) =>
        signInSilently(deps, claimed, turn.way),
      );
      if (renewed !== 'dead-end') {
        return renewed;
      }
    } else {
      await pause(LOOK_MS, undefined, { ...(deps.signal && { signal: deps.signal }) });
    }
  }
}

/** The present session when it is alive, else a renewed one; undefined when only the seller can renew it. @throws as `reviveCabinet` */
export async function reviveUnlessAlive(deps: StoreDeps, storeId: string): Promise<CabinetSession | undefined> {
  const session = await deps.inCompany((scope) => readCabinetSession(scope, storeId));
  if (!session) {
    return undefined;
  }

  try {
    await deps.marketplace.cabinet.probe(session, deps.signal);
    return session;
  } catch (error) {
    if (!isExpired(error)) {
      throw error;
    }

    return reviveCabinet(deps, { storeId, expired: session });
  }
}

/** Tells whether the marketplace ended the session. */
export function isExpired(error: unknown): boolean {
  return isAppError(error) && error.code === 'marketplace.sessionExpired';
}

/** Marks that only the seller can open the cabinet, and announces it once. */
export function askSeller(scope: Scope, store: Store, reason: ReauthReason): void {
  if (store.needSeller(reason)) {
    scope.emit('store.needsReauth', { storeId: store.id, reason });
  }
}

type Turn =
  | { readonly kind: 'over'; readonly session: CabinetSession | undefined }
  | { readonly kind: 'busy' }
  | { readonly kind: 'ours'; readonly claim: string; readonly companyId: string; readonly way: Way };

/** What to sign in with, or a sign-in that was let in already and broke off before its merchant was seen. */
interface Way {
  readonly login: CabinetLogin;
  readonly step?: CabinetSignIn;
}

async function takeTurn(scope: Scope, { storeId, expired }: ExpiredCabinet): Promise<Turn> {
  const store = await lockStore(scope, storeId);
  const present = openJson<CabinetSession>(scope, 'cabinetSession', store.cabinetSession);
  if (!store.isActive || store.reauthReason) {
    return { kind: 'over', session: undefined };
  }

  if (present && present.cookies !== expired.cookies) {
    return { kind: 'over', session: present };
  }

  const way = findWay(scope, store);
  if (!way) {
    // A phone always needs a code by SMS, which nobody but the seller reads.
    askSeller(scope, store, store.cabinetLogin ? 'code_required' : 'credentials_missing');
    return { kind: 'over', session: undefined };
  }

  const claim = takeClaim(scope, store);
  return claim === undefined ? { kind: 'busy' } : { kind: 'ours', claim, companyId: scope.companyId, way };
}

function findWay(scope: Scope, store: Store): Way | undefined {
  const kept = readSignIn(scope, store);
  if (kept?.step.kind === 'signed-in') {
    return kept;
  }

  const email = openSecret(scope, 'cabinetLogin', store.cabinetLogin);
  const password = openSecret(scope, 'cabinetPassword', store.cabinetPassword);
  return email === undefined || password === undefined ? undefined : { login: { email, password } };
}

/** `dead-end`: the sign-in that had broken off leads nowhere and is forgotten; the kept login may still do. */
async function signInSilently(
  deps: StoreDeps,
  claimed: Claimed,
  way: Way,
): Promise<CabinetSession | 'dead-end' | undefined> {
  try {
    const login = { ...way.login, companyId: claimed.companyId };
    const step = way.step ?? (await deps.marketplace.cabinet.signIn(login, claimed.signal));
    if (step.kind === 'code-needed') {
      await deps.inCompany((scope) => refuse(scope, claimed, { reason: 'code_required', kept: { ...way, step } }));
      return undefined;
    }

    const merchants = await deps.marketplace.cabinet.merchants(step.session, claimed.signal);
    await deps.inCompany((scope) => adopt(scope, claimed, { login: way.login, session: step.session, merchants }));
    return step.session;
  } catch (error) {
    const reason = isAppError(error) ? refusals[error.code] : undefined;
    if (!reason) {
      throw error;
    }

    if (way.step) {
      await deps.inCompany(async (scope) => (await lockClaimed(scope, claimed)).dropSignIn());
      return 'dead-end';
    }

    await deps.inCompany((scope) => refuse(scope, claimed, { reason }));
    return undefined;
  }
}

const refusals: Readonly<Record<string, ReauthReason>> = {
  'marketplace.invalidCredentials': 'invalid_credentials',
  'marketplace.codeFlood': 'code_required',
  'marketplace.sessionExpired': 'code_required',
  'marketplace.noMerchant': 'credentials_missing',
  'store.otherMerchant': 'credentials_missing',
};

interface Renewal {
  readonly login: CabinetLogin;
  readonly session: CabinetSession;
  readonly merchants: readonly CabinetMerchant[];
}

/** @throws store.otherMerchant when the account has lost the store's merchant: its prices must not go elsewhere */
async function adopt(scope: Scope, claimed: Claimed, { merchants, ...account }: Renewal): Promise<void> {
  const store = await lockClaimed(scope, claimed);
  if (!merchants.some(({ uid }) => uid === store.merchantUid)) {
    throw storeErrors.otherMerchant({ store: store.name });
  }

  adoptAccount(scope, store, account);
}

interface Refusal {
  readonly reason: ReauthReason;
  readonly kept?: Pick<KeptSignIn, 'login' | 'step'>;
}

/** A code that is on its way anyway is kept: the seller only has to type it. */
async function refuse(scope: Scope, claimed: Claimed, { reason, kept }: Refusal): Promise<void> {
  const store = await lockClaimed(scope, claimed);
  if (kept) {
    keepSignIn(scope, store, kept);
  }

  askSeller(scope, store, reason);
}
