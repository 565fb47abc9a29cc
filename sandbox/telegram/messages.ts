import type { Markup } from './keyboards.ts';
import type { Bot, Chat, StoredMessage, TelegramWorld } from './model.ts';
import type { Message, MessageContent } from './wire.ts';
import { wireBot, wireChat, wireTime, wireUser } from './world.ts';

/** Where a message goes. */
export interface Place {
  readonly world: TelegramWorld;
  readonly bot: Bot;
  readonly chat: Chat;
}

/** Posts a bot's message and applies its keyboard to the chat. */
export function postFromBot(
  place: Place,
  content: MessageContent & { reply_to_message?: Message | undefined },
  markup: Markup = { kind: 'none' },
): StoredMessage {
  const keyboard = markup.kind === 'inline' ? markup.keyboard : undefined;
  const stored = post(place, {
    content: { ...content, reply_markup: keyboard },
    isFromBot: true,
    hasReplyMarkup: ['reply', 'remove', 'force'].includes(markup.kind),
  });
  applyMarkup(place.chat, { markup, messageId: stored.message.message_id });
  place.chat.action = undefined;
  return stored;
}

/** Posts a user's message; whoever writes has started the bot. */
export function postFromUser(
  place: Place,
  content: MessageContent & { reply_to_message?: Message | undefined },
): StoredMessage {
  place.chat.hasStarted = true;
  place.chat.forceReply = undefined;
  return post(place, { content, isFromBot: false, hasReplyMarkup: false });
}

/** The message with that id, unless it was deleted. */
export function findMessage(chat: Chat, messageId: number | undefined): StoredMessage | undefined {
  return chat.messages.find(({ message, isDeleted }) => message.message_id === messageId && !isDeleted);
}

/** Replaces the content of a message that was sent before. */
export function editMessage({ world, bot, chat }: Place, stored: StoredMessage, content: MessageContent): Message {
  const at = world.now();
  const { message_id, date, from, chat: wire, reply_to_message } = stored.message;
  stored.message = { message_id, from, chat: wire, date, reply_to_message, ...content, edit_date: wireTime(at) };
  stored.editedAt = at;
  world.emit({
    source: 'telegram',
    kind: 'messageEdited',
    bot: bot.username,
    userId: chat.user.id,
    messageId: message_id,
  });
  return stored.message;
}

/** Takes a message out of the chat for both sides; nothing of what it said is left. */
export function removeMessage({ world, bot, chat }: Place, stored: StoredMessage): void {
  stored.isDeleted = true;
  const { message_id: messageId, date, from, chat: wire } = stored.message;
  stored.message = { message_id: messageId, from, chat: wire, date };
  world.emit({ source: 'telegram', kind: 'messageDeleted', bot: bot.username, userId: chat.user.id, messageId });
}

function post(
  { world, bot, chat }: Place,
  {
    content,
    isFromBot,
    hasReplyMarkup,
  }: Omit<StoredMessage, 'message' | 'sentAt' | 'isDeleted'> & {
    content: MessageContent & { reply_to_message?: Message | undefined };
  },
): StoredMessage {
  const sentAt = world.now();
  chat.lastMessageId += 1;
  const message: Message = {
    message_id: chat.lastMessageId,
    from: isFromBot ? wireBot(bot) : wireUser(chat.user),
    chat: wireChat(chat.user),
    date: wireTime(sentAt),
    ...content,
  };
  const stored: StoredMessage = { message, isFromBot, sentAt, hasReplyMarkup, isDeleted: false };
  chat.messages.push(stored);
  const { message_id: messageId } = message;
  world.emit({
    source: 'telegram',
    kind: 'message',
    from: isFromBot ? 'bot' : 'user',
    bot: bot.username,
    userId: chat.user.id,
    messageId,
  });
  return stored;
}

function applyMarkup(chat: Chat, { markup, messageId }: { markup: Markup; messageId: number }): void {
  if (markup.kind === 'reply') {
    chat.replyKeyboard = { markup: markup.keyboard, messageId, isCollapsed: false };
  }
  if (markup.kind === 'remove' || markup.kind === 'force') {
    chat.replyKeyboard = undefined;
  }
  if (markup.kind === 'force') {
    chat.forceReply = { messageId, placeholder: markup.placeholder };
  }
}
