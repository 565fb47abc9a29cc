/** A dialogue of several questions that may be walked back and forth and is resumed from its draft. */
import { askChoice } from './ask.ts';
import type { Dialogue, InnerContext } from './context.ts';
import { draftsOf, type FormAnswers, type FoundDraft } from './form-drafts.ts';
import type { Answer, Turn } from './question.ts';

export type { FormAnswers } from './form-drafts.ts';

/** One question of a form. */
export interface FormStep {
  readonly name: string;
  readonly isOptional?: boolean;
  /** A step that does not apply to the answers so far is passed over. */
  readonly when?: (answers: FormAnswers) => boolean;
  /**
   * An earlier answer in words, for the button that keeps it; undefined when it does not fit the other answers any more.
   * Without this the button does not name the answer.
   */
  recall?(ctx: InnerContext, value: unknown, answers: FormAnswers): string | undefined;
  /** Asks with one of the `ask…` helpers; `turn` says which ways out to offer, `answers` hold what was settled before. */
  ask(ctx: InnerContext, turn: Turn, answers: FormAnswers): Promise<Answer<unknown>>;
}

/** A form; `kind` names its draft (one per member). */
export interface Form {
  readonly kind: string;
  readonly steps: readonly FormStep[];
}

/**
 * Walks the questions and gives the answers to those that apply. Each one is kept in the draft at once; when a draft is
 * there at the start the person chooses to go on with it or begin anew. Back opens the question before again, but its
 * answer stays until another is given. Drop the draft with `dropDraft` once the answers have been used.
 */
export async function fillForm(dialogue: Dialogue, ctx: InnerContext, form: Form): Promise<FormAnswers> {
  const forms = draftsOf(dialogue, ctx, form.kind);
  let answers = await resumed(dialogue, ctx, await forms.find());
  const reopened = new Set<string>();
  for (;;) {
    const open = form.steps.filter((step) => step.when?.(answers) ?? true);
    const position = open.findIndex(({ name }) => !(name in answers) || reopened.has(name));
    const [before, step] = [open[position - 1], open[position]];
    if (!step) {
      return only(answers, (name) => open.some((one) => one.name === name));
    }

    const settled = only(answers, (name) => !reopened.has(name));
    const keep = keepLabel(ctx, step, { settled, value: answers[step.name] });
    const turn = { hasBack: before !== undefined, isOptional: step.isOptional ?? false, keep };
    const answer = await step.ask(ctx, turn, settled);
    if (answer.kind === 'back') {
      reopened.add(before?.name ?? step.name);
      continue;
    }

    reopened.delete(step.name);
    answers = { ...answers, ...taken(step, answer) };
    await forms.save(answers);
  }
}

/** Forgets the draft of a finished form. */
export async function dropDraft(dialogue: Dialogue, ctx: InnerContext, kind: string): Promise<void> {
  await draftsOf(dialogue, ctx, kind).drop();
}

function only(answers: FormAnswers, isWanted: (name: string) => boolean): FormAnswers {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => isWanted(name)));
}

const MAX_KEEP = 24;

/** The label of the button that keeps an earlier answer; undefined when there is none worth a button. */
function keepLabel(
  ctx: InnerContext,
  step: FormStep,
  { settled, value }: { readonly settled: FormAnswers; readonly value: unknown },
): string | undefined {
  if (value == null) {
    return undefined;
  }

  if (!step.recall) {
    return ctx.label('bot-keep-as-is-btn');
  }

  const words = step.recall(ctx, value, settled);
  return words === undefined ? undefined : ctx.label('bot-keep-btn', { value: shortened(words) });
}

function shortened(words: string): string {
  const characters = [...words];
  return characters.length > MAX_KEEP ? `${characters.slice(0, MAX_KEEP - 1).join('')}…` : words;
}

/** What an answer adds to those so far; a kept one adds nothing. */
function taken({ name }: FormStep, answer: Answer<unknown>): FormAnswers {
  return answer.kind === 'keep' ? {} : { [name]: answer.kind === 'answer' ? answer.value : null };
}

async function resumed(dialogue: Dialogue, ctx: InnerContext, found: FoundDraft): Promise<FormAnswers> {
  if (found.isTakenUp || Object.keys(found.answers).length === 0) {
    return found.answers;
  }

  const choice = await askChoice(dialogue, ctx, {
    text: ctx.t('bot-draft-found'),
    choices: [
      [
        { label: ctx.label('bot-continue-btn'), value: 'continue' },
        { label: ctx.label('bot-anew-btn'), value: 'anew' },
      ],
    ],
  });
  return choice.kind === 'answer' && choice.value === 'anew' ? {} : found.answers;
}
