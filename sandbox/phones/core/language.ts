import { en, type Words } from '../words/en.ts';
import { kk } from '../words/kk.ts';
import { ru } from '../words/ru.ts';
import { createKeptStore, useStore } from './store.ts';

/** A sentence of the page. */
export type WordKey = keyof Words;

/** Speaks the page's language; `{name}` places are filled in. */
export type Speak = (key: WordKey, places?: Readonly<Record<string, string | number>>) => string;

const books: Readonly<Record<string, Words>> = { ru, kk, en };

/** The page's languages with the names shown on the switch. */
export const languages = [
  ['ru', 'Рус'],
  ['kk', 'Қаз'],
  ['en', 'Eng'],
] as const;

/** The chosen language of the page: ru, kk or en; until it is chosen, the browser's. */
export const pageLanguage = createKeptStore('phones.language', guessLanguage());
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

/** Day and month in words, in the page's language; browsers have no Kazakh months of their own. */
export function day(instant: string | number | Date): string {
  const at = new Date(instant);
  const months = speak('page.months').split(',');
  return `${at.getDate()} ${months[at.getMonth()]}`;
}

/** The first of the browser's languages that the page speaks. */
function guessLanguage(): string {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((code) => code in books) ?? 'ru';
}

function applyLanguage(): void {
  document.documentElement.lang = pageLanguage.get();
}
