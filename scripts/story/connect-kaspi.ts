/** The newcomer connects a store on Kaspi and sees its shelf come over. */

import type { Step, Tale } from './tale.ts';
import { until } from './until.ts';

/** Token, e-mail, password, the code that Kaspi sends, and the import of the shelf. */
export function connectKaspiSteps(tale: Tale): Step[] {
  const { chat, say, shop } = tale;
  return [
    {
      name: 'Kaspi token',
      run: async () => {
        await chat.tap(say('stores-connect-btn'));
        await chat.answer(say('stores-token-question'));
        await chat.say(shop.apiToken);
        await chat.answer(say('stores-token-taken'));
      },
    },
    {
      name: 'cabinet e-mail and password',
      run: async () => {
        await chat.tap(say('stores-login-email-btn'));
        await chat.answer(say('stores-email-question'));
        await chat.say(shop.email);
        await chat.answer(say('stores-password-question', { email: shop.email }));
        await chat.say(shop.password);
        await chat.answer(say('stores-code-question-email'));
      },
    },
    {
      name: 'code from the mailbox',
      run: async () => {
        await chat.say(await newestCode(tale));
        await chat.answer(say('stores-cabinet-entered', { name: shop.name }));
      },
    },
    { name: 'import of the shelf', run: () => seeImport(tale) },
  ];
}

async function newestCode({ control, shop }: Tale): Promise<string> {
  return until({ what: `a code for ${shop.email}` }, async () => {
    const mails = await control.get<{ code?: string }[]>(`/kaspi/mailbox?login=${encodeURIComponent(shop.email)}`);
    return mails.at(-1)?.code;
  });
}

/** The card is edited while the shelf comes over and counts it in the end. */
async function seeImport({ chat, say, shop }: Tale): Promise<void> {
  const received = shop.listings.length;
  const done = say('catalog-import-done', { received, created: received, updated: 0, removed: 0 });
  const card = await chat.sees('the card of the finished import', ({ text }) => text === done);
  if (card.editedAt === undefined) {
    throw new Error('The import showed no progress: its card was never edited.');
  }
}
