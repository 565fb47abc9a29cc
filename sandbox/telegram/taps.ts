import type { Place } from './messages.ts';
import type { StoredMessage } from './model.ts';
import { type Tapped, tapInlineButton, tapReplyButton } from './people.ts';
import type { InlineButton, ReplyButton } from './wire.ts';

/** A button as the user names it. */
export interface TapWish {
  readonly text?: string | undefined;
  readonly data?: string | undefined;
  readonly messageId?: number | undefined;
}

/** Taps the newest visible button that fits; nothing when there is none. */
export function tap(place: Place, wish: TapWish): Tapped | undefined {
  const inline = findInline(place, wish);
  const reply = findReply(place, wish);
  if (reply && reply.messageId > (inline?.stored.message.message_id ?? 0)) {
    return tapReplyButton(place, reply.button);
  }
  return inline && tapInlineButton(place, inline.stored, inline.button);
}

function findInline({ chat }: Place, wish: TapWish): { stored: StoredMessage; button: InlineButton } | undefined {
  const visible = chat.messages.filter(({ isDeleted }) => !isDeleted).toReversed();
  for (const stored of visible) {
    const { message_id, reply_markup } = stored.message;
    const button = reply_markup?.inline_keyboard.flat().find((candidate) => fits(candidate, wish));
    if (button && (wish.messageId === undefined || wish.messageId === message_id)) {
      return { stored, button };
    }
  }
  return undefined;
}

function fits(button: InlineButton, { text, data }: TapWish): boolean {
  return data === undefined ? button.text === text : button.callback_data === data;
}

function findReply(
  { chat }: Place,
  { text, messageId }: TapWish,
): { messageId: number; button: ReplyButton } | undefined {
  const { replyKeyboard } = chat;
  const button = replyKeyboard?.markup.keyboard.flat().find((candidate) => candidate.text === text);
  if (!replyKeyboard || !button || messageId !== undefined) {
    return undefined;
  }
  return { messageId: replyKeyboard.messageId, button };
}
