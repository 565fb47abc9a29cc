/** The one-time code that Kaspi sends while somebody signs in. */

import { forget } from '../../ask.ts';
import type { InnerContext } from '../../context.ts';
import { type Answer, ask, type Reading } from '../../question.ts';
import type { Connecting } from './connect.dialogue.ts';

/** What the seller did with the question: typed a code, wants another one, or another login. */
export type CodeAnswer = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'again' | 'other-login' };

/** Where the code went; null when the sign-in was begun earlier and that is not known any more. */
export type CodeChannel = 'email' | 'sms' | null;

/** Asks for the code; the message with it is deleted. Undefined when the seller skips the question. */
export async function askCode({ dialogue, ctx }: Connecting, channel: CodeChannel): Promise<CodeAnswer | undefined> {
  const answer: Answer<CodeAnswer> = await ask<CodeAnswer>(dialogue, ctx, {
    text: ctx.t(`stores-code-question-${channel ?? 'earlier'}`),
    isOptional: true,
    choices: [
      [{ label: ctx.label('stores-code-again-btn'), value: { kind: 'again' } }],
      [{ label: ctx.label('stores-code-other-btn'), value: { kind: 'other-login' } }],
    ],
    read: readCode,
    accept: forget,
  });
  return answer.kind === 'answer' ? answer.value : undefined;
}

/** The first run of 4–8 digits; else groups of digits with a space or a dash between them. */
const CODE = /(?<!\d)(?:\d{4,8}|\d{2,4}(?:[\s-]\d{2,4}){1,2}|\d(?:[\s-]\d){3,7})(?!\d)/;

/** People copy codes with spaces, dashes and words around them. */
function readCode(answer: InnerContext): Reading<CodeAnswer> {
  const code = CODE.exec(answer.message?.text ?? '')?.[0].replaceAll(/\D/g, '');
  return code !== undefined && code.length <= 8
    ? { ok: true, value: { kind: 'code', code } }
    : { ok: false, sentence: answer.t('stores-code-unreadable') };
}
