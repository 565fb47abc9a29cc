import { pageLanguage } from '../core/language.ts';
import { inviteNewcomer } from '../telegram/newcomer.ts';
import { chat, chosenUserId, people } from '../telegram/telegram.ts';

let inviting: Promise<void> | undefined;

/** Signs a newcomer in to Telegram when the visitor is nobody there: on the first visit, and after the sandbox forgot. */
export async function welcome(): Promise<void> {
  const users = people.get()?.users;
  const isKnown = users?.some(({ id }) => String(id) === chosenUserId.get()) ?? true;
  if (users && !isKnown) {
    inviting ??= inviteNewcomer(users, pageLanguage.get()).finally(() => {
      inviting = undefined;
    });
    await inviting;
    await chat.refresh();
  }
}
