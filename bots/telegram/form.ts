/** A dialogue of several questions that may be walked back and forth and is resumed from its draft. */
import { askChoice } from './ask.ts';
import { attemptCall, type Outcome } from './attempt.ts';
import type { BotContext, Dialogue, InnerContext } from './context.ts';
import type { Answer, Turn } from './question.ts';

/** Answers so far; a skipped question is null. */
export type FormAnswers = Readonly<Record<string, unknown>>;

/** One question of a form. */
export interface FormStep {
  readonly name: string;
  readonly isOptional?: boolean;
  /** A step that does not apply to the answers so far is passed over. */
  readonly when?: (answers: FormAnswers) => boolean;
  /** Asks with one of the `ask…` helpers; `turn` says which ways out to offer. */
  ask(ctx: InnerContext, turn: Turn, answers: FormAnswers): Promise<Answer<unknown>>;
}

/** A form; `kind` names its draft (one per member). */
export interface Form {
  readonly kind: string;
  readonly steps: readonly FormStep[];
}

/**
 * Walks the questions and gives all answers. Each one is kept in the draft at once; when a draft is there at the start
 * the person chooses to go on with it or begin anew. Drop the draft with `dropDraft` once the answers have been used.
 */
export async function fillForm(dialogue: Dialogue, ctx: InnerContext, form: Form): Promise<FormAnswers> {
  const forms = draftsOf(dialogue, ctx, form.kind);
  let answers = await resumed(dialogue, ctx, await forms.find());
  const open = () => form.steps.filter((step) => step.when?.(answers) ?? true);
  for (;;) {
    const position = open().findIndex((step) => !(step.name in answers));
    const step = open()[position];
    if (!step) {
      return answers;
    }

    const before = open()[position - 1];
    const answer = await step.ask(
      ctx,
      { hasBack: before !== undefined, isOptional: step.isOptional ?? false },
      answers,
    );
    answers = taken(answers, { step, before, answer });
    await forms.save(answers);
  }
}

/** Forgets the draft of a finished form. */
export async function dropDraft(dialogue: Dialogue, ctx: InnerContext, kind: string): Promise<void> {
  await draftsOf(dialogue, ctx, kind).drop();
}

interface Taken {
  readonly step: FormStep;
  readonly before: FormStep | undefined;
  readonly answer: Answer<unknown>;
}

function taken(answers: FormAnswers, { step, before, answer }: Taken): FormAnswers {
  if (answer.kind === 'back') {
    return Object.fromEntries(Object.entries(answers).filter(([name]) => name !== before?.name));
  }

  return { ...answers, [step.name]: answer.kind === 'answer' ? answer.value : null };
}

async function resumed(dialogue: Dialogue, ctx: InnerContext, found: FormAnswers): Promise<FormAnswers> {
  if (Object.keys(found).length === 0) {
    return {};
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
  return choice.kind === 'answer' && choice.value === 'anew' ? {} : found;
}

interface DialogueDrafts {
  find(): Promise<FormAnswers>;
  save(answers: FormAnswers): Promise<void>;
  drop(): Promise<void>;
}

/** Before there is a company there is nowhere to keep a draft, so the dialogue's own state must do. */
function draftsOf(dialogue: Dialogue, ctx: InnerContext, kind: string): DialogueDrafts {
  const inDrafts = async <T>(work: (outer: BotContext) => Promise<T>): Promise<Outcome<T> | undefined> => {
    const outcome = ctx.hasCompany ? await attemptCall(dialogue, work) : undefined;
    if (outcome && !outcome.ok) {
      // Going on would risk what was typed; the answer itself stands in the chat.
      await ctx.reply(ctx.t(outcome.messageId, outcome.params));
      await dialogue.halt();
    }
    return outcome;
  };
  return {
    find: async () => {
      const found = await inDrafts((outer) => outer.inCompany((scope) => outer.drafts.find(scope, kind)));
      return (found?.ok && (found.value as FormAnswers | undefined)) || {};
    },
    save: async (answers) => {
      await inDrafts((outer) => outer.inCompany((scope) => outer.drafts.save(scope, kind, answers)));
    },
    drop: async () => {
      await inDrafts((outer) => outer.inCompany((scope) => outer.drafts.drop(scope, kind)));
    },
  };
}
