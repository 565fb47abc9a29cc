import type { z } from 'zod';
import type { Language } from '../../kernel/language.ts';
import type { WordParams, Words } from '../words/words.ts';

/** What is wrong with one field: a code for programs, facts for its sentence. */
interface Mistake {
  readonly path: string;
  readonly code: string;
  readonly facts: WordParams;
}

/** A request that could not be read: which part, and what is wrong where in it. */
export class InvalidInput extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(part: string, error: z.ZodError, value: unknown) {
    super(`invalid ${part}`, { cause: error });
    this.mistakes = error.issues.map((issue) => ({
      path: [part, ...issue.path].join('.'),
      ...mistakeOf(issue, value),
    }));
  }
}

/** The mistakes of a request in words. */
export function describeMistakes({ mistakes }: InvalidInput, words: Words, language: Language) {
  return mistakes.map(({ path, code, facts }) => ({
    path,
    code,
    message: words.t(language, wordOf[code] ?? OTHER, facts),
  }));
}

const OTHER = 'http-issue-other';
const wordOf: Readonly<Record<string, string>> = {
  missing: 'http-issue-missing',
  invalid_type: 'http-issue-invalid-type',
  too_small: 'http-issue-too-small',
  too_big: 'http-issue-too-big',
  invalid_format: 'http-issue-invalid-format',
  invalid_value: 'http-issue-invalid-value',
  unrecognized_keys: 'http-issue-unrecognized-keys',
};

function mistakeOf(issue: z.core.$ZodIssue, value: unknown): Omit<Mistake, 'path'> {
  return isMissing(issue, value) ? { code: 'missing', facts: {} } : { code: issue.code, facts: factsOf(issue) };
}

/** Only what the rule says is told, never what was sent. */
function factsOf(issue: z.core.$ZodIssue): WordParams {
  switch (issue.code) {
    case 'invalid_type':
      return { expected: issue.expected };
    case 'too_small':
      return { minimum: String(issue.minimum) };
    case 'too_big':
      return { maximum: String(issue.maximum) };
    case 'invalid_format':
      return { format: issue.format };
    case 'invalid_value':
      return { values: issue.values.join(', ') };
    case 'unrecognized_keys':
      return { keys: issue.keys.join(', ') };
    default:
      return {};
  }
}

function isMissing({ path }: z.core.$ZodIssue, value: unknown): boolean {
  const found = path.reduce<unknown>(
    (inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  return path.length > 0 && found === undefined;
}
