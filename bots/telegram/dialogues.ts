/** Mounts dialogues: their sealed storage, what they see inside, and what happens when their state is of another version. */
import { type ConversationData, conversations, createConversation, type VersionedState } from '@grammyjs/conversations';
import { Composer, type Middleware, type NextFunction } from 'grammy';
import { houseDefaults } from '#src/platform/telegram/api.ts';
import type { BotContext, InnerContext } from './context.ts';
import { isPassing } from './failures.ts';
import type { BotKit, BotParts } from './kit.ts';
import { quietly } from './question.ts';
import { createSpeech } from './speech.ts';

/** A dialogue whose state was dropped, because the dialogues have changed since. */
interface Dropped {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A state as it is kept: which update led to it, and the state itself unless the dialogue is over. */
interface Kept {
  readonly after: number;
  readonly state?: VersionedState<ConversationData>;
  /** Whether a draft holds the dialogue's answers. */
  readonly isDraftKept?: boolean;
}

const NOTHING: Partial<Kept> = {};

const dropped = new WeakMap<object, Dropped>();
const failing = new WeakSet<object>();
const worked = new WeakSet<object>();

/** The storage and the controls; commands and taps that leave a dialogue come after this and before `runDialogues`. */
export function openDialogues(kit: BotKit, parts: BotParts): Middleware<BotContext> {
  return new Composer<BotContext>().use(storedDialogues(kit, parts), workOnce);
}

/**
 * An update that a dialogue has taken is not given to its next question, should it come again because nobody could write
 * down that it was worked. After a passing failure nothing is kept, so that the same update can be worked again.
 */
async function workOnce(ctx: BotContext, next: NextFunction): Promise<void> {
  if (worked.has(ctx)) {
    return;
  }

  try {
    await next();
  } catch (error) {
    if (isPassing(error)) {
      failing.add(ctx);
    }
    throw error;
  }
}

function storedDialogues(kit: BotKit, parts: BotParts): Middleware<BotContext> {
  const states = kit.dialogueStates;
  const chatOf = (ctx: BotContext) => ({ botId: parts.botId, chatKey: String(ctx.chatId) });
  const keep = async (ctx: BotContext, state?: Kept['state']) => {
    const isToKeep = !failing.has(ctx) && !worked.has(ctx);
    const rest = state && { state, isDraftKept: ctx.draft.isKept };
    const kept: Kept = { after: ctx.update.update_id, ...rest };
    await (isToKeep ? states.save(chatOf(ctx), JSON.stringify(kept)) : undefined);
  };
  return conversations<BotContext, InnerContext>({
    storage: {
      type: 'context',
      version: parts.dialogueVersion,
      adapter: {
        read: async (ctx) => {
          const text = await states.find(chatOf(ctx));
          const { after, state, isDraftKept } = text === undefined ? NOTHING : (JSON.parse(text) as Kept);
          ctx.draft.isKept = isDraftKept ?? false;
          if (after === ctx.update.update_id) {
            worked.add(ctx);
            return state;
          }

          if (state && state.version[1] !== parts.dialogueVersion) {
            await states.drop(chatOf(ctx));
            noteDropped(ctx, state.state);
            return undefined;
          }

          return state;
        },
        write: (ctx, state) => keep(ctx, state),
        delete: (ctx) => keep(ctx),
      },
    },
    plugins: async (dialogue) => {
      const outside = await dialogue.external((ctx) => ({
        language: ctx.language,
        zone: ctx.visitor.zone ?? null,
        hasCompany: ctx.visitor.companyId !== undefined && ctx.visitor.memberId !== undefined,
      }));
      return [
        async (ctx, next) => {
          const speech = createSpeech(kit.words, outside.language, outside.zone ?? undefined);
          Object.assign(ctx, speech, { hasCompany: outside.hasCompany });
          ctx.api.config.use(houseDefaults);
          await next();
        },
      ];
    },
  });
}

/** The dialogues themselves, and a fresh start for one whose state was dropped. */
export function runDialogues(parts: BotParts): Middleware<BotContext> {
  const composer = new Composer<BotContext>();
  for (const { name, run } of parts.dialogues) {
    // The plugin passes arguments untyped; `enterDialogue` and `DialogueDefinition` keep them in step.
    composer.use(
      createConversation<BotContext, InnerContext>((dialogue, ctx, args) => run(dialogue, ctx, args as never), name),
    );
  }
  composer.use(async (ctx, next) => {
    const lost = dropped.get(ctx);
    const former = parts.dialogues.find(({ name }) => name === lost?.name);
    if (!lost || !former || ctx.message?.text?.startsWith('/')) {
      return next();
    }

    if (ctx.message && former.hasSecrets) {
      await quietly(ctx.deleteMessage());
    }

    if (ctx.callbackQuery) {
      await quietly(ctx.answerCallbackQuery());
    }
    await ctx.reply(ctx.t(ctx.draft.isKept ? 'bot-start-again' : 'bot-begin-again'));
    ctx.draft.isTakenUp = ctx.draft.isKept;
    await ctx.conversation.enter(lost.name, ...lost.args);
  });
  return composer;
}

function noteDropped(ctx: object, state: ConversationData): void {
  const [entry] = Object.entries(state);
  if (entry) {
    const [name, [first]] = entry;
    dropped.set(ctx, { name, args: first?.args === undefined ? [] : (JSON.parse(first.args) as unknown[]) });
  }
}
