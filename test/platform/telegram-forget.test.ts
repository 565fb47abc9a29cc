import { describe, expect, it } from '@jest/globals';
import { forgetOldChatData } from '#src/platform/telegram/chats.ts';
import { TelegramDialogue } from '#src/platform/telegram/dialogue.entity.ts';
import { TelegramUpdate } from '#src/platform/telegram/inbox.entity.ts';
import { testDatabase } from '../support/test-database.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

describe('old chat data', () => {
  it('are forgotten: handled updates after 3 days, silent dialogues after 7; nothing that still waits', async () => {
    const { inSystem } = await testDatabase();
    const botId = `9${Date.now()}`;
    await inSystem('test', async ({ em }) => {
      const update = (updateId: number, handledAt: Date | null) =>
        em.create(TelegramUpdate, { botId, updateId, chatKey: '1', sealed: null, handledAt });
      update(1, daysAgo(4));
      update(2, daysAgo(2));
      update(3, null);
      for (const key of ['old', 'young']) {
        em.create(TelegramDialogue, { botId, chatKey: key, sealed: 'x' });
      }
    });
    await inSystem('test', ({ em }) =>
      em.execute('update telegram_dialogues set updated_at = ? where bot_id = ? and chat_key = ?', [
        daysAgo(8),
        botId,
        'old',
      ]),
    );

    await forgetOldChatData(inSystem);
    const left = await inSystem('test', async ({ em }) => ({
      updates: (await em.find(TelegramUpdate, { botId }, { orderBy: { updateId: 'asc' } })).map((one) =>
        Number(one.updateId),
      ),
      dialogues: (await em.find(TelegramDialogue, { botId })).map((one) => one.chatKey),
    }));
    expect(left).toEqual({ updates: [2, 3], dialogues: ['young'] });
  });
});
