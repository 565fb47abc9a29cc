import { pageLanguage } from '../core/language.ts';
import { inviteNewcomer } from '../telegram/newcomer.ts';
import { chat, chosenUserId, people } from '../telegram/telegram.ts';

/** On the first visit signs a newcomer in to Telegram, so that the story can be played from its beginning. */
export async function welcome(): Promise<void> {
  const users = people.get()?.users ?? [];
  const isKnown = users.some(({ id }) => String(id) === chosenUserId.get());
  if (people.get() && !isKnown) {
    await inviteNewcomer(users, pageLanguage.get());
    await chat.refresh();
  }
}
