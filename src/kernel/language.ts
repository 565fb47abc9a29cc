/** The languages Sauda speaks. */
export const languages = ['ru', 'kk', 'en'] as const;

/** One of the languages Sauda speaks. */
export type Language = (typeof languages)[number];

/** The language behind a tag such as `kk-KZ`; Russian when we do not speak it. */
export function languageOf(tag: string | undefined): Language {
  const base = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === base) ?? 'ru';
}
