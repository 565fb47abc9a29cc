import { assertCan } from '../companies/index.ts';
import type { CabinetStep } from './enter-cabinet.ts';
import { readSignIn } from './kept-sign-in.ts';
import { lockStore } from './lock-store.ts';
import { startCabinetSignIn } from './start-cabinet-sign-in.ts';
import { storeErrors } from './store.errors.ts';
import type { StoreDeps } from './store-deps.ts';

/** Has the code of a sign-in that was begun sent again, to the login it was begun with. @throws store.codeNotAwaited, and as `startCabinetSignIn` */
export async function resendCabinetCode(deps: StoreDeps, input: { readonly storeId: string }): Promise<CabinetStep> {
  const kept = await deps.inCompany(async (scope) => {
    assertCan(scope, 'stores.connect');
    return readSignIn(scope, await lockStore(scope, input.storeId));
  });
  if (kept?.step.kind !== 'code-needed') {
    throw storeErrors.codeNotAwaited();
  }

  return startCabinetSignIn(deps, { storeId: input.storeId, login: kept.login });
}
