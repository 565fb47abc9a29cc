/** Words for one visitor. */
import type { Language } from '#src/kernel/language.ts';
import { escapeParams } from '#src/platform/telegram/html.ts';
import type { Words } from '#src/platform/words/words.ts';
import type { Speech } from './context.ts';

const DEFAULT_ZONE = 'Asia/Almaty';

/** Speaks one language; `zone` is the IANA zone instants are shown in. */
export function createSpeech(words: Words, language: Language, zone: string = DEFAULT_ZONE): Speech {
  return {
    language,
    t: (id, params = {}) => words.t(language, id, escapeParams(params)),
    label: (id, params = {}) => words.t(language, id, params),
    moment: (at) => words.moment(language, at, zone),
  };
}
