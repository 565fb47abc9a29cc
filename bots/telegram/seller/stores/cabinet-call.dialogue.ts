/** One call to the merchant cabinet, and where its answer or failure leads. */
import {
  type CabinetLogin,
  type CabinetStep,
  chooseMerchant,
  createStore,
  findStore,
  listStores,
  resendCabinetCode,
  type StoreDeps,
  type StoreView,
  startCabinetSignIn,
  submitCabinetCode,
} from '#src/stores/index.ts';
import { attempt, attemptCall, type Outcome, type Plain } from '../../attempt.ts';
import type { Failure } from '../../context.ts';
import { isOutage } from './ask-again.dialogue.ts';
import type { CodeChannel } from './ask-code.dialogue.ts';
import type { Connecting } from './connect.dialogue.ts';

/** A call; what was typed for it is in it, so that it can be made again as it is. */
export type CabinetCall =
  | { readonly kind: 'sign-in'; readonly login: CabinetLogin }
  | { readonly kind: 'code'; readonly code: string; readonly channel: CodeChannel }
  | { readonly kind: 'resend'; readonly channel: CodeChannel }
  | { readonly kind: 'choose'; readonly merchantUid?: string };

/** What is to be asked next. */
export type Next =
  /** With an e-mail only its password is asked for. */
  | { readonly kind: 'login'; readonly email?: string }
  | { readonly kind: 'code'; readonly channel: CodeChannel }
  | {
      readonly kind: 'merchant';
      readonly merchants: readonly { readonly uid: string; readonly name?: string | undefined }[];
    }
  | { readonly kind: 'again'; readonly call: CabinetCall }
  | { readonly kind: 'connected'; readonly storeId: string }
  | { readonly kind: 'skipped' };

/** The store that is walked with; made by the first sign-in when there is none. */
export interface Walk extends Connecting {
  storeId: string | null;
}

/** Makes a call and tells where it leads; a failure is said. */
export async function callCabinet(walk: Walk, call: CabinetCall): Promise<Next> {
  walk.storeId ??= await aStoreToEnter(walk);
  const { storeId, dialogue, deps } = walk;
  if (storeId === null) {
    return { kind: 'skipped' };
  }

  const outcome: Outcome<CabinetStep> = await attemptCall(dialogue, ({ inCompany, ending }) =>
    send({ inCompany, marketplace: deps.marketplace, signal: ending }, storeId, call),
  );
  if (outcome.ok) {
    return follow(walk, outcome.value);
  }

  await explain(walk, outcome);
  return call.kind === 'sign-in' ? afterSignIn(call, outcome) : afterStep(walk, storeId, { call, failure: outcome });
}

/** One that waits for its cabinet, else a new one; null when there can be none, which is said. */
async function aStoreToEnter({ dialogue, ctx }: Walk): Promise<string | null> {
  const outcome = await attempt(dialogue, async (scope) => {
    const waiting = (await listStores(scope)).find(waitsForCabinet);
    return waiting ?? (await createStore(scope, { name: 'Kaspi' }));
  });
  if (!outcome.ok) {
    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
    return null;
  }

  return outcome.value.id;
}

/** A store whose merchant is known already would refuse another's account; its own leads back to it anyway. */
function waitsForCabinet({ merchantUid, cabinet }: StoreView): boolean {
  return merchantUid === null && cabinet !== 'connected';
}

function send(deps: StoreDeps, storeId: string, call: CabinetCall): Promise<CabinetStep> {
  switch (call.kind) {
    case 'sign-in':
      return startCabinetSignIn(deps, { storeId, login: call.login });
    case 'code':
      return submitCabinetCode(deps, { storeId, code: call.code });
    case 'resend':
      return resendCabinetCode(deps, { storeId });
    default:
      return chooseMerchant(deps, { storeId, merchantUid: call.merchantUid });
  }
}

async function follow({ ctx }: Walk, step: Plain<CabinetStep>): Promise<Next> {
  switch (step.kind) {
    case 'connected':
      await ctx.reply(ctx.t('stores-cabinet-entered', { name: step.store.name }));
      return { kind: 'connected', storeId: step.store.id };
    case 'code-needed':
      return { kind: 'code', channel: step.channel };
    default:
      return { kind: 'merchant', merchants: step.merchants };
  }
}

/** A wrong password says nothing against the e-mail that was typed. */
function afterSignIn(call: CabinetCall & { kind: 'sign-in' }, failure: Failure): Next {
  if (isOutage(failure)) {
    return { kind: 'again', call };
  }

  const isMailKept = failure.messageId === 'error-marketplace-invalid-credentials' && 'email' in call.login;
  return isMailKept && 'email' in call.login ? { kind: 'login', email: call.login.email } : { kind: 'login' };
}

interface Failed {
  readonly call: Exclude<CabinetCall, { kind: 'sign-in' }>;
  readonly failure: Failure;
}

/** The store tells how far the sign-in got: an accepted code is not asked for again. */
async function afterStep({ dialogue }: Walk, storeId: string, { call, failure }: Failed): Promise<Next> {
  const store = await attempt(dialogue, (scope) => findStore(scope, storeId));
  const waitsFor = store.ok ? store.value.signIn : null;
  if (waitsFor === 'merchant') {
    return { kind: 'again', call: call.kind === 'choose' && isOutage(failure) ? call : { kind: 'choose' } };
  }

  if (isOutage(failure)) {
    return { kind: 'again', call };
  }

  return waitsFor === 'code' && call.kind !== 'choose' ? { kind: 'code', channel: call.channel } : { kind: 'login' };
}

/** Says what went wrong; a flood of codes names the minute from which Kaspi sends them again. */
async function explain({ dialogue, ctx }: Connecting, failure: Failure): Promise<void> {
  const { waitSeconds } = failure.params;
  if (failure.messageId === 'error-marketplace-code-flood' && typeof waitSeconds === 'number') {
    const at = new Date((await dialogue.now()) + waitSeconds * 1000);
    await ctx.reply(ctx.t('stores-code-flood', { at: ctx.moment(at) }));
    return;
  }

  await ctx.reply(ctx.t(failure.messageId, failure.params));
}
