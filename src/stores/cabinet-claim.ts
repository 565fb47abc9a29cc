import { assertCan } from '../companies/index.ts';
import { newId } from '../kernel/ids.ts';
import type { Scope } from '../platform/db/scope.ts';
import { lockStore } from './lock-store.ts';
import { marketplaceErrors } from './marketplace.errors.ts';
import type { Store } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';
import type { StoreDeps } from './store-deps.ts';

/** How long a sign-in may hold an account; a killed process gives it back after this. */
const CLAIM_MS = 60_000;
/** The network part ends before the claim does. */
const NETWORK_MS = 50_000;

/** A sign-in that holds the account of a store. */
export interface Claimed {
  readonly storeId: string;
  readonly claim: string;
  readonly companyId: string;
  readonly signal: AbortSignal;
}

/**
 * Runs a seller's sign-in step while nobody else signs in to the same account.
 * @throws store.notFound, store.signInBusy, permission.forbidden, and what the work throws
 */
export async function claimingCabinet<Result>(
  deps: StoreDeps,
  storeId: string,
  work: (claimed: Claimed) => Promise<Result>,
): Promise<Result> {
  const taken = await deps.inCompany(async (scope) => {
    assertCan(scope, 'stores.connect');
    const claim = takeClaim(scope, await lockStore(scope, storeId));
    if (claim === undefined) {
      throw storeErrors.signInBusy();
    }

    return { storeId, claim, companyId: scope.companyId };
  });
  return holdingClaim(deps, taken, work);
}

/** Takes the account of a locked store; undefined while another sign-in has it. */
export function takeClaim(scope: Pick<Scope, 'now'>, store: Store): string | undefined {
  const at = scope.now();
  const claim = newId();
  return store.claimCabinet({ claim, at, until: new Date(at.getTime() + CLAIM_MS) }) ? claim : undefined;
}

/** Runs work under a claim that is already taken, within its time, and gives the claim back. */
export async function holdingClaim<Result>(
  deps: StoreDeps,
  { storeId, claim, companyId }: Omit<Claimed, 'signal'>,
  work: (claimed: Claimed) => Promise<Result>,
): Promise<Result> {
  const deadline = AbortSignal.timeout(NETWORK_MS);
  const signal = deps.signal ? AbortSignal.any([deps.signal, deadline]) : deadline;
  try {
    return await work({ storeId, claim, companyId, signal });
  } catch (error) {
    throw error === deadline.reason && deadline.aborted ? marketplaceErrors.unreachable({}, error) : error;
  } finally {
    await deps.inCompany(async (scope) => (await lockStore(scope, storeId)).releaseCabinet(claim));
  }
}

/** The locked store of a claim. @throws store.signInBusy when the claim was lost meanwhile */
export async function lockClaimed(
  scope: Scope,
  { storeId, claim }: Pick<Claimed, 'storeId' | 'claim'>,
): Promise<Store> {
  const store = await lockStore(scope, storeId);
  if (store.cabinetClaim !== claim) {
    throw storeErrors.signInBusy();
  }

  return store;
}
