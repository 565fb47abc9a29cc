import { afterEach, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { setBounds, setPriceByHand } from '#src/pricing/index.ts';
import { aWorkingShop, leave, type WorkingShop } from './operations.ts';
import { speaking } from './seller-world.ts';

let shop: WorkingShop | undefined;

afterEach(async () => {
  const left = shop;
  shop = undefined;
  await leave(left);
});

const labelLike = (pattern: RegExp) =>
  shop?.chat
    .buttons()
    .flat()
    .find((text) => pattern.test(text));

describe('the history of a price in the chat', () => {
  it('is a picture with the last moves below it, and Back leads to the product', async () => {
    const say = speaking('kk');
    shop = await aWorkingShop('kk');
    const { chat, world, listing } = shop;
    const { id: listingId } = await listing(0);
    await chat.say('/menu');
    await chat.tap(String(labelLike(/^📦/)));
    await chat.tap(say('catalog-search-btn'));
    await chat.say(String(world.kaspi.seller.products[0]?.sku));
    await chat.tap(String(chat.buttons()[0]?.[0]));
    await chat.tap(say('pricing-card-history-btn'));
    expect(chat.screen()).toContain(say('pricing-history-empty'));
    expect(chat.messages().at(-1)?.photo).toBeDefined();
    await world.inFirstCompany(async (scope) => {
      await setBounds(scope, { listingId, minTiyn: tenge(10), maxTiyn: tenge(9_000_000) });
      for (let price = 1_000; price < 1_020; price += 1) {
        await setPriceByHand(scope, { listingId, priceTiyn: tenge(price) });
      }
    });
    await chat.tap(say('bot-back-btn'));
    expect(chat.screen()).toContain(say('pricing-rule-line'));
    await chat.tap(say('pricing-card-history-btn'));
    const seen = chat.messages().at(-1);
    expect(seen).toMatchObject({ photo: expect.anything() });
    expect(seen?.caption).toContain('1 019 ₸'.replaceAll(' ', '\u202f'));
    expect(String(seen?.caption).length).toBeLessThanOrEqual(1_024);
  });
});
