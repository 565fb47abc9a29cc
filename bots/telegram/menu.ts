/** The live menu: one message per chat whose screen is edited in place. */
import { createHash, randomUUID } from 'node:crypto';
import { GrammyError, InputMediaBuilder } from 'grammy';
import type { InlineKeyboardButton, Message } from 'grammy/types';
import { packTap, unpackTap } from '#src/platform/telegram/callback-data.ts';
import { botErrors } from '#src/platform/telegram/telegram.errors.ts';
import type { BotContext, Button, Menu, ScreenView } from './context.ts';
import type { BotKit, BotParts } from './kit.ts';
import { quietly } from './question.ts';

/** Where a screen is and what it shows. */
interface Shown {
  readonly name: string;
  readonly args: readonly string[];
}

/** The menu of the chat this update came from. */
export function createMenu(ctx: BotContext, kit: BotKit, parts: BotParts): Menu {
  const chat = { botId: parts.botId, chatKey: String(ctx.chatId) };
  const draw = async (shown: Shown, tapped: Message | undefined): Promise<void> => {
    const view = await render(ctx, parts, shown);
    const markup = { inline_keyboard: keyboard(ctx, { view, isHome: shown.name === parts.home, home: parts.home }) };
    const former = await kit.chats.findMenu(chat);
    const digest = digestOf(view, markup);
    if (tapped && former?.messageId === tapped.message_id && former.digest === digest) {
      return;
    }

    const { messageId, isEdited } = await place(ctx, kit, { tapped, view, markup });
    await kit.chats.saveMenu(chat, { messageId, tap: packTap(shown.name, ...shown.args), digest });
    const gone = [former?.messageId, isEdited ? undefined : tapped?.message_id];
    for (const id of new Set(gone.filter((one) => one !== undefined && one !== messageId))) {
      await quietly(ctx.api.deleteMessage(chat.chatKey, Number(id)));
    }
  };
  const at = (name: string, args: readonly (string | number)[]) => ({ name, args: args.map(String) });
  const tappedMessage = () => (ctx.callbackQuery?.message?.date ? (ctx.callbackQuery.message as Message) : undefined);
  const present = async (): Promise<Shown> => {
    const tap = unpackTap((await kit.chats.findMenu(chat))?.tap ?? '');
    const isKnown = tap !== undefined && parts.screens.has(tap.action);
    return isKnown ? { name: tap.action, args: tap.args } : at(parts.home, []);
  };

  return {
    show: (name, ...args) => draw(at(name, args), tappedMessage()),
    showBelow: (name, ...args) => draw(at(name, args), undefined),
    showHome: () => draw(at(parts.home, []), undefined),
    showPresent: async () => draw(await present(), undefined),
    redraw: async () => draw(await present(), tappedMessage()),
  };
}

async function render(ctx: BotContext, parts: BotParts, { name, args }: Shown): Promise<ScreenView> {
  const screen = parts.screens.get(name);
  if (!screen) {
    throw new Error(`There is no screen called ${name}.`);
  }

  if (screen.can !== undefined && !ctx.visitor.can(screen.can)) {
    throw botErrors.forbidden();
  }

  return screen.render(ctx, args);
}

interface Markup {
  readonly inline_keyboard: InlineKeyboardButton[][];
}

interface Placing {
  readonly tapped: Message | undefined;
  readonly view: ScreenView;
  readonly markup: Markup;
}

interface Placed {
  readonly messageId: number;
  readonly isEdited: boolean;
}

/** Puts a screen into the chat; one whose picture Telegram does not take (too long a side, say) comes without it. */
async function place(ctx: BotContext, kit: BotKit, placing: Placing): Promise<Placed> {
  const { photo, ...plain } = placing.view;
  try {
    return await editOrSend(ctx, placing);
  } catch (error) {
    if (photo === undefined || !(error instanceof GrammyError && [400, 413].includes(error.error_code))) {
      throw error;
    }

    kit.logger.warn({ reason: error.description }, 'Telegram refused a picture');
    return editOrSend(ctx, { ...placing, view: plain });
  }
}

async function editOrSend(ctx: BotContext, { tapped, view, markup }: Placing): Promise<Placed> {
  return tapped && (await edit(ctx, { tapped, view, markup }))
    ? { messageId: tapped.message_id, isEdited: true }
    : { messageId: (await send(ctx, view, markup)).message_id, isEdited: false };
}

async function edit(
  ctx: BotContext,
  { tapped, view, markup }: Placing & { readonly tapped: Message },
): Promise<boolean> {
  const hasPhoto = tapped.photo !== undefined;
  if (hasPhoto !== (view.photo !== undefined)) {
    return false;
  }

  const text = String(view.text);
  try {
    await (view.photo === undefined
      ? ctx.editMessageText(text, { reply_markup: markup })
      : ctx.editMessageMedia(InputMediaBuilder.photo(view.photo, { caption: text, parse_mode: 'HTML' }), {
          reply_markup: markup,
        }));
    return true;
  } catch (error) {
    if (error instanceof GrammyError && /message (to edit not found|can't be edited)/.test(error.description)) {
      return false;
    }

    throw error;
  }
}

function send(ctx: BotContext, view: ScreenView, markup: Markup): Promise<Message> {
  const text = String(view.text);
  return view.photo === undefined
    ? ctx.reply(text, { reply_markup: markup })
    : ctx.replyWithPhoto(view.photo, { caption: text, reply_markup: markup });
}

function keyboard(
  ctx: BotContext,
  { view, isHome, home }: { view: ScreenView; isHome: boolean; home: string },
): InlineKeyboardButton[][] {
  const rows = (view.keyboard ?? []).map((row) => row.map(inlineButton));
  const [back, ...args] = view.back ?? [home];
  const backButton = { text: ctx.label('bot-back-btn'), callback_data: packTap(back, ...args) };
  const homeButton = { text: ctx.label('bot-home-btn'), callback_data: packTap(home) };
  return isHome ? rows : [...rows, back === home ? [homeButton] : [backButton, homeButton]];
}

function digestOf(view: ScreenView, markup: Markup): string {
  // An upload has no name of its own, so a screen with one is always drawn again.
  const photo = typeof view.photo === 'object' ? randomUUID() : view.photo;
  return createHash('sha256')
    .update(JSON.stringify([String(view.text), photo, markup]))
    .digest('base64url');
}

/** A button in Telegram's own shape, for messages outside the menu. */
export function inlineButton(button: Button): InlineKeyboardButton {
  return 'url' in button ? { text: button.label, url: button.url } : { text: button.label, callback_data: button.tap };
}
