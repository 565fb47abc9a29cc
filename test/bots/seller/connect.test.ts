import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findLastImport } from '#src/catalog/index.ts';
import { languages } from '#src/kernel/language.ts';
import { listStores } from '#src/stores/index.ts';
import type { TestChat } from '../../support/chat.ts';
import { aSellerWorld, type SellerWorld, sees, signUp, speaking, standing } from './seller-world.ts';

let world: SellerWorld;
let chat: TestChat;

beforeEach(async () => {
  world = await aSellerWorld();
  chat = await world.aSeller();
});

afterEach(async () => {
  const violations = await world.telegram.violations();
  await world.close();
  expect(violations).toEqual([]);
});

const ru = speaking('ru');

async function skipToken(): Promise<void> {
  await signUp(chat, 'ru');
  await chat.tap(ru('stores-connect-btn'));
  await chat.tap(ru('bot-skip-btn'));
}

async function sendLogin(password: string = world.kaspi.seller.password): Promise<void> {
  await chat.tap(ru('stores-login-email-btn'));
  await chat.say(world.kaspi.seller.email);
  await chat.say(password);
}

function userTexts(): string[] {
  return chat.messages().flatMap((message) => (message.from === 'user' && message.text ? [message.text] : []));
}

describe.each(languages)('connecting Kaspi in %s', (language) => {
  const say = speaking(language);

  it('takes the token, the cabinet and the code, keeps no secret in the chat, and imports with a card', async () => {
    const { apiToken, email, password, products } = world.kaspi.seller;
    await signUp(chat, language);
    await chat.tap(say('stores-connect-btn'));
    expect(chat.screen()).toBe(say('stores-token-question'));
    await chat.say(apiToken);
    expect(standing(chat)).toContain(say('stores-token-taken'));
    await chat.tap(say('stores-login-email-btn'));
    await chat.say(email);
    await chat.say(password);
    expect(chat.screen()).toBe(say('stores-code-question-email'));
    await chat.say(await world.kaspi.newestCode(email));
    expect(standing(chat)).toContain(say('stores-cabinet-entered', { name: 'Aigul Store' }));
    const count = products.length;
    await sees(chat, say('catalog-import-done', { received: count, created: count, updated: 0, removed: 0 }));
    expect(userTexts()).toEqual([expect.stringContaining('/start'), 'Aigul Store', email]);
    await chat.tap(say('catalog-products-btn'));
    expect(chat.screen()).toContain(say('catalog-list-title', { total: count }));
    await chat.say('/menu');
    expect(chat.buttons().flat()).toContain(say('catalog-home-btn', { count }));
    await chat.tap(say('stores-home-btn'));
    expect(chat.screen()).toContain(say('stores-token-connected'));
    expect(chat.screen()).toContain(say('stores-cabinet-connected'));
  });
});

describe('a wrong turn on the way', () => {
  it('says what is wrong with a token and asks again', async () => {
    await signUp(chat, 'ru');
    await chat.tap(ru('stores-connect-btn'));
    await chat.say('токен');
    expect(standing(chat)).toContain(ru('error-store-token-malformed'));
    await chat.say('A'.repeat(40));
    expect(standing(chat)).toContain(ru('error-marketplace-token-rejected'));
    expect(chat.screen()).toBe(ru('stores-token-question'));
    expect(userTexts()).not.toContain('A'.repeat(40));
  });

  it('names an outage of Kaspi and takes the same token later', async () => {
    await signUp(chat, 'ru');
    await chat.tap(ru('stores-connect-btn'));
    await world.kaspi.control('PUT', '/faults', { unreachable: true });
    await chat.say(world.kaspi.seller.apiToken);
    expect(standing(chat)).toContain(ru('error-marketplace-unreachable'));
    await world.kaspi.control('PUT', '/faults', { unreachable: false, htmlInsteadOfJson: true });
    await chat.tap(ru('stores-again-btn'));
    expect(standing(chat).at(-2)).toMatch(/Kaspi/);
    await world.kaspi.control('PUT', '/faults', { htmlInsteadOfJson: false });
    await chat.tap(ru('stores-token-other-btn'));
    await chat.say(world.kaspi.seller.apiToken);
    expect(standing(chat)).toContain(ru('stores-token-taken'));
  });

  it('may be skipped whole; the store is then where it was', async () => {
    await skipToken();
    await chat.tap(ru('bot-skip-btn'));
    expect(standing(chat)).toContain(ru('stores-cabinet-later'));
    expect(chat.screen()).toContain('Aigul Store');
  });

  it('asks again after an unreadable e-mail and Back, and only for the password when that was wrong', async () => {
    await skipToken();
    await chat.tap(ru('stores-login-email-btn'));
    await chat.say('не почта');
    expect(chat.screen()).toBe(ru('stores-email-unreadable'));
    await chat.tap(ru('bot-back-btn'));
    await sendLogin('wrong password');
    expect(standing(chat)).toContain(ru('error-marketplace-invalid-credentials'));
    const { email, password } = world.kaspi.seller;
    expect(chat.screen()).toBe(ru('stores-password-question', { email }));
    expect(userTexts()).not.toContain('wrong password');
    await chat.say(password);
    expect(chat.screen()).toBe(ru('stores-code-question-email'));
  });

  it.each(['shop@x.kz qwerty123', 'shop@x.kz/qwerty123', 'qwerty123'])(
    'deletes a password that is typed where the e-mail is asked for: %s',
    async (typed) => {
      await skipToken();
      await chat.tap(ru('stores-login-email-btn'));
      await chat.say(typed);
      expect(chat.screen()).toBe(ru('stores-email-unreadable'));
      await chat.tap(ru('bot-back-btn'));
      await chat.tap(ru('stores-login-phone-btn'));
      await chat.say('пароль qwerty123');
      expect(chat.screen()).toBe(ru('stores-phone-unreadable'));
      expect(userTexts().join('\n')).not.toContain('qwerty123');
    },
  );

  it('deletes a password that comes after the dialogues have changed', async () => {
    await skipToken();
    await chat.tap(ru('stores-login-email-btn'));
    await chat.say(world.kaspi.seller.email);
    await world.restart({ dialogueVersion: 'a later one' });
    await chat.say(world.kaspi.seller.password);
    expect(standing(chat)).toContain(ru('bot-begin-again'));
    expect(userTexts()).not.toContain(world.kaspi.seller.password);
  });

  it('deletes a secret that is typed where a button is asked for', async () => {
    await skipToken();
    await chat.say(world.kaspi.seller.password);
    expect(standing(chat)).toContain(ru('bot-expect-choice'));
    expect(userTexts()).not.toContain(world.kaspi.seller.password);
  });

  it('stays with the code while it is wrong, sends another one, and outlives a restart', async () => {
    await skipToken();
    await sendLogin();
    await chat.say('0000');
    expect(standing(chat)).toContain(ru('error-marketplace-code-wrong'));
    await chat.say('код');
    expect(chat.screen()).toBe(ru('stores-code-unreadable'));
    await chat.tap(ru('stores-code-again-btn'));
    expect(chat.screen()).toBe(ru('stores-code-question-email'));
    await world.restart();
    await chat.say(`код ${await world.kaspi.newestCode(world.kaspi.seller.email)}`);
    expect(standing(chat)).toContain(ru('stores-cabinet-entered', { name: 'Aigul Store' }));
  });

  it('says when Kaspi sends codes again after too many', async () => {
    await skipToken();
    await world.kaspi.control('PUT', '/faults', { mfaFlood: 'breakTime' });
    await sendLogin();
    const [before = '', after = ''] = ru('stores-code-flood', { at: '|' }).split('|');
    const said = standing(chat).find((text) => text.startsWith(before) && text.endsWith(after));
    expect(said?.slice(before.length, -after.length)).toMatch(/^\d+ \S+, \d\d:\d\d$/);
    expect(chat.screen()).toBe(ru('stores-cabinet-question'));
  });

  it('is taken up from the store when it was left before the code', async () => {
    await skipToken();
    await sendLogin();
    await chat.say('/cancel');
    expect(chat.screen()).toContain(ru('stores-home-code-needed', { name: 'Kaspi' }));
    await chat.tap(ru('stores-home-btn'));
    await chat.tap(ru('stores-code-btn'));
    expect(chat.screen()).toBe(ru('stores-code-question-earlier'));
    await chat.say(await world.kaspi.newestCode(world.kaspi.seller.email));
    expect(standing(chat)).toContain(ru('stores-cabinet-entered', { name: 'Aigul Store' }));
    const stores = await world.inFirstCompany((scope) => listStores(scope));
    expect(stores.map(({ name, cabinet }) => ({ name, cabinet }))).toEqual([
      { name: 'Aigul Store', cabinet: 'connected' },
    ]);
  });
});

describe('the card of an import', () => {
  it('shows how far it got and goes on after a restart', async () => {
    const { email, password } = world.kaspi.bigSeller;
    await skipToken();
    await chat.tap(ru('stores-login-email-btn'));
    await chat.say(email);
    await chat.say(password);
    const code = await world.kaspi.newestCode(email);
    await world.kaspi.control('PUT', '/faults', { slowMs: 700, affects: ['cabinet'] });
    await chat.say(code);
    await sees(chat, 'Загружаю товары с Kaspi: 100 из 200');
    await world.restart();
    await world.kaspi.control('PUT', '/faults', { slowMs: 0 });
    await sees(chat, 'Всего на Kaspi: 200');
    expect(standing(chat).filter((text) => text.includes('Товары загружены'))).toHaveLength(1);
  });
});

describe('a connected store', () => {
  beforeEach(async () => {
    await skipToken();
    await sendLogin();
    await chat.say(await world.kaspi.newestCode(world.kaspi.seller.email));
    await sees(chat, 'Товары загружены');
  });

  it('says why an import failed and what is kept, and imports again by a button', async () => {
    await chat.say('/menu');
    await chat.tap(ru('stores-home-btn'));
    await world.kaspi.control('PUT', '/faults', { blocked403: true, affects: ['cabinet'] });
    await chat.tap(ru('catalog-import-btn'));
    await sees(chat, 'Загрузка прервалась');
    await world.kaspi.control('PUT', '/faults', { blocked403: false });
    const failed = await world.inFirstCompany(async (scope) => {
      const [store] = await listStores(scope);
      return findLastImport(scope, String(store?.id));
    });
    expect(failed).toMatchObject({ state: 'failed', failure: expect.stringMatching(/^marketplace\./) });
  });

  it('is disconnected only after a second look', async () => {
    await chat.say('/menu');
    await chat.tap(ru('stores-home-btn'));
    await chat.tap(ru('stores-disconnect-btn'));
    expect(chat.screen()).toBe(ru('stores-disconnect-question', { name: 'Aigul Store' }));
    await chat.tap(ru('stores-disconnect-yes-btn'));
    expect(chat.screen()).toBe(ru('stores-none'));
  });
});
