/** The newcomer becomes the owner of a company. */
import type { Step, Tale } from './tale.ts';

/** START, language, own phone number, name of the company. */
export function signUpSteps({ chat, say, language, shop }: Tale): Step[] {
  return [
    {
      name: 'START and the greeting',
      run: async () => {
        await chat.start();
        await chat.answer(say('access-greeting'));
      },
    },
    {
      name: 'language',
      run: async () => {
        await chat.tap(say(`access-language-${language}-btn`));
        await chat.answer(say('access-contact-question'));
      },
    },
    {
      name: 'contact',
      run: async () => {
        await chat.shareContact();
        await chat.answer(say('companies-name-question'));
      },
    },
    {
      name: 'company',
      run: async () => {
        await chat.say(shop.name);
        await chat.answer(say('companies-founded', { name: shop.name }));
        await chat.answer(say('stores-home-none'));
      },
    },
  ];
}
