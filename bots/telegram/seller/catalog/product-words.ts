import type { Language } from '#src/kernel/language.ts';

/** A product's names; only the Russian one is always there. */
export interface ProductNames {
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
}

/** The name in the reader's language, shortened to so many characters. */
export function nameOf(names: ProductNames, language: Language, maxLength: number): string {
  const { nameRu, nameKk, nameEn } = names;
  const characters = [...({ ru: nameRu, kk: nameKk, en: nameEn }[language] ?? nameRu)];
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : characters.join('');
}
