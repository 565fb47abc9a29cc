import type { Context } from 'grammy';
import type { TelegramUser } from '#src/platform/telegram/visitor.ts';

/** The Telegram account behind an update. @throws Error for an update without a person */
export function telegramUserOf(ctx: Pick<Context, 'from'>): TelegramUser {
  const { from } = ctx;
  if (!from) {
    throw new Error('This update has no person behind it.');
  }

  return {
    id: from.id,
    firstName: from.first_name,
    ...(from.last_name && { lastName: from.last_name }),
    ...(from.username && { username: from.username }),
    ...(from.language_code && { languageCode: from.language_code }),
  };
}
