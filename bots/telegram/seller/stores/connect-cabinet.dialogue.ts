/** The steps of the merchant cabinet: login, code, and the choice among several merchants. */
import {
  type CabinetLogin,
  type CabinetStep,
  chooseMerchant,
  type StoreDeps,
  startCabinetSignIn,
  submitCabinetCode,
} from '#src/stores/index.ts';
import { askChoice } from '../../ask.ts';
import { attemptCall, type Outcome, type Plain } from '../../attempt.ts';
import type { Failure } from '../../context.ts';
import { askCode, type CodeChannel } from './ask-code.dialogue.ts';
import { askLogin } from './ask-login.dialogue.ts';
import type { ConnectArgs, Connecting } from './connect.dialogue.ts';

/** Which store, and where to begin. */
export interface CabinetArgs {
  readonly storeId: string;
  readonly from: Exclude<ConnectArgs['from'], 'token'>;
}

/** What is to be asked next. */
type Next =
  /** With an e-mail only its password is asked for. */
  | { readonly kind: 'login'; readonly email?: string }
  | { readonly kind: 'code'; readonly channel: CodeChannel; readonly login: CabinetLogin | undefined }
  | {
      readonly kind: 'merchant';
      readonly merchants: readonly { readonly uid: string; readonly name?: string | undefined }[];
    }
  | { readonly kind: 'connected'; readonly storeId: string }
  | { readonly kind: 'skipped' };

/** Failures after which the code that was sent is of no use. */
const CODE_IS_OVER = new Set(['error-store-code-too-late', 'error-store-code-not-awaited']);

/** Failures that say nothing against the e-mail that was typed. */
const MAIL_MAY_STAY = new Set([
  'error-marketplace-invalid-credentials',
  'error-marketplace-unreachable',
  'error-marketplace-blocked',
  'error-marketplace-rate-limited',
  'error-marketplace-bad-answer',
]);

/** Walks the steps; gives the connected store, which may be one that this merchant already had, or undefined. */
export async function connectCabinet(connecting: Connecting, args: CabinetArgs): Promise<string | undefined> {
  let next = await firstOf(connecting, args);
  for (;;) {
    switch (next.kind) {
      case 'login':
        next = await signIn(connecting, args.storeId, await askLogin(connecting, next.email));
        break;
      case 'code':
        next = await enterCode(connecting, args.storeId, next);
        break;
      case 'merchant':
        next = await pickMerchant(connecting, args.storeId, next.merchants);
        break;
      default:
        return next.kind === 'connected' ? next.storeId : undefined;
    }
  }
}

async function firstOf(connecting: Connecting, { storeId, from }: CabinetArgs): Promise<Next> {
  if (from === 'code') {
    return { kind: 'code', channel: null, login: undefined };
  }

  return from === 'merchant'
    ? follow(connecting, undefined, await call(connecting, (deps) => chooseMerchant(deps, { storeId })))
    : { kind: 'login' };
}

async function signIn(connecting: Connecting, storeId: string, login: CabinetLogin | undefined): Promise<Next> {
  if (!login) {
    return { kind: 'skipped' };
  }

  const outcome = await call(connecting, (deps) => startCabinetSignIn(deps, { storeId, login }));
  return follow(connecting, login, outcome);
}

async function enterCode(connecting: Connecting, storeId: string, asked: Next & { kind: 'code' }): Promise<Next> {
  const answer = await askCode(connecting, asked.channel);
  if (!answer) {
    return { kind: 'skipped' };
  }

  if (answer.kind === 'other-login' || (answer.kind === 'again' && !asked.login)) {
    return { kind: 'login' };
  }

  const { login } = asked;
  const outcome = await call(connecting, (deps) =>
    answer.kind === 'code'
      ? submitCabinetCode(deps, { storeId, code: answer.code })
      : startCabinetSignIn(deps, { storeId, login: login as CabinetLogin }),
  );
  if (outcome.ok) {
    return follow(connecting, login, outcome);
  }

  await explain(connecting, outcome);
  return CODE_IS_OVER.has(outcome.messageId) ? { kind: 'login' } : asked;
}

async function pickMerchant(
  connecting: Connecting,
  storeId: string,
  merchants: readonly { readonly uid: string; readonly name?: string | undefined }[],
): Promise<Next> {
  const { dialogue, ctx } = connecting;
  const answer = await askChoice(dialogue, ctx, {
    text: ctx.t('stores-merchant-question'),
    isOptional: true,
    choices: merchants.map(({ uid, name }) => [{ label: (name ?? uid).slice(0, 40), value: uid }]),
  });
  if (answer.kind !== 'answer') {
    return { kind: 'skipped' };
  }

  const outcome = await call(connecting, (deps) => chooseMerchant(deps, { storeId, merchantUid: answer.value }));
  return follow(connecting, undefined, outcome);
}

/** Where an answer of the cabinet leads; a failure is said and the login asked again. */
async function follow(
  connecting: Connecting,
  login: CabinetLogin | undefined,
  outcome: Outcome<CabinetStep>,
): Promise<Next> {
  if (!outcome.ok) {
    await explain(connecting, outcome);
    const isMailKept = login !== undefined && 'email' in login && MAIL_MAY_STAY.has(outcome.messageId);
    return isMailKept ? { kind: 'login', email: login.email } : { kind: 'login' };
  }

  const step: Plain<CabinetStep> = outcome.value;
  switch (step.kind) {
    case 'connected':
      await connecting.ctx.reply(connecting.ctx.t('stores-cabinet-entered', { name: step.store.name }));
      return { kind: 'connected', storeId: step.store.id };
    case 'code-needed':
      return { kind: 'code', channel: step.channel, login };
    default:
      return { kind: 'merchant', merchants: step.merchants };
  }
}

function call(
  { dialogue, deps }: Connecting,
  work: (deps: StoreDeps) => Promise<CabinetStep>,
): Promise<Outcome<CabinetStep>> {
  return attemptCall(dialogue, ({ inCompany }) => work({ inCompany, marketplace: deps.marketplace }));
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
