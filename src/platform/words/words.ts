/** The words of the product: Fluent files of `locales/<lang>/<feature>.ftl`, loaded once and spoken by id. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { DateTime } from 'luxon';
import { type Language, languages } from '../../kernel/language.ts';

/** Facts a sentence may name. */
export type WordParams = Readonly<Record<string, string | number>>;

/** Every sentence of the product in every language. */
export interface Words {
  /** The sentence in plain text. @throws Error when the id or one of its parameters is missing */
  t(language: Language, id: string, params?: WordParams): string;
  /** The sentence with its parameters as names, `{$incident}`, for people who look it up. @throws Error when the id is missing */
  sample(language: Language, id: string): string;
  has(language: Language, id: string): boolean;
  /** The ids of one language, sorted. */
  ids(language: Language): readonly string[];
  /** An instant as people write it: `14 Nov, 18:40` in the given IANA zone. */
  moment(language: Language, at: Date, zone: string): string;
  readonly languages: readonly Language[];
}

/** Reads every Fluent file below the folder. @throws Error when a file can't be parsed or an id stands twice */
export function createWords(folder: string): Words {
  const bundles = new Map(languages.map((language) => [language, readBundle(folder, language)] as const));
  const speak = (language: Language, id: string, params: WordParams = {}) =>
    format(bundles.get(language), { language, id, params });
  return {
    t: speak,
    // Fluent writes the name of a parameter that it was not given.
    sample: (language, id) => patternIn(bundles.get(language), { language, id }).speak({}, []),
    has: (language, id) => bundles.get(language)?.hasMessage(id) ?? false,
    ids: (language) => [...(bundles.get(language)?._messages.keys() ?? [])].sort(),
    moment: (language, at, zone) => {
      const local = DateTime.fromJSDate(at, { zone });
      return speak(language, 'dates-moment', {
        day: String(local.day),
        month: speak(language, `dates-month-${local.month}`),
        time: local.toFormat('HH:mm'),
      });
    },
    languages,
  };
}

function readBundle(folder: string, language: Language): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.ftl'));
  for (const file of files.sort()) {
    const text = readFileSync(join(folder, language, file), 'utf8');
    const errors = [...bundle.addResource(new FluentResource(text)), ...unreadLines(text, bundle)];
    if (errors.length > 0) {
      throw new Error(`locales/${language}/${file}: ${errors.map((error) => error.message).join('; ')}`);
    }
  }
  return bundle;
}

/** Fluent silently skips what it can't parse, so every line that opens a message is looked for in the result. */
function unreadLines(text: string, bundle: FluentBundle): Error[] {
  return [...text.matchAll(/^([a-zA-Z][\w-]*)\s*=/gm)]
    .map((match) => String(match[1]))
    .filter((id) => !bundle.hasMessage(id))
    .map((id) => new Error(`${id} can't be parsed`));
}

interface Request {
  readonly language: Language;
  readonly id: string;
  readonly params: WordParams;
}

function format(bundle: FluentBundle | undefined, { language, id, params }: Request): string {
  const errors: Error[] = [];
  const text = patternIn(bundle, { language, id }).speak(params, errors);
  if (errors.length > 0) {
    throw new Error(`${id} in ${language}: ${errors.map((error) => error.message).join('; ')}`);
  }

  return text;
}

function patternIn(bundle: FluentBundle | undefined, { language, id }: Omit<Request, 'params'>) {
  const pattern = bundle?.getMessage(id)?.value;
  if (!bundle || !pattern) {
    throw new Error(`No words for ${id} in ${language}.`);
  }

  return { speak: (params: WordParams, errors: Error[]) => bundle.formatPattern(pattern, params, errors) };
}
