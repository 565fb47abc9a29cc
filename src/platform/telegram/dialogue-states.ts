/** Where unfinished dialogues are kept: one sealed row per bot and chat. */
import { newId } from '../../kernel/ids.ts';
import type { InSystem } from '../db/scope.ts';
import type { ChatRef } from './chats.ts';
import { TelegramDialogue } from './dialogue.entity.ts';
import type { Sealer } from './sealer.ts';

/** Dialogue states as text; what stands in them is the business of the dialogue library. */
export interface DialogueStates {
  find(chat: ChatRef): Promise<string | undefined>;
  save(chat: ChatRef, state: string): Promise<void>;
  drop(chat: ChatRef): Promise<void>;
}

const PURPOSE = 'telegram.dialogue';

/** Dialogue states in Postgres, sealed. */
export function createDialogueStates(inSystem: InSystem, sealer: Sealer): DialogueStates {
  return {
    find: (chat) =>
      inSystem('telegram.find-dialogue', async ({ em }) => {
        const found = await em.findOne(TelegramDialogue, { ...chat });
        return found ? sealer.open(found.sealed, PURPOSE) : undefined;
      }),
    save: (chat, state) =>
      inSystem('telegram.save-dialogue', async ({ em, now }) => {
        await em.execute(
          `insert into telegram_dialogues (id, created_at, updated_at, bot_id, chat_key, sealed) values (?, ?, ?, ?, ?, ?)
           on conflict (bot_id, chat_key) do update set sealed = excluded.sealed, updated_at = excluded.updated_at`,
          [newId(), now(), now(), chat.botId, chat.chatKey, sealer.seal(state, PURPOSE)],
        );
      }),
    drop: (chat) =>
      inSystem('telegram.drop-dialogue', async ({ em }) => {
        await em.nativeDelete(TelegramDialogue, { ...chat });
      }),
  };
}
