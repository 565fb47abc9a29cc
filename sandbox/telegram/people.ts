import { storeDocument, storePhoto } from './files.ts';
import { withDetected } from './formatted-text.ts';
import { type Place, postFromUser } from './messages.ts';
import type { StoredMessage } from './model.ts';
import { pushUpdate } from './updates.ts';
import type { InlineButton, Message, MessageContent, ReplyButton, WireContact } from './wire.ts';
import { wireBot, wireChat, wireTime, wireUser } from './world.ts';

/** A user's message and the update that carries it. */
export interface Said {
  readonly messageId: number;
  readonly updateId: number;
}

/** The outcome of a tap. */
export interface Tapped extends Partial<Said> {
  readonly callbackQueryId?: string;
  readonly url?: string;
}

/** A file a user sends: bytes, or only a size. */
export interface SentFile {
  readonly name: string;
  readonly mimeType?: string | undefined;
  readonly content?: Buffer | undefined;
  readonly size?: number | undefined;
}

/** The user writes a text; commands, links and mentions become entities. */
export function sayText(place: Place, text: string): Said {
  const marked = withDetected({ text, entities: [] });
  return say(place, { text, ...(marked.entities.length > 0 ? { entities: marked.entities } : {}) });
}

/** The user presses start, with a deep link's payload if there was one; a blocked bot is unblocked by it. */
export function pressStart(place: Place, payload: string | undefined): Said {
  setBlocked(place, 'unblocked');
  return sayText(place, payload ? `/start ${payload}` : '/start');
}

/** The user shares a contact: by default their own, whose phone comes without a plus as most clients send it. */
export function shareContact(place: Place, contact?: Partial<WireContact> & { phone_number: string }): Said {
  const { user } = place.chat;
  const own: WireContact = {
    phone_number: user.phone.replace('+', ''),
    first_name: user.firstName,
    last_name: user.lastName,
    user_id: user.id,
  };
  return say(place, { contact: contact ? { first_name: 'Contact', ...contact } : own });
}

/** The user sends photos; several make an album with the caption under the first. */
export function sendPhotos(place: Place, photos: readonly SentFile[], caption?: string): Said[] {
  const groupId = photos.length > 1 ? String(14_000_000_000 + place.bot.id + place.chat.lastMessageId) : undefined;
  return photos.map((photo, index) =>
    say(place, {
      photo: storePhoto(place.world, place.bot, photo),
      ...(groupId ? { media_group_id: groupId } : {}),
      ...(index === 0 ? captionOf(caption) : {}),
    }),
  );
}

/** The user sends a document. */
export function sendDocument(place: Place, file: SentFile, caption?: string): Said {
  return say(place, { document: storeDocument(place.world, place.bot, file), ...captionOf(caption) });
}

/** The user taps a button of their reply keyboard. */
export function tapReplyButton(place: Place, button: ReplyButton): Tapped {
  const { replyKeyboard } = place.chat;
  if (replyKeyboard?.markup.one_time_keyboard) {
    replyKeyboard.isCollapsed = true;
  }
  return button.request_contact ? shareContact(place) : sayText(place, button.text);
}

/** The user taps a button under a message; a link opens, anything else asks the bot. */
export function tapInlineButton(place: Place, stored: StoredMessage, button: InlineButton): Tapped {
  if (button.callback_data === undefined) {
    return { url: button.url ?? '' };
  }

  const { world, bot, chat } = place;
  const id = `${chat.user.id}${String(world.callbackQueries.size + 1).padStart(8, '0')}`;
  world.callbackQueries.set(id, { id, botId: bot.id, userId: chat.user.id, askedAt: world.now() });
  const updateId = pushUpdate(world, bot, {
    callback_query: {
      id,
      from: wireUser(chat.user),
      message: stored.message,
      chat_instance: String(bot.id * 7 + chat.user.id),
      data: button.callback_data,
    },
  });
  return { callbackQueryId: id, updateId };
}

/** The user blocks the bot or takes it back; the bot hears of a change. */
export function setBlocked({ world, bot, chat }: Place, wish: 'blocked' | 'unblocked'): void {
  const isBlocked = wish === 'blocked';
  if (chat.isBlocked === isBlocked) {
    return;
  }

  chat.isBlocked = isBlocked;
  const status = (name: string) => ({ user: wireBot(bot), status: name });
  const [before, after] = isBlocked ? ['member', 'kicked'] : ['kicked', 'member'];
  pushUpdate(world, bot, {
    my_chat_member: {
      chat: wireChat(chat.user),
      from: wireUser(chat.user),
      date: wireTime(world.now()),
      old_chat_member: { ...status(before), ...(isBlocked ? {} : { until_date: 0 }) },
      new_chat_member: { ...status(after), ...(isBlocked ? { until_date: 0 } : {}) },
    },
  });
  world.emit({ source: 'telegram', kind: 'chat', bot: bot.username, userId: chat.user.id, blocked: isBlocked });
}

function say(place: Place, content: MessageContent & { reply_to_message?: Message }): Said {
  const { message } = postFromUser(place, content);
  return { messageId: message.message_id, updateId: pushUpdate(place.world, place.bot, { message }) };
}

function captionOf(caption: string | undefined): MessageContent {
  return caption ? { caption } : {};
}
