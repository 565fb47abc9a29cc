import type { Language } from '../../src/kernel/language.ts';
import type { Scope } from '../../src/platform/db/scope.ts';
import type { Words } from '../../src/platform/words/words.ts';

/** What the command was asked, besides the subject. */
export interface Question {
  readonly words: Words;
  readonly language: Language;
  readonly storeId: string | undefined;
  /** The seller's sku of one listing. */
  readonly sku: string | undefined;
}

/** Something that can be diagnosed: tells one company's state, line by line. @throws Refusal when it was asked of nothing */
export type Subject = (scope: Scope, question: Question) => Promise<string[]>;

/** The command can't answer; its message is a sentence for the one who asked. */
export class Refusal extends Error {}
