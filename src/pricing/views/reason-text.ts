import type { Language } from '../../kernel/language.ts';
import type { Words } from '../../platform/words/words.ts';
import type { ReasonCode, ReasonParams } from '../decisions/decision.ts';
import type { MoveView } from './move-view.ts';

/** Why a price moved or stayed, in a sentence. */
export function reasonText(words: Words, language: Language, why: Pick<MoveView, 'reason' | 'params'>): string {
  return words.t(language, reasonId(why.reason), why.params satisfies ReasonParams);
}

function reasonId(reason: ReasonCode): string {
  return `pricing-reason-${reason}`;
}
