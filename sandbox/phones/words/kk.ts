import type { Words } from './en.ts';
import { kkKaspi } from './kk-kaspi.ts';
import { kkPhones } from './kk-phones.ts';

/** The page's words in Kazakh. */
export const kk: Words = { ...kkPhones, ...kkKaspi };
