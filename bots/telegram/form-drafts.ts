/** Where the answers of a form are kept while it is filled in. */
import { attemptCall, type Outcome } from './attempt.ts';
import type { BotContext, Dialogue, InnerContext } from './context.ts';

/** Answers so far; a skipped question is null. */
export type FormAnswers = Readonly<Record<string, unknown>>;

/** The answers of a draft, none when there is no draft. */
export interface FoundDraft {
  readonly answers: FormAnswers;
  /** The person need not be asked whether to go on with it. */
  readonly isTakenUp: boolean;
}

/** The draft of a form, as its dialogue reaches it. */
export interface DialogueDrafts {
  find(): Promise<FoundDraft>;
  save(answers: FormAnswers): Promise<void>;
  drop(): Promise<void>;
}

/** Before there is a company there is nowhere to keep a draft, so the dialogue's own state must do. */
export function draftsOf(dialogue: Dialogue, ctx: InnerContext, kind: string): DialogueDrafts {
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
      const found = await inDrafts(async (outer) => {
        const answers = await outer.inCompany((scope) => outer.drafts.find(scope, kind));
        outer.draft.isKept = answers !== undefined;
        return { answers: answers ?? {}, isTakenUp: outer.draft.isTakenUp };
      });
      return found?.ok ? (found.value as FoundDraft) : { answers: {}, isTakenUp: false };
    },
    save: async (answers) => {
      await inDrafts(async (outer) => {
        await outer.inCompany((scope) => outer.drafts.save(scope, kind, answers));
        outer.draft.isKept = true;
      });
    },
    drop: async () => {
      await inDrafts(async (outer) => {
        await outer.inCompany((scope) => outer.drafts.drop(scope, kind));
        outer.draft.isKept = false;
      });
    },
  };
}
