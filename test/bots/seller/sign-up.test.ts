import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { redeemSignInLink } from '#src/access/index.ts';
import { languages } from '#src/kernel/language.ts';
import { aSellerWorld, type SellerWorld, sellerBot, signUp, speaking, standing } from './seller-world.ts';

let world: SellerWorld;

beforeEach(async () => {
  world = await aSellerWorld();
});

afterEach(async () => {
  const violations = await world.telegram.violations();
  await world.close();
  expect(violations).toEqual([]);
});

describe.each(languages)('a newcomer who speaks %s', (language) => {
  const say = speaking(language);

  it('chooses the language, shares the phone, names the company and sees the main menu', async () => {
    const chat = await world.aSeller({ languageCode: 'de' });
    await chat.start();
    expect(chat.buttons().flat()).toEqual(['Русский', 'Қазақша', 'English']);
    await chat.tap(say(`access-language-${language}-btn`));
    expect(standing(chat)).toContain(say('access-language-chosen'));
    expect(chat.screen()).toBe(say('access-contact-question'));
    await chat.contact();
    expect(chat.screen()).toBe(say('companies-name-question'));
    await chat.say('  Aigul <Store> ');
    expect(standing(chat)).toContain(say('companies-founded', { name: 'Aigul <Store>' }));
    expect(chat.screen()).toContain('Aigul <Store>');
    expect(chat.screen()).toContain(say('stores-home-none'));
    expect(chat.buttons()[0]).toEqual([say('stores-connect-btn')]);
  });

  it('is offered the commands in that language, each of which leads somewhere', async () => {
    const chat = await world.aSeller({ languageCode: language });
    await signUp(chat, language);
    const { commands } = await world.telegram.control<{ commands: { command: string; description: string }[] }>(
      'GET',
      `/chats/${chat.userId}?bot=${sellerBot.username}`,
    );
    expect(Object.fromEntries(commands.map((one) => [one.command, one.description]))).toEqual({
      ...{ start: say('access-command-start'), language: say('access-command-language') },
      ...{ web: say('access-command-web'), menu: say('companies-command-menu') },
      ...{ settings: say('companies-command-settings'), help: say('companies-command-help') },
      ...{ orders: say('orders-command'), prices: say('pricing-command'), messages: say('messaging-command') },
      cancel: say('bot-command-cancel'),
    });
    for (const { command } of commands) {
      await chat.say(`/${command}`);
      expect([command, chat.screen()]).not.toEqual([command, say('bot-not-understood')]);
      expect([command, chat.messages().at(-1)?.from]).toEqual([command, 'bot']);
    }
  });
});

describe('signing up', () => {
  const ru = speaking('ru');

  it('takes neither a typed phone nor a foreign contact, and says so', async () => {
    const chat = await world.aSeller();
    await chat.start();
    await chat.tap(ru('access-language-ru-btn'));
    await chat.say('+7 701 000 00 01');
    expect(chat.screen()).toBe(ru('bot-expect-contact'));
    await chat.contact({ phone: '+77015550011', userId: 424_242 });
    expect(chat.screen()).toBe(ru('bot-foreign-contact'));
    await chat.contact();
    expect(chat.screen()).toBe(ru('companies-name-question'));
  });

  it('goes on with the company name after /cancel, and founds one company only', async () => {
    const chat = await world.aSeller();
    await chat.start();
    await chat.tap(ru('access-language-ru-btn'));
    await chat.contact();
    await chat.say('/cancel');
    expect(chat.screen()).toBe(ru('companies-guest'));
    await chat.tap(ru('companies-sign-up-btn'));
    expect(chat.screen()).toBe(ru('companies-name-question'));
    await world.restart();
    await chat.say('Aigul Store');
    await chat.start();
    expect(chat.screen()).toContain('Aigul Store');
    const [row] = await world.database.inSystem('test', ({ em }) =>
      em.execute<{ n: number }[]>('select count(*)::int as n from companies'),
    );
    expect(row?.n).toBe(1);
  });
});

describe('settings', () => {
  const ru = speaking('ru');
  const kk = speaking('kk');

  it('changes the language in place', async () => {
    const chat = await world.aSeller();
    await signUp(chat, 'ru');
    await chat.tap(ru('companies-settings-btn'));
    expect(chat.screen()).toContain(ru('companies-role-owner'));
    await chat.tap(ru('access-language-btn'));
    await chat.tap(ru('access-language-kk-btn'));
    expect(chat.screen()).toContain(kk('companies-role-owner'));
    await chat.tap(kk('bot-home-btn'));
    expect(chat.screen()).toContain(kk('stores-home-none'));
  });

  it('sends a link that signs in to the web once, as text where a button would be refused', async () => {
    const chat = await world.aSeller();
    await chat.say('/web');
    expect(chat.screen()).toBe(ru('error-bot-no-company'));
    await signUp(chat, 'ru');
    await chat.say('/web');
    const [, token = ''] = /admin\/sign-in\?token=([\w-]+)/.exec(chat.screen()) ?? [];
    const deps = { inSystem: world.database.inSystem };
    await expect(redeemSignInLink(deps, { token })).resolves.toHaveProperty('cookieToken');
    await expect(redeemSignInLink(deps, { token })).rejects.toHaveProperty('code', 'access.linkInvalid');
  });

  it('explains itself and names the commands', async () => {
    const chat = await world.aSeller();
    await signUp(chat, 'ru');
    await chat.say('/help');
    expect(chat.screen()).toBe(ru('companies-help'));
    await chat.say('/menu');
    expect(chat.screen()).toContain('Aigul Store');
  });
});
