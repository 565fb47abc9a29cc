import { setTimeout as pause } from 'node:timers/promises';
import { isAppError } from '../kernel/errors.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type Claimed, holdingClaim, lockClaimed, takeClaim } from './cabinet-claim.ts';
import { keepPending } from './cabinet-pending.ts';
import { lockStore } from './lock-store.ts';
import type { ReauthReason, Store } from './store.entity.ts';
import './store.events.ts';
import type { CabinetPending, CabinetSession } from './store.ports.ts';
import { readCabinetSession } from './store.queries.ts';
import type { StoreDeps } from './store-deps.ts';
import { openJson, openSecret, sealSecret } from './store-secrets.ts';

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
      return holdingClaim(deps, { storeId: input.storeId, claim: turn.claim }, (claimed) =>
        signInSilently(deps, claimed, turn),
      );
    }

    await pause(LOOK_MS, undefined, { ...(deps.signal && { signal: deps.signal }) });
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

type Credentials = { readonly email: string; readonly password: string };

type Turn =
  | { readonly kind: 'over'; readonly session: CabinetSession | undefined }
  | { readonly kind: 'busy' }
  | { readonly kind: 'ours'; readonly claim: string; readonly credentials: Credentials };

async function takeTurn(scope: Scope, { storeId, expired }: ExpiredCabinet): Promise<Turn> {
  const store = await lockStore(scope, storeId);
  const present = openJson<CabinetSession>(scope, 'cabinetSession', store.cabinetSession);
  if (!store.isActive || store.reauthReason) {
    return { kind: 'over', session: undefined };
  }

  if (present && present.cookies !== expired.cookies) {
    return { kind: 'over', session: present };
  }

  const email = openSecret(scope, 'cabinetLogin', store.cabinetLogin);
  const password = openSecret(scope, 'cabinetPassword', store.cabinetPassword);
  if (email === undefined || password === undefined) {
    // A phone always needs a code by SMS, which nobody but the seller reads.
    askSeller(scope, store, email === undefined ? 'credentials_missing' : 'code_required');
    return { kind: 'over', session: undefined };
  }

  const claim = takeClaim(scope, store);
  return claim === undefined ? { kind: 'busy' } : { kind: 'ours', claim, credentials: { email, password } };
}

async function signInSilently(
  deps: StoreDeps,
  claimed: Claimed,
  { credentials }: { readonly credentials: Credentials },
): Promise<CabinetSession | undefined> {
  try {
    const step = await deps.marketplace.cabinet.signIn(credentials, claimed.signal);
    if (step.kind === 'code-needed') {
      await deps.inCompany((scope) => refuse(scope, claimed, { reason: 'code_required', pending: step.pending }));
      return undefined;
    }

    await deps.inCompany(async (scope) => {
      const store = await lockClaimed(scope, claimed);
      store.enterCabinet(sealSecret(scope, 'cabinetSession', JSON.stringify(step.session)), scope.now());
    });
    return step.session;
  } catch (error) {
    const reason = isAppError(error) ? refusals[error.code] : undefined;
    if (!reason) {
      throw error;
    }

    await deps.inCompany((scope) => refuse(scope, claimed, { reason }));
    return undefined;
  }
}

const refusals: Readonly<Record<string, ReauthReason>> = {
  'marketplace.invalidCredentials': 'invalid_credentials',
  'marketplace.codeFlood': 'code_required',
};

/** A code that is on its way anyway is kept: the seller only has to type it. */
async function refuse(scope: Scope, claimed: Claimed, refusal: { reason: ReauthReason; pending?: CabinetPending }) {
  const store = await lockClaimed(scope, claimed);
  if (refusal.pending) {
    keepPending(scope, store, refusal.pending);
  }

  askSeller(scope, store, refusal.reason);
}
