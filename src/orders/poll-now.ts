import { assertCan } from '../companies/index.ts';
import { type PollDeps, type PollResult, pollStore } from './poll-store.ts';

/**
 * Looks at a store's orders at once, whatever the schedule says.
 * @throws store.notFound, store.tokenMissing, permission.forbidden, marketplace.tokenRejected and the other outages
 */
export async function pollNow(deps: PollDeps, input: { readonly storeId: string }): Promise<PollResult> {
  await deps.inCompany(async (scope) => assertCan(scope, 'orders.read'));
  return pollStore(deps, input.storeId);
}
