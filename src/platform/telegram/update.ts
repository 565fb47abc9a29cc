/** Updates as Telegram sends them, and the key by which they are put in order. */
import type { Update } from 'grammy/types';

export type { Update } from 'grammy/types';

/** The kinds of updates our bots ask Telegram for. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

/** The chat an update belongs to; updates without a chat are kept in order per person. */
export function chatKeyOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat ??
    update.edited_message?.chat;
  if (chat) {
    return String(chat.id);
  }

  return `user:${update.callback_query?.from.id ?? 'none'}`;
}
