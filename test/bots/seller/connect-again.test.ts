import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listStores, Store } from '#src/stores/index.ts';
import type { TestChat } from '../../support/chat.ts';
import { eventually } from './operations.ts';
import { aSellerWorld, type SellerWorld, sees, sellerBot, signUp, speaking, standing } from './seller-world.ts';

let world: SellerWorld;
let chat: TestChat;

beforeEach(async () => {
  world = await aSellerWorld();
  chat = await world.aSeller();
});

afterEach(async () => {
  const violations = await world.telegram.violations();
  await world.close();
  expect(violations.filter(({ description }) => !repeated.test(description))).toEqual([]);
});

/** An update that is worked once more after a stop closes its question and deletes its secret once more. */
const repeated = /message is not modified|message to delete not found/;

const ru = speaking('ru');
const entered = () => ru('stores-cabinet-entered', { name: 'Aigul Store' });
const fault = (body: object) => world.kaspi.control('PUT', '/faults', body);
const newestCode = () => world.kaspi.newestCode(world.kaspi.seller.email);
const storesKept = () => world.inFirstCompany((scope) => listStores(scope, { withInactive: true }));

async function skipToken(): Promise<void> {
  await signUp(chat, 'ru');
  await chat.tap(ru('stores-connect-btn'));
  await chat.tap(ru('bot-skip-btn'));
}

async function sendLogin(seller = world.kaspi.seller): Promise<void> {
  await chat.tap(ru('stores-login-email-btn'));
  await chat.say(seller.email);
  await chat.say(seller.password);
}

async function openStore(): Promise<void> {
  await chat.say('/menu');
  await chat.tap(ru('stores-home-btn'));
}

describe('an outage of Kaspi costs a tap, nothing is typed again', () => {
  it('while the token is tried', async () => {
    await signUp(chat, 'ru');
    await chat.tap(ru('stores-connect-btn'));
    await fault({ unreachable: true });
    await chat.say(world.kaspi.seller.apiToken);
    expect(standing(chat)).toContain(ru('error-marketplace-unreachable'));
    expect(chat.screen()).toBe(ru('stores-again-question'));
    await fault({ unreachable: false });
    await chat.tap(ru('stores-again-btn'));
    expect(standing(chat)).toContain(ru('stores-token-taken'));
  });

  it('while the password is tried', async () => {
    await skipToken();
    await fault({ unreachable: true });
    await sendLogin();
    expect(chat.screen()).toBe(ru('stores-again-question'));
    await chat.tap(ru('stores-again-btn'));
    expect(chat.screen()).toBe(ru('stores-again-question'));
    await fault({ unreachable: false });
    await chat.tap(ru('stores-again-btn'));
    expect(chat.screen()).toBe(ru('stores-code-question-email'));
  });

  it('while the code is tried', async () => {
    await skipToken();
    await sendLogin();
    await fault({ blocked403: true });
    await chat.say(await newestCode());
    expect(chat.screen()).toBe(ru('stores-again-question'));
    await fault({ blocked403: false });
    await chat.tap(ru('stores-again-btn'));
    expect(standing(chat)).toContain(entered());
  });

  it('once the code was accepted, which is not asked for again', async () => {
    await skipToken();
    await sendLogin();
    await world.kaspi.control('POST', '/faults/next', { endpoint: 'cabinet.whoami', status: 503, times: 3 });
    await chat.say(await newestCode());
    expect(standing(chat)).toContain(ru('error-marketplace-unreachable'));
    expect(chat.screen()).toBe(ru('stores-again-question'));
    await chat.tap(ru('stores-again-btn'));
    expect(standing(chat)).toContain(entered());
  });

  it('and may be left for another login', async () => {
    await skipToken();
    await fault({ unreachable: true });
    await sendLogin();
    await chat.tap(ru('stores-code-other-btn'));
    expect(chat.screen()).toBe(ru('stores-cabinet-question'));
  });
});

describe('a stop while Kaspi does not answer', () => {
  /** Types a text, restarts the bot once it has said that it tries; gives the milliseconds that its stop took. */
  async function restartDuring(text: string, said: string): Promise<number> {
    await fault({ slowMs: 15_000 });
    const sent = await chat.begin('messages', { text });
    const look = () => world.telegram.control<object>('GET', `/chats/${chat.userId}?bot=${sellerBot.username}`);
    await eventually(async () => JSON.stringify(await look()).includes(JSON.stringify(said).slice(1, -1)));
    const startedAt = performance.now();
    let tookMs = 0;
    await world.restart({
      meanwhile: () => {
        tookMs = performance.now() - startedAt;
        return fault({ slowMs: 0 });
      },
    });
    await chat.settled(sent);
    return tookMs;
  }

  it('comes at once, and the token is tried afterwards', async () => {
    await signUp(chat, 'ru');
    await chat.tap(ru('stores-connect-btn'));
    const token = world.kaspi.seller.apiToken;
    expect(await restartDuring(token, ru('stores-token-received'))).toBeLessThan(6_000);
    expect(standing(chat)).toContain(ru('stores-token-taken'));
  });

  it('comes at once, and the password is tried afterwards', async () => {
    await skipToken();
    await chat.tap(ru('stores-login-email-btn'));
    await chat.say(world.kaspi.seller.email);
    expect(await restartDuring(world.kaspi.seller.password, ru('stores-password-received'))).toBeLessThan(6_000);
    expect(chat.screen()).toBe(ru('stores-code-question-email'));
    await chat.say(await newestCode());
    expect(standing(chat)).toContain(entered());
  });
});

describe('a code that is awaited', () => {
  it('is sent again without a word about e-mail or password', async () => {
    await skipToken();
    await sendLogin();
    await chat.say('/cancel');
    await openStore();
    await chat.tap(ru('stores-code-btn'));
    await chat.tap(ru('stores-code-again-btn'));
    expect(chat.screen()).toBe(ru('stores-code-question-email'));
    await chat.say(await newestCode());
    expect(standing(chat)).toContain(entered());
  });

  it.each<(code: string) => string>([
    (code) => `${code}, действует 5 минут`,
    (code) => `Kaspi: ${code.slice(0, 3)} ${code.slice(3)}`,
    (code) => `${(code.match(/../g) ?? []).join('-')}, 15 мин`,
    (code) => [...code].join(' '),
  ])('is found among other words and digits: %s', async (typed) => {
    await skipToken();
    await sendLogin();
    await chat.say(typed(await newestCode()));
    expect(standing(chat)).toContain(entered());
  });

  it('is none where the digits are too many', async () => {
    await skipToken();
    await sendLogin();
    await chat.say('77011234567');
    expect(chat.screen()).toBe(ru('stores-code-unreadable'));
  });
});

describe('the cabinet', () => {
  it('opens by phone with the code of the SMS', async () => {
    const { phone } = world.kaspi.seller;
    await skipToken();
    await chat.tap(ru('stores-login-phone-btn'));
    await chat.say(phone.replace('+7', '8 '));
    expect(chat.screen()).toBe(ru('stores-code-question-sms'));
    await chat.say(await world.kaspi.newestCode(phone));
    expect(standing(chat)).toContain(entered());
  });

  it('of an account with several merchants opens for the chosen one, also after an outage and a restart', async () => {
    const { email, password } = world.kaspi.seller;
    const masterSkus = world.kaspi.seller.products.slice(0, 2).map(({ masterSku }) => masterSku);
    const second = { uid: 'aigul-home', name: 'Aigul Home', email, password, masterSkus };
    await world.kaspi.control('POST', '/merchants', second);
    await skipToken();
    await sendLogin();
    await chat.say(await newestCode());
    expect(chat.screen()).toBe(ru('stores-merchant-question'));
    expect(chat.buttons().flat()).toEqual(expect.arrayContaining(['Aigul Store', 'Aigul Home']));
    await chat.say('/cancel');
    await world.restart();
    await openStore();
    await chat.tap(ru('stores-merchant-btn'));
    await fault({ unreachable: true });
    await chat.tap('Aigul Home');
    await fault({ unreachable: false });
    await chat.tap(ru('stores-again-btn'));
    expect(standing(chat)).toContain(ru('stores-cabinet-entered', { name: 'Aigul Home' }));
    expect(await storesKept()).toMatchObject([{ merchantUid: 'aigul-home', cabinet: 'connected' }]);
    await sees(chat, ru('catalog-import-done', { received: 2, created: 2, updated: 0, removed: 0 }));
  });
});

describe('the way to a store', () => {
  it('leaves no empty one behind while nobody has signed in', async () => {
    await skipToken();
    await chat.tap(ru('bot-skip-btn'));
    expect(await storesKept()).toEqual([]);
    expect(chat.buttons().flat()).toContain(ru('stores-connect-btn'));
  });

  it('is still shown while the only store has nothing connected', async () => {
    await skipToken();
    await sendLogin({ ...world.kaspi.seller, password: 'wrong' });
    await chat.say('/cancel');
    expect(await storesKept()).toMatchObject([{ token: 'missing', cabinet: 'missing' }]);
    expect(chat.screen()).toContain(ru('stores-home-none'));
    expect(chat.buttons().flat()).toContain(ru('stores-connect-btn'));
  });

  it('goes on with the store that waits for its cabinet', async () => {
    await signUp(chat, 'ru');
    await chat.tap(ru('stores-connect-btn'));
    await chat.say(world.kaspi.seller.apiToken);
    await chat.tap(ru('bot-skip-btn'));
    await openStore();
    await chat.tap(ru('stores-connect-another-btn'));
    await chat.tap(ru('bot-skip-btn'));
    await sendLogin();
    await chat.say(await newestCode());
    expect(await storesKept()).toMatchObject([{ name: 'Aigul Store', token: 'connected', cabinet: 'connected' }]);
  });

  it('leads to a second store from the only one', async () => {
    await skipToken();
    await sendLogin();
    await chat.say(await newestCode());
    await openStore();
    await chat.tap(ru('stores-connect-another-btn'));
    await chat.say(world.kaspi.bigSeller.apiToken);
    expect(await world.inFirstCompany(({ em }) => em.count(Store, { isActive: true }))).toBe(2);
  });
});
