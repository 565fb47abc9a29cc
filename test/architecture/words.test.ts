import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { listErrorCodes, messageIdOf } from '../../src/kernel/errors.ts';
import { languages } from '../../src/kernel/language.ts';
import { createWords } from '../../src/platform/words/words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ids that code builds from a prefix and a value; name the values' source next to each. */
const dynamicPrefixes = [
  'error-', // the catalogue of errors
  'dates-month-', // months 1–12
  'bot-price-', // why a price could not be read
  'access-language-', // languages
  'companies-role-', // roles
  'stores-token-', // states of a token
  'stores-cabinet-', // states of a cabinet
  'stores-code-question-', // where a code was sent
  'stores-import-', // states of an import
  'catalog-ask-', // fields of a product
  'catalog-preview-', // fields of a product
  'catalog-edit-', // fields of a product
  'catalog-card-', // states of a listing
  'catalog-price-', // what pricing offers on a product's card
  'pricing-card-', // buttons of a product's card
  'pricing-reason-', // why a price was chosen
  'pricing-strategy-', // strategies
  'pricing-rule-', // strategies
  'pricing-standing-', // whether a rule works
  'pricing-source-', // whose rule it is
  'pricing-offer-', // whose offer it is
  'pricing-change-', // questions about a rule
  'pricing-funnel-', // what stops a price at a step, and tables for a terminal
  'pricing-column-', // columns of a file of moves
  'pricing-state-', // states of a move
  'orders-status-', // statuses of an order
  'orders-group-', // groups of statuses
  'orders-empty-', // groups of statuses
  'orders-delivery-', // ways of delivery
  'orders-outcome-', // what came of an action on an order
  'orders-told-', // what customers are told
  'orders-message-', // how far a message got
  'messaging-whatsapp-', // states of a number
  'messaging-why-', // why a message did not arrive
  'messaging-template-order_', // what customers are told
  'messaging-template-review_', // what customers are told
];

/** Words that are the same in Russian and in Kazakh (glossary of the design). */
const loanwords = new Set([
  'стратегия',
  'команда',
  'тариф',
  'бот',
  'модель',
  'категория',
  'бренд',
  'статус',
  'код',
  'кассир',
  'русский',
  'қазақша',
]);

/** Files that must know words of people or of outside systems, not say them. */
const cyrillicReaders = ['src/kernel/money.ts', 'src/integrations/'];

const MAX_LABEL = 24;
const KAZAKH = /[әғқңөұүһі]/i;
const RUSSIAN_IN_KAZAKH =
  /(?<![а-яёәғқңөұүһі])(и|или|для|что|чтобы|это|вы|ваш|ваша|ваши|при|если|только|можно|нужно|нельзя|уже|ещё|как|вам|вас|нет|есть|был|будет)(?![а-яёәғқңөұүһі])/i;

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !file.includes('node_modules') && !file.includes('dist/'))
    .map((file) => join(folder, file));
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const codeFiles = ['src', 'bots', 'admin-web'].flatMap((folder) => filesBelow(folder, /\.tsx?$/));
const code = codeFiles.map(read).join('\n');

/** Messages of one language as they stand in the files, placeables included. */
function sources(language: string): Map<string, string> {
  const text = filesBelow(`locales/${language}`, /\.ftl$/)
    .map(read)
    .join('\n');
  const parts = text.replaceAll(/^#.*$/gm, '').split(/^([a-zA-Z][\w-]*)\s*=/m);
  const entries = parts.flatMap((part, index) =>
    index % 2 === 1 ? [[part, (parts[index + 1] ?? '').trim()] as const] : [],
  );
  return new Map(entries);
}

const words = createWords(join(root, 'locales'));
const ru = sources('ru');
const kk = sources('kk');
const spoken = (source: string) => source.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\{[^{}]*\}/g, ' ');
const bare = (source: string) =>
  spoken(source)
    .replaceAll(/[^\p{L}\s]/gu, '')
    .trim()
    .toLowerCase();

describe('words', () => {
  it('exist under the same ids in every language', () => {
    for (const language of languages) {
      expect({ language, ids: words.ids(language) }).toEqual({ language, ids: words.ids('ru') });
    }
  });

  it('take the same parameters in every language', () => {
    const params = (source: string) => [...new Set(source.match(/\$\w+/g))].sort();
    const differing = languages.flatMap((language) =>
      [...sources(language)]
        .filter(([id, source]) => String(params(source)) !== String(params(ru.get(id) ?? '')))
        .map(([id]) => `${language} ${id}`),
    );
    expect(differing).toEqual([]);
  });

  it('are all used', () => {
    const tokens = new Set(code.match(/[a-z][a-z0-9]*(-[a-z0-9]+)+/g));
    const referenced = new Set(
      [...ru.values()]
        .flatMap((source) => source.match(/\{\s*[a-z][\w-]+/g) ?? [])
        .map((found) => found.replace(/\{\s*/, '')),
    );
    const unused = words
      .ids('ru')
      .filter(
        (id) => !tokens.has(id) && !referenced.has(id) && !dynamicPrefixes.some((prefix) => id.startsWith(prefix)),
      );
    expect(unused).toEqual([]);
  });

  it('exist for every id that code asks for', () => {
    const asked = code.matchAll(/(?:\b(?:t|label)\(\s*(?:\w+,\s*)?|descriptionId: )'([a-z][\w-]*)'/g);
    const missing = [...new Set([...asked].map((match) => String(match[1])))].filter((id) => !words.has('ru', id));
    expect(missing).toEqual([]);
  });

  it('exist for every error of the catalogue', async () => {
    for (const file of filesBelow('src', /\.errors\.ts$/)) {
      await import(join(root, file));
    }
    const missing = [...listErrorCodes().keys()].flatMap((errorCode) =>
      languages
        .filter((language) => !words.has(language, messageIdOf(errorCode)))
        .map((language) => `${language} ${errorCode}`),
    );
    expect(missing).toEqual([]);
  });

  it('fit on buttons', () => {
    const long = languages.flatMap((language) =>
      [...sources(language)]
        .filter(([id, source]) => /-btn$|-button-/.test(id) && [...spoken(source).trim()].length > MAX_LABEL)
        .map(([id]) => `${language} ${id}`),
    );
    expect(long).toEqual([]);
  });

  it('are Kazakh in Kazakh: not the Russian text, with Kazakh letters, without Russian function words', () => {
    const wrong = [...kk].filter(([id, source]) => {
      const text = bare(source);
      const isCopied = /[а-яё]/i.test(text) && text === bare(ru.get(id) ?? '') && !loanwords.has(text);
      const isForeign = sentences(source).some((sentence) => letters(sentence) > 40 && !KAZAKH.test(sentence));
      return isCopied || isForeign || RUSSIAN_IN_KAZAKH.test(spoken(source));
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  it('stand in locales and not in code', () => {
    const offenders = codeFiles
      .filter((file) => !file.endsWith('.seed.ts') && !cyrillicReaders.some((reader) => file.startsWith(reader)))
      .filter((file) => /\p{Script=Cyrillic}/u.test(withoutComments(read(file))));
    expect(offenders).toEqual([]);
  });
});

function sentences(source: string): string[] {
  return spoken(source).split(/[.!?:;]\s/);
}

function letters(text: string): number {
  return (text.match(/\p{L}/gu) ?? []).length;
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}
