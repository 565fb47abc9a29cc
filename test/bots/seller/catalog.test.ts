import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { switchCompany } from '#src/access/index.ts';
import { addProduct, listProducts, productCard } from '#src/catalog/index.ts';
import { createCompany } from '#src/companies/index.ts';
import { languages } from '#src/kernel/language.ts';
import { formatTenge, tenge } from '#src/kernel/money.ts';
import { createStore } from '#src/stores/index.ts';
import { drawPng } from '../../../sandbox/kaspi/picture.ts';
import type { TestChat } from '../../support/chat.ts';
import { aSellerWorld, type SellerWorld, signUp, speaking, standing } from './seller-world.ts';

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
const picture = drawPng('Смартфоны', '104990001');

async function withStore(language: (typeof languages)[number] = 'ru'): Promise<void> {
  await signUp(chat, language);
  await world.inFirstCompany((scope) => createStore(scope, { name: 'Kaspi' }));
}

async function openForm(say = ru): Promise<void> {
  await chat.say('/menu');
  await chat.tap(say('catalog-home-btn', { count: 0 }));
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
    expect(chat.screen()).toContain(say('catalog-card-no-card'));
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
      ['0', 'bot-price-too-small'],
    ] as const) {
      await chat.say(text);
      expect(chat.screen()).toBe(ru(id));
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

  it('asks no bounds while there is no store to hold them', async () => {
    await signUp(chat, 'ru');
    await openForm();
    await chat.tap(ru('bot-skip-btn'));
    await chat.say('Чехол');
    await chat.say('4990');
    await chat.tap(ru('bot-skip-btn'));
    expect(chat.screen()).not.toContain('Минимум');
    await chat.tap(ru('catalog-save-btn'));
    expect(await onlyProduct()).toMatchObject({ listings: [] });
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
});

describe('a person of two companies', () => {
  it('reaches no product of the one from a button that still stands while in the other', async () => {
    await withStore();
    await world.inFirstCompany((scope) => addProduct(scope, { name: 'Чехол', priceTiyn: tenge(1000), language: 'ru' }));
    await chat.say('/menu');
    await chat.tap(ru('catalog-home-btn', { count: 1 }));
    const [person] = await world.database.inSystem('test', ({ em }) =>
      em.execute<{ id: string }[]>('select id from persons'),
    );
    const owner = { personId: String(person?.id), name: 'Айгүл' };
    const { companyId } = await createCompany(world.database, { name: 'Вторая', language: 'ru', owner });
    await switchCompany(world.database, { telegramUserId: chat.userId, companyId });
    await chat.tap('1');
    expect(chat.screen()).toBe(ru('error-catalog-product-not-found'));
    await chat.say('/settings');
    await chat.tap(ru('companies-switch-btn'));
    expect(chat.buttons().flat()).toEqual(expect.arrayContaining(['Aigul Store', '✅ Вторая']));
    await chat.tap('Aigul Store');
    expect(chat.buttons().flat()).toContain(ru('catalog-home-btn', { count: 1 }));
  });
});

describe('the list of products', () => {
  async function fill(count: number): Promise<void> {
    await signUp(chat, 'ru');
    await world.inFirstCompany(async (scope) => {
      for (let number = 1; number <= count; number += 1) {
        const name = number === 5 ? 'Кабель <USB-C>' : `Чехол ${number}`;
        await addProduct(scope, { name, priceTiyn: tenge(1000 + number), language: 'ru' });
      }
    });
    await chat.say('/menu');
    await chat.tap(ru('catalog-home-btn', { count }));
  }

  const names = () => [...chat.screen().matchAll(/^\d\. (.+) —/gm)].map(([, name]) => name);

  it('turns pages forth and back, each product on exactly one', async () => {
    await fill(14);
    const seen: (string | undefined)[] = [...names()];
    await chat.tap('▶');
    seen.push(...names());
    await chat.tap('▶');
    seen.push(...names());
    expect(chat.screen()).toContain(ru('catalog-list-page', { page: 3, pages: 3 }));
    expect(new Set(seen).size).toBe(14);
    expect(seen).toHaveLength(14);
    await chat.tap('◀');
    expect(names()).toEqual(seen.slice(6, 12));
    await chat.tap('3');
    expect(chat.screen()).toContain(seen[8]);
    await chat.tap(ru('bot-back-btn'));
    expect(names()).toEqual(seen.slice(6, 12));
  });

  it('finds by text, says when nothing is found, and forgets the search by a button', async () => {
    await fill(8);
    await chat.tap(ru('catalog-search-btn'));
    await chat.say('кабель');
    expect(names()).toEqual(['Кабель <USB-C>']);
    await chat.tap('1');
    expect(chat.screen()).toContain('Кабель <USB-C>');
    await chat.tap(ru('bot-back-btn'));
    expect(names()).toEqual(['Кабель <USB-C>']);
    await chat.tap(ru('catalog-search-clear-btn'));
    expect(names()).toHaveLength(6);
    await chat.tap(ru('catalog-search-btn'));
    await chat.say('утюг');
    expect(chat.screen()).toContain(ru('catalog-list-nothing'));
  });

  it('puts a product into the archive and back', async () => {
    await fill(2);
    await chat.tap('1');
    await chat.tap(ru('catalog-archive-it-btn'));
    expect(chat.screen()).toContain(ru('catalog-card-archived'));
    await chat.tap(ru('bot-back-btn'));
    expect(names()).toEqual(['Чехол 1']);
    await chat.tap(ru('catalog-archive-btn'));
    expect(names()).toEqual(['Чехол 2']);
    await chat.tap('1');
    await chat.tap(ru('catalog-unarchive-btn'));
    await chat.tap(ru('bot-back-btn'));
    await chat.tap(ru('catalog-active-btn'));
    expect(names()).toHaveLength(2);
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
