import { FluentBundle, FluentResource } from '@fluent/bundle';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import enAdmin from '../../locales/en/admin.ftl?raw';
import enDates from '../../locales/en/dates.ftl?raw';
import kkAdmin from '../../locales/kk/admin.ftl?raw';
import kkDates from '../../locales/kk/dates.ftl?raw';
import ruAdmin from '../../locales/ru/admin.ftl?raw';
import ruDates from '../../locales/ru/dates.ftl?raw';

/** The languages of the admin. */
export const languages = ['ru', 'kk', 'en'] as const;

/** One of the languages of the admin. */
export type Language = (typeof languages)[number];

/** The words of one language. */
export interface Speech {
  readonly language: Language;
  /** The sentence with this id. @throws Error when it is missing */
  t(id: string, params?: Readonly<Record<string, string | number>>): string;
  choose(language: Language): void;
  /** Speaks this language as long as nobody has chosen one in this browser. */
  suggest(language: Language): void;
  /** What a language calls itself. */
  nameOf(language: Language): string;
}

const bundles: Readonly<Record<Language, FluentBundle>> = {
  ru: bundle('ru', ruAdmin + ruDates),
  kk: bundle('kk', kkAdmin + kkDates),
  en: bundle('en', enAdmin + enDates),
};

const KEY = 'sauda-language';
const SpeechContext = createContext<Speech | undefined>(undefined);

function bundle(language: Language, text: string): FluentBundle {
  const made = new FluentBundle(language, { useIsolating: false });
  made.addResource(new FluentResource(text));
  return made;
}

function speak(language: Language, id: string, params: Readonly<Record<string, string | number>> = {}): string {
  const pattern = bundles[language].getMessage(id)?.value;
  if (!pattern) {
    throw new Error(`No words for ${id} in ${language}.`);
  }
  return bundles[language].formatPattern(pattern, params);
}

/** The language a browser was given: the last choice here, else the browser's own, else Russian. */
export function presentLanguage(): Language {
  const wanted = [localStorage.getItem(KEY) ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (
    languages.find((language) => language === wanted.find((tag) => languages.some((known) => known === tag))) ?? 'ru'
  );
}

/** Gives everything below it words. */
export function WithWords({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(presentLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      t: (id, params) => speak(language, id, params),
      choose: (chosen) => {
        localStorage.setItem(KEY, chosen);
        setLanguage(chosen);
      },
      suggest: (preferred) => {
        if (localStorage.getItem(KEY) === null) {
          setLanguage(preferred);
        }
      },
      nameOf: (other) => speak(other, 'admin-language-self'),
    }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** The words of the present language. */
export function useWords(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) {
    throw new Error('useWords is used outside WithWords');
  }
  return speech;
}
