/** The steps of the merchant cabinet: login, code, and the choice among several merchants. */
import { askChoice } from '../../ask.ts';
import { askAgain } from './ask-again.dialogue.ts';
import { askCode } from './ask-code.dialogue.ts';
import { askLogin } from './ask-login.dialogue.ts';
import { type CabinetCall, callCabinet, type Next, type Walk } from './cabinet-call.dialogue.ts';
import type { ConnectArgs, Connecting } from './connect.dialogue.ts';

/** Which store, and where to begin; without one the sign-in finds or makes it. */
export interface CabinetArgs {
  readonly storeId: string | null;
  readonly from: Exclude<ConnectArgs['from'], 'token'>;
}

/** Walks the steps; gives the connected store, which may be one that this merchant already had, or undefined. */
export async function connectCabinet(
  connecting: Connecting,
  { storeId, from }: CabinetArgs,
): Promise<string | undefined> {
  const walk: Walk = { ...connecting, storeId };
  let next = await firstOf(walk, from);
  while (next.kind !== 'connected' && next.kind !== 'skipped') {
    next = await goOn(walk, next);
  }
  return next.kind === 'connected' ? next.storeId : undefined;
}

async function firstOf(walk: Walk, from: CabinetArgs['from']): Promise<Next> {
  switch (from) {
    case 'code':
      return { kind: 'code', channel: null };
    case 'merchant':
      return callCabinet(walk, { kind: 'choose' });
    default:
      return { kind: 'login' };
  }
}

/** Asks what is to be asked and calls the cabinet with the answer. */
async function goOn(walk: Walk, next: Next): Promise<Next> {
  const answer = await askFor(walk, next);
  if (answer === undefined) {
    return { kind: 'skipped' };
  }

  return answer === 'other-login' ? { kind: 'login' } : callCabinet(walk, answer);
}

/** The call that the answer wants; `other-login` to begin anew, undefined when the seller skips it. */
async function askFor(walk: Walk, next: Next): Promise<CabinetCall | 'other-login' | undefined> {
  switch (next.kind) {
    case 'login': {
      const login = await askLogin(walk, next.email);
      return login && { kind: 'sign-in', login };
    }
    case 'code':
      return codeCall(walk, next);
    case 'merchant':
      return merchantCall(walk, next);
    case 'again': {
      const answer = await askAgain(walk, 'stores-code-other-btn');
      return answer === 'other' ? 'other-login' : answer && next.call;
    }
    default:
      return undefined;
  }
}

async function codeCall(
  walk: Walk,
  { channel }: Next & { kind: 'code' },
): Promise<CabinetCall | 'other-login' | undefined> {
  const answer = await askCode(walk, channel);
  if (!answer || answer.kind === 'other-login') {
    return answer && 'other-login';
  }

  return answer.kind === 'code' ? { kind: 'code', code: answer.code, channel } : { kind: 'resend', channel };
}

async function merchantCall(
  { dialogue, ctx }: Walk,
  { merchants }: Next & { kind: 'merchant' },
): Promise<CabinetCall | undefined> {
  const answer = await askChoice(dialogue, ctx, {
    text: ctx.t('stores-merchant-question'),
    isOptional: true,
    choices: merchants.map(({ uid, name }) => [{ label: (name ?? uid).slice(0, 40), value: uid }]),
  });
  return answer.kind === 'answer' ? { kind: 'choose', merchantUid: answer.value } : undefined;
}
