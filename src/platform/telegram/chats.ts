/** What is remembered of a chat between updates: its live menu, and whether the person blocked the bot. */
import type { InSystem } from '../db/scope.ts';
import { TelegramDialogue } from './dialogue.entity.ts';
import { TelegramChat, TelegramUpdate } from './inbox.entity.ts';

/** A chat with a bot. */
export interface ChatRef {
  readonly botId: string;
  readonly chatKey: string;
}

/** The message that shows the menu, and the callback data that renders it again. */
export interface LiveMenu {
  readonly messageId: number;
  readonly tap: string;
  /** Differs when the drawn screen differs. */
  readonly digest: string;
}

/** The memory of chats. */
export interface Chats {
  findMenu(chat: ChatRef): Promise<LiveMenu | undefined>;
  saveMenu(chat: ChatRef, menu: LiveMenu): Promise<void>;
  markBlocked(chat: ChatRef, isBlocked: 'blocked' | 'open'): Promise<void>;
  isBlocked(chat: ChatRef): Promise<boolean>;
}

const UPDATE_DAYS = 3;
const DIALOGUE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Chats kept in Postgres. */
export function createChats(inSystem: InSystem): Chats {
  return {
    findMenu: (chat) =>
      inSystem('telegram.find-menu', async ({ em }) => {
        const found = await em.findOne(TelegramChat, { ...chat });
        const { menuMessageId: messageId, menuTap: tap, menuDigest: digest } = found ?? {};
        return messageId && tap ? { messageId, tap, digest: digest ?? '' } : undefined;
      }),
    saveMenu: (chat, menu) =>
      inSystem('telegram.save-menu', async ({ em }) => {
        const { messageId, tap, digest } = menu;
        await em.nativeUpdate(
          TelegramChat,
          { ...chat },
          { menuMessageId: messageId, menuTap: tap, menuDigest: digest },
        );
      }),
    markBlocked: (chat, state) =>
      inSystem('telegram.mark-blocked', async ({ em, now }) => {
        await em.nativeUpdate(TelegramChat, { ...chat }, { blockedAt: state === 'blocked' ? now() : null });
      }),
    isBlocked: (chat) =>
      inSystem('telegram.is-blocked', async ({ em }) => {
        const found = await em.findOne(TelegramChat, { ...chat });
        return Boolean(found?.blockedAt);
      }),
  };
}

/** Forgets handled updates after 3 days (deliveries are repeated for one) and silent dialogues after 7. */
export async function forgetOldChatData(inSystem: InSystem): Promise<void> {
  await inSystem('telegram.forget-old', async ({ em, now }) => {
    const before = (days: number) => new Date(now().getTime() - days * DAY_MS);
    await em.nativeDelete(TelegramUpdate, { handledAt: { $lt: before(UPDATE_DAYS) } });
    await em.nativeDelete(TelegramDialogue, { updatedAt: { $lt: before(DIALOGUE_DAYS) } });
  });
}
