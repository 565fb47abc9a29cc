/** The seller adds a product by conversation. */
import { formatTenge, tenge } from '../../src/kernel/money.ts';
import type { Step, Tale } from './tale.ts';
import { textOf } from './telegram-chat.ts';

/** A made-up product; prices in tenge. */
const product = { price: 4_990, cost: 2_500, min: 3_900, max: 6_500 };

/** Photo, name, price, cost, minimum, maximum, preview, saved. */
export function addProductSteps(tale: Tale, photo: Buffer): Step[] {
  const { chat, say, shop } = tale;
  const name = `Case ${shop.uid}`;
  const answerWith = async (text: string | number, next: string) => {
    await chat.say(String(text));
    await chat.answer(next);
  };
  return [
    {
      name: 'new product: photo and name',
      run: async () => {
        await openProducts(tale, shop.listings.length);
        await chat.tap(say('catalog-add-btn'));
        await chat.answer(say('catalog-ask-photo'));
        await chat.sendPhoto(photo);
        await chat.answer(say('catalog-ask-name'));
        await answerWith(name, say('catalog-ask-price'));
      },
    },
    {
      name: 'new product: prices and saving',
      run: async () => {
        await answerWith(product.price, say('catalog-ask-cost'));
        await answerWith(`${product.cost}тг`, say('catalog-ask-min'));
        await answerWith(product.min, say('catalog-ask-max'));
        await answerWith(product.max, say('catalog-preview'));
        await chat.tap(say('catalog-save-btn'));
        await chat.answer(say('catalog-added', { name }));
        await chat.answer(say('catalog-card-min', { price: formatTenge(tenge(product.min)) }));
      },
    },
  ];
}

/** Opens the list of products from the main menu. */
export async function openProducts({ chat, say, shop }: Tale, count: number): Promise<void> {
  await chat.say('/menu');
  await chat.answer(say('companies-home-title', { name: shop.name }));
  await chat.tap(count === 0 ? say('catalog-products-btn') : say('catalog-home-btn', { count }));
  const [title = ''] = say('catalog-list-title', { total: '|' }).split('|');
  const { message } = await chat.answer(title);
  if (!textOf(message).includes(say('catalog-list-title', { total: count }))) {
    // The list is where it was left: at the last search.
    await chat.tap(say('catalog-search-clear-btn'));
    await chat.answer(say('catalog-list-title', { total: count }));
  }
}
