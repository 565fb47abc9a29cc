import { en, type Words } from '../words/en.ts';
import { kk } from '../words/kk.ts';
import { ru } from '../words/ru.ts';
import { createKeptStore, useStore } from './store.ts';

/** A sentence of the page. */
export type WordKey = keyof Words;

/** Speaks the page's language; `{name}` places are filled in. */
export type Speak = (key: WordKey, places?: Readonly<Record<string, string | number>>) => string;

const books: Readonly<Record<string, Words>> = { ru, kk, en };
const locales: Readonly<Record<string, string>> = { ru: 'ru-KZ', kk: 'kk-KZ', en: 'en-GB' };

/** The page's languages with the names shown on the switch. */
export const languages = [
  ['ru', 'Рус'],
  ['kk', 'Қаз'],
  ['en', 'Eng'],
] as const;

/** The chosen language of the page: ru, kk or en. */
export const pageLanguage = createKeptStore('phones.language', 'ru');
pageLanguage.subscribe(applyLanguage);
applyLanguage();

/** The page's words in the chosen language. */
export function useWords(): Speak {
  useStore(pageLanguage);
  return speak;
}

/** Says one sentence in the chosen language. */
export const speak: Speak = (key, places = {}) => {
  const book = books[pageLanguage.get()] ?? ru;
  return book[key].replaceAll(/\{(\w+)\}/g, (place, name: string) => String(places[name] ?? place));
};

/** `12 990 ₸` with narrow no-break spaces; null stays a dash. */
export function money(tenge: number | null | undefined): string {
  if (tenge === null || tenge === undefined) {
    return '—';
  }
  return `${String(Math.round(tenge)).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f')}\u202f₸`;
}

/** Hours and minutes of an instant, on the visitor's clock. */
export function clock(instant: string | number | Date): string {
  return new Date(instant).toLocaleTimeString('ru-KZ', { hour: '2-digit', minute: '2-digit' });
}

/** Day and month in words, in the page's language. */
export function day(instant: string | number | Date): string {
  const language = pageLanguage.get();
  return new Date(instant).toLocaleDateString(locales[language] ?? 'ru-KZ', { day: 'numeric', month: 'long' });
}

function applyLanguage(): void {
  document.documentElement.lang = pageLanguage.get();
}
