import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { switchCompany } from '#src/access/index.ts';
import { addProduct } from '#src/catalog/index.ts';
import { createCompany } from '#src/companies/index.ts';
import { tenge } from '#src/kernel/money.ts';
import type { TestChat } from '../../support/chat.ts';
import { aSellerWorld, type SellerWorld, signUp, speaking } from './seller-world.ts';

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

describe('a person of two companies', () => {
  it('reaches no product of the one from a button that still stands while in the other', async () => {
    await signUp(chat, 'ru');
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

describe('the main menu', () => {
  it('counts no products while there are none', async () => {
    await signUp(chat, 'ru');
    expect(chat.buttons().flat()).toContain('📦 Товары');
    await world.inFirstCompany((scope) => addProduct(scope, { name: 'Чехол', priceTiyn: tenge(1000), language: 'ru' }));
    await chat.say('/menu');
    expect(chat.buttons().flat()).toContain('📦 Товары · 1');
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

  it('steps back a page when the last product of the last one went into the archive', async () => {
    await fill(7);
    await chat.tap('▶');
    await chat.tap('1');
    await chat.tap(ru('catalog-archive-it-btn'));
    await chat.tap(ru('bot-back-btn'));
    expect(names()).toHaveLength(6);
    expect(chat.buttons().flat()).not.toContain('▶');
    await chat.tap('6');
    await chat.tap(ru('bot-back-btn'));
    expect(names()).toHaveLength(6);
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
});
