/** Puts a bot together; the order of the middleware is decided here and nowhere else. */
import { Bot, type MiddlewareFn } from 'grammy';
import { houseDefaults } from '#src/platform/telegram/api.ts';
import { bindContext } from './bind-context.ts';
import type { BotContext } from './context.ts';
import { openDialogues, runDialogues } from './dialogues.ts';
import { failureOf, isPassing, isUnreachable } from './failures.ts';
import type { BotKit, BotParts } from './kit.ts';
import { answerTaps, dropTwins, leaveDialogues, workFeatures, workTheRest } from './taps.ts';

/** What a bot is made of. */
export interface Assembly {
  readonly token: string;
  readonly client: NonNullable<NonNullable<ConstructorParameters<typeof Bot>[1]>['client']>;
  readonly parts: BotParts;
  readonly kit: BotKit;
  /** When the update at hand reached the inbox. */
  readonly receivedAt: (ctx: BotContext) => Date | undefined;
}

const TYPING_AFTER_MS = 1000;
const TYPING_EVERY_MS = 4000;

/** A bot that only waits for `handleUpdate`; it never fetches updates itself. */
export function assembleBot({ token, client, parts, kit, receivedAt }: Assembly): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, { client });
  bot.api.config.use(houseDefaults);
  bot.use(
    bindContext(kit, parts),
    tellFailures(kit),
    dropTwins(receivedAt),
    showTyping(kit),
    answerTaps(parts),
    openDialogues(kit, parts),
    leaveDialogues(parts),
    runDialogues(parts),
    workFeatures(parts),
    workTheRest(kit, parts),
  );
  return bot;
}

/** Says what went wrong; only what may pass by itself is thrown on, so that the update is tried again. */
function tellFailures(kit: BotKit): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (isPassing(error)) {
        throw error;
      }

      if (isUnreachable(error)) {
        kit.logger.info({ botId: ctx.botId }, 'person has left the chat');
        return;
      }

      const failure = failureOf(error, kit.logger);
      await ctx.reply(ctx.t(failure.messageId, failure.params));
    }
  };
}

/** Shows "typing" while work takes longer than a second. */
function showTyping(kit: BotKit): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    let timer: NodeJS.Timeout | undefined;
    const showAgainIn = (ms: number) => {
      timer = setTimeout(() => {
        ctx
          .replyWithChatAction('typing')
          .catch((error: unknown) => kit.logger.debug({ err: error }, 'typing not shown'));
        showAgainIn(TYPING_EVERY_MS);
      }, ms);
    };
    showAgainIn(TYPING_AFTER_MS);
    try {
      await next();
    } finally {
      clearTimeout(timer);
    }
  };
}
