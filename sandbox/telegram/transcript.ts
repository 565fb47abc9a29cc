import { commandsFor } from './methods/profile.ts';
import type { Bot, Chat, StoredMessage, TelegramWorld } from './model.ts';
import { renderedHtml } from './rendered-html.ts';
import type { Message } from './wire.ts';

/** What the user sees of one chat, oldest message first; deleted messages stay, marked and empty. */
export function transcriptOf(world: TelegramWorld, { bot, chat }: { bot: Bot; chat: Chat }): Record<string, unknown> {
  const { user, replyKeyboard, action, forceReply } = chat;
  return {
    user,
    bot: { id: bot.id, username: bot.username, name: bot.name },
    hasStarted: chat.hasStarted,
    blocked: chat.isBlocked,
    messages: chat.messages.map(visibleMessage),
    replyKeyboard: replyKeyboard ? { ...visibleKeyboard(replyKeyboard.markup), ...pick(replyKeyboard) } : null,
    forceReply: forceReply ?? null,
    commands: commandsFor(bot, user),
    menuButton: chat.menuButton ?? bot.menuButton,
    chatAction: action && action.untilMs > world.now().getTime() ? action.name : null,
  };
}

function visibleMessage(stored: StoredMessage): Record<string, unknown> {
  const { message, isFromBot, sentAt, editedAt, isDeleted } = stored;
  return {
    messageId: message.message_id,
    from: isFromBot ? 'bot' : 'user',
    date: sentAt.toISOString(),
    ...(editedAt ? { editedAt: editedAt.toISOString() } : {}),
    ...visibleText(message),
    ...visibleAttachment(message),
    ...(message.media_group_id ? { mediaGroupId: message.media_group_id } : {}),
    ...(message.reply_to_message ? { replyToMessageId: message.reply_to_message.message_id } : {}),
    ...(message.reply_markup ? { inlineKeyboard: message.reply_markup.inline_keyboard.map(visibleRow) } : {}),
    ...(isDeleted ? { deleted: true } : {}),
  };
}

function visibleText({ text, caption, entities, caption_entities }: Message): Record<string, unknown> {
  const marked = { text: text ?? caption ?? '', entities: entities ?? caption_entities ?? [] };
  return {
    ...(text === undefined ? {} : { text }),
    ...(caption === undefined ? {} : { caption }),
    entities: marked.entities,
    html: renderedHtml(marked),
  };
}

function visibleAttachment(message: Message): Record<string, unknown> {
  const { photo, document, contact } = message;
  const largest = photo?.at(-1);
  return {
    ...(largest ? { photo: { ...fileLink(largest.file_id), width: largest.width, height: largest.height } } : {}),
    ...(document
      ? {
          document: {
            ...fileLink(document.file_id),
            name: document.file_name,
            size: document.file_size,
            mimeType: document.mime_type,
          },
        }
      : {}),
    ...(contact
      ? {
          contact: {
            phone: contact.phone_number,
            firstName: contact.first_name,
            lastName: contact.last_name,
            userId: contact.user_id,
          },
        }
      : {}),
  };
}

function fileLink(fileId: string): { fileId: string; url: string } {
  return { fileId, url: `/_control/telegram/files/${fileId}` };
}

function visibleRow(row: readonly { text: string; callback_data?: unknown; url?: unknown }[]): unknown[] {
  return row.map(({ text, callback_data, url }) => ({
    text,
    ...(callback_data === undefined ? {} : { data: callback_data }),
    ...(url === undefined ? {} : { url }),
  }));
}

function visibleKeyboard(markup: NonNullable<Chat['replyKeyboard']>['markup']): Record<string, unknown> {
  return {
    rows: markup.keyboard.map((row) =>
      row.map(({ text, request_contact }) => ({ text, ...(request_contact ? { requestContact: true } : {}) })),
    ),
    resize: markup.resize_keyboard ?? false,
    oneTime: markup.one_time_keyboard ?? false,
    persistent: markup.is_persistent ?? false,
    placeholder: markup.input_field_placeholder,
  };
}

function pick({ messageId, isCollapsed }: NonNullable<Chat['replyKeyboard']>): Record<string, unknown> {
  return { messageId, collapsed: isCollapsed };
}
