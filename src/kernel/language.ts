/** The languages Sauda speaks. */
export const languages = ['ru', 'kk', 'en'] as const;

/** One of the languages Sauda speaks. */
export type Language = (typeof languages)[number];

/**
 * The language that a tag (`kk-KZ`) or an Accept-Language header (`kk,ru;q=0.8`, RFC 9110 §12.5.4) asks for most;
 * Russian when we speak none of them.
 */
export function languageOf(wanted: string | undefined): Language {
  const ranges = (wanted ?? '').toLowerCase().split(',').map(rangeOf);
  const ranked = ranges.filter(({ quality }) => quality > 0).sort((one, other) => other.quality - one.quality);
  return ranked.map(({ language }) => language).find((language) => language !== undefined) ?? 'ru';
}

function rangeOf(text: string): { language: Language | undefined; quality: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const base = tag.split('-')[0];
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return {
    language: languages.find((language) => language === base),
    quality: quality === undefined ? 1 : Number(quality) || 0,
  };
}
