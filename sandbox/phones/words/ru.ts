import type { Words } from './en.ts';
import { ruKaspi } from './ru-kaspi.ts';
import { ruPhones } from './ru-phones.ts';

/** The page's words in Russian. */
export const ru: Words = { ...ruPhones, ...ruKaspi };
