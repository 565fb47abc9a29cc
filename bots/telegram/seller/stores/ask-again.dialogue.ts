/** What is offered while Kaspi does not answer: the same again, with nothing typed anew. */
import { askChoice } from '../../ask.ts';
import type { Failure } from '../../context.ts';
import type { Connecting } from './connect.dialogue.ts';

/** Failures that say nothing of what was typed: the same may do in a minute. */
const OUTAGES = new Set([
  'error-marketplace-unreachable',
  'error-marketplace-blocked',
  'error-marketplace-rate-limited',
  'error-marketplace-bad-answer',
  'error-store-sign-in-busy',
]);

/** Whether a failure passes by itself. */
export function isOutage(failure: Failure): boolean {
  return OUTAGES.has(failure.messageId);
}

/** Asks whether to try the same again, or `other`, whose label is given; undefined when the seller skips it. */
export async function askAgain({ dialogue, ctx }: Connecting, otherId: string): Promise<'again' | 'other' | undefined> {
  const answer = await askChoice<'again' | 'other'>(dialogue, ctx, {
    text: ctx.t('stores-again-question'),
    isOptional: true,
    isAmongSecrets: true,
    choices: [
      [{ label: ctx.label('stores-again-btn'), value: 'again' }],
      [{ label: ctx.label(otherId), value: 'other' }],
    ],
  });
  return answer.kind === 'answer' ? answer.value : undefined;
}
