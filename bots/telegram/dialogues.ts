/** Mounts dialogues: their sealed storage, what they see inside, and what happens when their state is of another version. */
import { type ConversationData, conversations, createConversation, type VersionedState } from '@grammyjs/conversations';
import { Composer, type Middleware } from 'grammy';
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

const dropped = new WeakMap<object, Dropped>();
const failing = new WeakSet<object>();

/** The storage and the controls; commands and taps that leave a dialogue come after this and before `runDialogues`. */
export function openDialogues(kit: BotKit, parts: BotParts): Middleware<BotContext> {
  const states = kit.dialogueStates;
  const chatOf = (ctx: BotContext) => ({ botId: parts.botId, chatKey: String(ctx.chatId) });
  return conversations<BotContext, InnerContext>({
    storage: {
      type: 'context',
      version: parts.dialogueVersion,
      adapter: {
        read: async (ctx) => {
          const text = await states.find(chatOf(ctx));
          const state = text === undefined ? undefined : (JSON.parse(text) as VersionedState<ConversationData>);
          if (state && state.version[1] !== parts.dialogueVersion) {
            await states.drop(chatOf(ctx));
            noteDropped(ctx, state.state);
            return undefined;
          }

          return state;
        },
        // After a passing failure the former state stays, so that the same update can be worked again.
        write: async (ctx, state) => (failing.has(ctx) ? undefined : states.save(chatOf(ctx), JSON.stringify(state))),
        delete: async (ctx) => (failing.has(ctx) ? undefined : states.drop(chatOf(ctx))),
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
  composer.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (isPassing(error)) {
        failing.add(ctx);
      }
      throw error;
    }
  });
  for (const { name, run } of parts.dialogues) {
    // The plugin passes arguments untyped; `enterDialogue` and `DialogueDefinition` keep them in step.
    composer.use(
      createConversation<BotContext, InnerContext>((dialogue, ctx, args) => run(dialogue, ctx, args as never), name),
    );
  }
  composer.use(async (ctx, next) => {
    const lost = dropped.get(ctx);
    if (!lost || ctx.message?.text?.startsWith('/') || !parts.dialogues.some(({ name }) => name === lost.name)) {
      return next();
    }

    if (ctx.callbackQuery) {
      await quietly(ctx.answerCallbackQuery());
    }
    await ctx.reply(ctx.t('bot-start-again'));
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
