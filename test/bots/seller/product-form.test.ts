import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listProducts, productCard } from '#src/catalog/index.ts';
import { languages } from '#src/kernel/language.ts';
import { formatTenge, tenge } from '#src/kernel/money.ts';
import { createStore, disconnectStore, listStores } from '#src/stores/index.ts';
import { drawPng } from '../../../sandbox/kaspi/picture.ts';
import type { TestChat } from '../../support/chat.ts';
import { aSellerWorld, type SellerWorld, signUp, speaking, standing } from './seller-world.ts';

let world: SellerWorld;
let chat: TestChat;
/** What Telegram is meant to refuse in a test. */
let foreseen: object[];

beforeEach(async () => {
  foreseen = [];
  world = await aSellerWorld();
  chat = await world.aSeller();
});

afterEach(async () => {
  const violations = await world.telegram.violations();
  await world.close();
  expect(violations).toMatchObject(foreseen);
});

const ru = speaking('ru');
const picture = drawPng('Смартфоны', '104990001');

async function withStore(language: (typeof languages)[number] = 'ru'): Promise<void> {
  await signUp(chat, language);
  await world.inFirstCompany((scope) => createStore(scope, { name: 'Kaspi' }));
}

async function openForm(say = ru): Promise<void> {
  await chat.say('/menu');
  await chat.tap(say('catalog-products-btn'));
  await chat.tap(say('catalog-add-btn'));
}

function onlyProduct() {
  return world.inFirstCompany(async (scope) => {
    const { items, total } = await listProducts(scope);
    expect(total).toBe(1);
    return productCard(scope, String(items[0]?.id));
  });
}

describe.each(languages)('adding a product in %s', (language) => {
  const say = speaking(language);

  it('asks one thing at a time, shows a preview, and saves product, picture and bounds', async () => {
    await withStore(language);
    await openForm(say);
    expect(chat.screen()).toBe(say('catalog-ask-photo'));
    await chat.photo(picture);
    await chat.say('Чехол <iPhone> 15');
    await chat.say('4 990тг');
    await chat.say('2500');
    await chat.say('3900');
    expect(chat.screen()).toBe(say('catalog-ask-max'));
    await chat.say('6 500 ₸');
    expect(chat.screen()).toContain(say('catalog-preview-price', { value: formatTenge(tenge(4990)) }));
    expect(chat.screen()).toContain(say('catalog-preview-photo', { value: say('catalog-preview-has-photo') }));
    await chat.tap(say('catalog-save-btn'));
    expect(standing(chat)).toContain(say('catalog-added', { name: 'Чехол <iPhone> 15' }));
    expect(chat.screen()).toContain(say('catalog-card-min', { price: formatTenge(tenge(3900)) }));
    const { sku } = await onlyProduct();
    expect(chat.screen()).toContain(say('catalog-card-no-card', { sku }));
    expect(chat.messages().at(-1)?.photo).toBeDefined();
    const card = await onlyProduct();
    expect(card).toMatchObject({ nameRu: 'Чехол <iPhone> 15', priceTiyn: 499_000, costTiyn: 250_000 });
    expect(card.listings[0]?.prices[0]).toMatchObject({ minTiyn: 390_000, maxTiyn: 650_000 });
  });
});

describe('the form of a product', () => {
  it('takes any answer back and corrects it in the preview', async () => {
    await withStore();
    await openForm();
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('Чехол');
    await chat.tap(ru('bot-back-btn'));
    await chat.say('Чехол iPhone 15');
    await chat.say('4990');
    for (const _ of ['cost', 'min', 'max']) {
      await chat.tap(ru('bot-skip-btn'));
    }
    await chat.tap(ru('catalog-edit-price-btn'));
    await chat.tap(ru('bot-back-btn'));
    await chat.tap(ru('catalog-edit-price-btn'));
    await chat.say('5990');
    await chat.tap(ru('catalog-edit-min-btn'));
    await chat.say('6000');
    expect(chat.screen()).toBe(
      ru('error-catalog-price-below-min', { price: formatTenge(tenge(5990)), min: formatTenge(tenge(6000)) }),
    );
    await chat.say('5000');
    await chat.tap(ru('catalog-save-btn'));
    const card = await onlyProduct();
    expect(card).toMatchObject({ nameRu: 'Чехол iPhone 15', priceTiyn: 599_000, costTiyn: null, imageUrl: null });
    expect(card.listings[0]?.prices[0]).toMatchObject({ minTiyn: 500_000, maxTiyn: null });
  });

  it('says what is wrong with a price, a minimum above the price, and a file that is no picture', async () => {
    await withStore();
    await openForm();
    await chat.document({ name: 'film.mov', size: 30 * 1024 * 1024, mimeType: 'video/quicktime' });
    expect(chat.screen()).toBe(ru('bot-file-too-big'));
    await chat.document({ name: 'price.pdf', size: 1000, mimeType: 'application/pdf' });
    expect(chat.screen()).toBe(ru('bot-expect-photo'));
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('Чехол');
    for (const [text, id] of [
      ['abc', 'bot-price-not-a-number'],
      ['-5', 'bot-price-negative'],
      ['12,5', 'bot-price-fraction'],
    ] as const) {
      await chat.say(text);
      expect(chat.screen()).toBe(ru(id));
    }
    for (const text of ['0', '5', '9']) {
      await chat.say(text);
      expect(chat.screen()).toBe(ru('error-catalog-price-too-small', { min: formatTenge(tenge(10)) }));
    }
    await chat.say('5000');
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('6000');
    expect(chat.screen()).toBe(
      ru('error-catalog-price-below-min', { price: formatTenge(tenge(5000)), min: formatTenge(tenge(6000)) }),
    );
    await chat.say('4000');
    await chat.say('3000');
    expect(chat.screen()).toBe(
      ru('error-catalog-min-above-max', { min: formatTenge(tenge(4000)), max: formatTenge(tenge(3000)) }),
    );
  });

  it('loses nothing by a restart, a command and a cancel', async () => {
    await withStore();
    await openForm();
    await chat.photo(picture);
    await chat.say('Чехол');
    await world.restart();
    await chat.say('4990');
    await chat.say('/cancel');
    expect(standing(chat)).toContain(ru('bot-cancelled-kept'));
    await openForm();
    expect(chat.screen()).toBe(ru('bot-draft-found'));
    await chat.tap(ru('bot-continue-btn'));
    expect(chat.screen()).toBe(ru('catalog-ask-cost'));
    for (const _ of ['cost', 'min', 'max']) {
      await chat.tap(ru('bot-skip-btn'));
    }
    await chat.tap(ru('catalog-save-btn'));
    expect(await onlyProduct()).toMatchObject({ nameRu: 'Чехол', priceTiyn: 499_000 });
    await chat.say('/menu');
    await chat.tap(ru('catalog-home-btn', { count: 1 }));
    await chat.tap(ru('catalog-add-btn'));
    expect(chat.screen()).toBe(ru('catalog-ask-photo'));
  });

  it('loses neither name nor photo by going back twice', async () => {
    await withStore();
    await openForm();
    await chat.photo(picture);
    await chat.say('Чехол');
    await chat.tap(ru('bot-back-btn'));
    expect(chat.buttons().flat()).toContain(ru('bot-keep-btn', { value: 'Чехол' }));
    await chat.tap(ru('bot-back-btn'));
    await chat.tap(ru('bot-keep-as-is-btn'));
    await chat.tap(ru('bot-keep-btn', { value: 'Чехол' }));
    await chat.say('4990');
    for (const _ of ['cost', 'min', 'max']) {
      await chat.tap(ru('bot-skip-btn'));
    }
    await chat.tap(ru('catalog-save-btn'));
    expect(await onlyProduct()).toMatchObject({ nameRu: 'Чехол', imageUrl: expect.stringMatching(/^\/media\//) });
  });

  it('offers to keep a price only while it fits the others', async () => {
    await withStore();
    await openForm();
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('Чехол');
    for (const amount of ['4990', '2500', '3900']) {
      await chat.say(amount);
    }
    for (const _ of ['min', 'cost', 'price']) {
      await chat.tap(ru('bot-back-btn'));
    }
    await chat.say('3000');
    await chat.tap(ru('bot-keep-btn', { value: formatTenge(tenge(2500)) }));
    expect(chat.screen()).toBe(ru('catalog-ask-min'));
    expect(chat.buttons().flat().join()).not.toContain(formatTenge(tenge(3900)));
  });

  it('saves a draft with bounds whose store was disconnected meanwhile', async () => {
    await withStore();
    await openForm();
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('Чехол');
    for (const amount of ['4990', '2500', '3900', '6500']) {
      await chat.say(amount);
    }
    await chat.say('/cancel');
    await world.inFirstCompany(async (scope) => {
      const [store] = await listStores(scope);
      await disconnectStore(scope, { storeId: String(store?.id) });
    });
    await openForm();
    await chat.tap(ru('bot-continue-btn'));
    await chat.tap(ru('catalog-save-btn'));
    expect(await onlyProduct()).toMatchObject({ nameRu: 'Чехол', listings: [] });
  });

  it('takes a product that cost nothing', async () => {
    await withStore();
    await openForm();
    await chat.tap(ru('bot-skip-btn'));
    for (const text of ['Подарок', '4990', '0']) {
      await chat.say(text);
    }
    expect(chat.screen()).toBe(ru('catalog-ask-min'));
    for (const _ of ['min', 'max']) {
      await chat.tap(ru('bot-skip-btn'));
    }
    await chat.tap(ru('catalog-save-btn'));
    expect(await onlyProduct()).toMatchObject({ costTiyn: 0 });
  });

  it('opens the card without its picture when Telegram takes no picture of such sides', async () => {
    await withStore();
    await openForm();
    const content = Buffer.from(picture);
    content.writeUInt32BE(9000, 16);
    content.writeUInt32BE(2000, 20);
    const document = { name: 'photo.png', mimeType: 'image/png', contentBase64: content.toString('base64') };
    await chat.settled(await chat.begin('messages', { document }));
    for (const text of ['Баннер', '4990']) {
      await chat.say(text);
    }
    for (const _ of ['cost', 'min', 'max']) {
      await chat.tap(ru('bot-skip-btn'));
    }
    foreseen = [{ method: 'sendPhoto', description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' }];
    await chat.tap(ru('catalog-save-btn'));
    expect(chat.screen()).toContain('Баннер');
    expect(chat.messages().at(-1)?.photo).toBeUndefined();
    expect(chat.buttons().flat()).toContain(ru('catalog-archive-it-btn'));
    expect(await onlyProduct()).toMatchObject({ imageUrl: expect.stringMatching(/^\/media\//) });
  });

  it('asks no bounds while there is no store to hold them', async () => {
    await signUp(chat, 'ru');
    await openForm();
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('Чехол');
    await chat.say('4990');
    await chat.tap(ru('bot-skip-btn'));
    expect(chat.screen()).not.toContain('Минимум');
    await chat.tap(ru('catalog-save-btn'));
    const { sku, listings } = await onlyProduct();
    expect(listings).toEqual([]);
    expect(chat.screen()).toContain(ru('catalog-card-no-card', { sku }));
  });

  it('saves one product for two quick taps', async () => {
    await withStore();
    await openForm();
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('Чехол');
    await chat.say('4990');
    for (const _ of ['cost', 'min', 'max']) {
      await chat.tap(ru('bot-skip-btn'));
    }
    const taps = [
      await chat.begin('taps', { text: ru('catalog-save-btn') }),
      await chat.begin('taps', { text: ru('catalog-save-btn') }),
    ];
    for (const tap of taps) {
      await chat.settled(tap);
    }
    await onlyProduct();
  });

  it('names a file that only says it is a picture as such', async () => {
    await signUp(chat, 'ru');
    await openForm();
    const contentBase64 = Buffer.from('<svg onload="alert(1)"/>').toString('base64');
    const document = { name: 'photo.png', mimeType: 'image/png', contentBase64 };
    await chat.settled(await chat.begin('messages', { document }));
    expect(standing(chat)).toContain(ru('error-media-not-an-image'));
    expect(chat.screen()).toBe(ru('catalog-ask-photo'));
  });
});
