import { pageLanguage } from '../core/language.ts';
import { openShop } from '../kaspi/moves.ts';
import { inviteNewcomer } from '../telegram/newcomer.ts';
import { chat, chosenUserId, people } from '../telegram/telegram.ts';

let inviting: Promise<void> | undefined;

/** Signs a newcomer in to Telegram when the visitor is nobody there: on the first visit, and after the sandbox forgot. */
export async function welcome(): Promise<void> {
  const users = people.get()?.users;
  const isKnown = users?.some(({ id }) => String(id) === chosenUserId.get()) ?? true;
  if (!isKnown) {
    await invite(pageLanguage.get());
  }
}

/** Signs a fresh person in to Telegram, with a shop of that person's own on Kaspi. */
export function invite(languageCode: string): Promise<void> {
  inviting ??= inviteOne(languageCode).finally(() => {
    inviting = undefined;
  });
  return inviting;
}

async function inviteOne(languageCode: string): Promise<void> {
  const shop = await inviteNewcomer(people.get()?.users ?? [], languageCode);
  await chat.refresh();
  if (shop) {
    await openShop(shop);
  }
}
