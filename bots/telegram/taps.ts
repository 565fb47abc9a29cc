/** Taps and commands: answered at once, twins dropped, dialogues left when the person turns to something else. */
import { Composer, type Middleware, type MiddlewareFn, type NextFunction } from 'grammy';
import { unpackTap } from '#src/platform/telegram/callback-data.ts';
import { botErrors } from '#src/platform/telegram/telegram.errors.ts';
import type { BotContext } from './context.ts';
import type { BotKit, BotParts } from './kit.ts';
import { DIALOGUE_TAP, quietly } from './question.ts';

/** When a tap was last worked, by chat, message and data; only the newest few matter. */
const MAX_REMEMBERED = 5000;

/** Drops a tap that came while an equal one was still being worked: two quick taps act once. */
export function dropTwins(receivedAt: (ctx: BotContext) => Date | undefined): MiddlewareFn<BotContext> {
  const workedUntil = new Map<string, number>();
  return async (ctx, next) => {
    const tap = ctx.callbackQuery;
    if (!tap?.data) {
      return next();
    }

    const key = `${ctx.chatId}:${tap.message?.message_id}:${tap.data}`;
    const received = receivedAt(ctx)?.getTime() ?? Number.POSITIVE_INFINITY;
    if (received <= (workedUntil.get(key) ?? 0)) {
      await quietly(ctx.answerCallbackQuery());
      return;
    }

    await next();
    workedUntil.delete(key);
    workedUntil.set(key, Date.now());
    if (workedUntil.size > MAX_REMEMBERED) {
      workedUntil.delete(String(workedUntil.keys().next().value));
    }
  };
}

/** Answers taps of known buttons at once, before any work, so that the button stops spinning. */
export function answerTaps(parts: BotParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const tap = unpackTap(ctx.callbackQuery?.data ?? '');
    if (tap && (parts.screens.has(tap.action) || parts.actions.has(tap.action))) {
      await quietly(ctx.answerCallbackQuery());
    }
    await next();
  };
}

/** /cancel says what was left; any other command or menu button leaves the dialogue silently, its draft stays. */
export function leaveDialogues(parts: BotParts): Middleware<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('cancel', async (ctx) => {
    const wasActive = Object.keys(ctx.conversation.active()).length > 0;
    await ctx.conversation.exitAll();
    const kept = ctx.draft.isKept ? 'bot-cancelled-kept' : 'bot-cancelled';
    await ctx.reply(ctx.t(wasActive ? kept : 'bot-nothing-to-cancel'));
    await ctx.menu.showHome();
  });
  composer.use(async (ctx, next) => {
    const isCommand = parts.features.some((feature) => feature.commands?.some(({ name }) => ctx.hasCommand(name)));
    if (isCommand || unpackTap(ctx.callbackQuery?.data ?? '')) {
      await ctx.conversation.exitAll();
    }
    await next();
  });
  return composer;
}

/** Commands, screens and actions of the features, then their free handlers. */
export function workFeatures(parts: BotParts): Middleware<BotContext> {
  const composer = new Composer<BotContext>();
  for (const command of parts.features.flatMap((feature) => feature.commands ?? [])) {
    composer.command(command.name, (ctx) => command.run(ctx, ctx.match));
  }
  composer.on('callback_query:data', (ctx, next) => workTap(ctx, parts, next));
  for (const { handlers } of parts.features) {
    if (handlers) {
      composer.use(handlers);
    }
  }
  return composer;
}

/** What nobody took: an old button is named as such, a message gets the menu; blocking and unblocking is noted. */
export function workTheRest(kit: BotKit, parts: BotParts): Middleware<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('my_chat_member', async (ctx) => {
    const isGone = ctx.myChatMember.new_chat_member.status === 'kicked';
    const chat = { botId: parts.botId, chatKey: String(ctx.chatId) };
    await kit.chats.markBlocked(chat, isGone ? 'blocked' : 'open');
  });
  composer.on('callback_query', async (ctx) => {
    await quietly(ctx.answerCallbackQuery({ text: ctx.label('bot-old-button') }));
    if (ctx.callbackQuery.data?.startsWith(DIALOGUE_TAP)) {
      await quietly(ctx.editMessageReplyMarkup());
    }
    await ctx.menu.showPresent();
  });
  composer.on('message', async (ctx) => {
    await ctx.reply(ctx.t('bot-not-understood'));
    await ctx.menu.showPresent();
  });
  return composer;
}

async function workTap(ctx: BotContext, parts: BotParts, next: NextFunction): Promise<void> {
  const tap = unpackTap(ctx.callbackQuery?.data ?? '');
  if (!tap) {
    return next();
  }

  const action = parts.actions.get(tap.action);
  if (!action) {
    return parts.screens.has(tap.action) ? ctx.menu.show(tap.action, ...tap.args) : next();
  }

  if (action.can !== undefined && !ctx.visitor.can(action.can)) {
    throw botErrors.forbidden();
  }

  await action.run(ctx, tap.args);
}
