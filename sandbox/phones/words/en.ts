import { enKaspi } from './en-kaspi.ts';
import { enPhones } from './en-phones.ts';

/** The page's words in English. */
export const en = { ...enPhones, ...enKaspi };

/** Every sentence of the page by its name. */
export type Words = Readonly<Record<keyof typeof en, string>>;
