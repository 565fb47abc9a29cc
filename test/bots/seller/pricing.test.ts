import { afterEach, describe, expect, it } from '@jest/globals';
import { languages } from '#src/kernel/language.ts';
import { formatTenge, tenge } from '#src/kernel/money.ts';
import { packTap } from '#src/platform/telegram/callback-data.ts';
import { enableRule, findRule, listPrices, setBounds, setPricingRule } from '#src/pricing/index.ts';
import type { TestChat } from '../../support/chat.ts';
import { aWorkingShop, eventually, leave, type WorkingShop } from './operations.ts';
import { sees, speaking, standing } from './seller-world.ts';

let shop: WorkingShop | undefined;

afterEach(async () => {
  const left = shop;
  shop = undefined;
  await leave(left);
});

/** Opens the card of a product by its place on the shelf, through the search. */
async function openCard({ chat, world }: WorkingShop, say: ReturnType<typeof speaking>): Promise<void> {
  await chat.say('/menu');
  const label = chat
    .buttons()
    .flat()
    .find((text) => text.startsWith('📦'));
  await chat.tap(String(label));
  // The list keeps what was searched for.
  if (chat.buttons().flat().includes(say('catalog-search-btn'))) {
    await chat.tap(say('catalog-search-btn'));
    await chat.say(String(world.kaspi.seller.products[0]?.sku));
  }
  const product = chat.buttons()[0]?.[0];
  await chat.tap(String(product));
}

/** Plain text of the newest message, markup taken away as `say` does. */
const screenOf = (chat: TestChat) => chat.screen();

async function rowOf({ world, listing }: WorkingShop) {
  const { id } = await listing(0);
  const { prices } = await world.inFirstCompany((scope) => listPrices(scope, { listingId: id }));
  return prices[0];
}

describe.each(languages)('a rule in %s', (language) => {
  const say = speaking(language);

  it('is set by conversation on the seller’s own product, moves the price, and says why', async () => {
    shop = await aWorkingShop(language);
    const { chat, world } = shop;
    const before = await rowOf(shop);
    const own = before?.currentTiyn ?? 0;
    const rival = own - tenge(1_000);
    await world.kaspi.control('PUT', `/cards/${before?.masterSku}/offers`, {
      offers: [{ merchantId: 'mobi', merchantName: 'MobiShop', price: rival / 100 }],
    });
    await openCard(shop, say);
    await chat.tap(say('pricing-card-rule-btn'));
    expect(screenOf(chat)).toContain(say('pricing-standing-none'));
    await chat.tap(say('pricing-set-btn'));
    expect(screenOf(chat)).toContain(formatTenge(own));
    await chat.tap(say('pricing-strategy-always-first-btn'));
    await chat.tap(formatTenge(tenge(10)));
    await chat.say('abc');
    expect(screenOf(chat)).toBe(say('bot-price-not-a-number'));
    await chat.say(`${(own - tenge(5_000)) / 100}тг`);
    await chat.say(String((own - tenge(6_000)) / 100));
    expect(screenOf(chat)).toBe(
      say('error-pricing-min-above-max', {
        min: formatTenge(own - tenge(5_000)),
        max: formatTenge(own - tenge(6_000)),
      }),
    );
    await chat.tap(say('pricing-no-max-btn'));
    expect(screenOf(chat)).toContain(say('pricing-preview'));
    await chat.tap(say('pricing-turn-on-btn'));
    expect(standing(chat)).toContain(say('pricing-rule-on-now'));
    expect(screenOf(chat)).toContain(say('pricing-standing-on'));

    const target = formatTenge(rival - tenge(10));
    await eventually(async () => (await rowOf(shop as WorkingShop))?.currentTiyn === rival - tenge(10));
    await openCard(shop, say);
    expect(screenOf(chat)).toContain(
      say('pricing-reason-undercut_rival', {
        rival: 'MobiShop',
        rivalPrice: formatTenge(rival),
        step: formatTenge(tenge(10)),
        target,
      }),
    );
    expect(screenOf(chat)).toMatch(/✅ .* → /);
    await chat.tap(say('pricing-card-why-btn'));
    expect(screenOf(chat)).toMatch(/✅ .* → /);
    expect(screenOf(chat)).toContain(say('pricing-offer-own', { place: 1, price: target }));
    expect(screenOf(chat)).toContain(
      say('pricing-offer-rival', { place: 2, name: 'MobiShop', price: formatTenge(rival) }),
    );
    await chat.tap(say('bot-back-btn'));
    await chat.tap(say('pricing-card-history-btn'));
    expect(screenOf(chat)).toContain(`${formatTenge(own)} → ${target}`);
    expect(chat.messages().at(-1)).toMatchObject({ photo: expect.anything() });
    await chat.tap(say('bot-back-btn'));
    expect(screenOf(chat)).toContain(say('pricing-rule-line'));
  });
});

describe('rules in the chat', () => {
  const ru = speaking('ru');

  it('of a store lead its products; one product is paused alone, all are paused and resumed together', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world, storeId } = shop;
    await chat.say('/prices');
    expect(screenOf(chat)).toContain(ru('pricing-store-rule-none'));
    await chat.tap(ru('pricing-rule-btn'));
    await chat.tap(ru('pricing-set-btn'));
    await chat.tap(ru('pricing-strategy-stay-top-n-btn'));
    await chat.say('5');
    await chat.say('99');
    expect(screenOf(chat)).toBe(ru('error-pricing-place-invalid'));
    await chat.say('2');
    await chat.tap(ru('pricing-change-strategy-btn'));
    await chat.tap(ru('pricing-strategy-always-first-btn'));
    await chat.tap(ru('pricing-turn-on-btn'));
    const rule = await world.inFirstCompany((scope) => findRule(scope, { storeId }));
    expect(rule).toMatchObject({ strategy: 'always_first', stepTiyn: tenge(5), isEnabled: true });

    await openCard(shop, ru);
    await chat.tap(ru('pricing-pause-btn'));
    expect(screenOf(chat)).toContain(ru('pricing-paused'));
    expect(chat.buttons().flat()).not.toContain(ru('pricing-pause-btn'));
    expect((await rowOf(shop))?.rule).toMatchObject({ source: 'listing', isEnabled: false });
    await chat.tap(ru('pricing-resume-btn'));
    expect(standing(chat)).toContain(ru('error-pricing-minimum-missing'));

    await chat.say('/prices');
    await chat.tap(ru('pricing-pause-all-btn'));
    const isOn = () => world.inFirstCompany(async (scope) => (await findRule(scope, { storeId }))?.isEnabled);
    expect(await isOn()).toBe(false);
    await chat.tap(ru('pricing-resume-all-btn'));
    expect(await isOn()).toBe(true);
    expect((await rowOf(shop))?.rule).toMatchObject({ source: 'listing', isEnabled: false });
  });

  it('are asked on from the same question after a restart, and nothing typed is lost', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world } = shop;
    await openCard(shop, ru);
    await chat.tap(ru('pricing-card-rule-btn'));
    await chat.tap(ru('pricing-set-btn'));
    await chat.tap(ru('pricing-strategy-standard-btn'));
    await chat.say('7');
    await world.restart();
    await chat.say('1000');
    await chat.say('/cancel');
    await openCard(shop, ru);
    await chat.tap(ru('pricing-card-rule-btn'));
    await chat.tap(ru('pricing-set-btn'));
    expect(screenOf(chat)).toBe(ru('bot-draft-found'));
    await chat.tap(ru('bot-continue-btn'));
    await chat.tap(ru('pricing-no-max-btn'));
    await chat.tap(ru('pricing-keep-off-btn'));
    expect(await rowOf(shop)).toMatchObject({
      minTiyn: tenge(1_000),
      rule: { source: 'listing', isEnabled: false, strategy: 'standard', stepTiyn: tenge(7) },
    });
  });

  it('ask once more before a minimum above the present price raises it', async () => {
    shop = await aWorkingShop('ru');
    const { chat } = shop;
    const own = (await rowOf(shop))?.currentTiyn ?? 0;
    const min = own + tenge(1_000);
    await openCard(shop, ru);
    await chat.tap(ru('pricing-card-rule-btn'));
    await chat.tap(ru('pricing-set-btn'));
    await chat.tap(ru('pricing-strategy-standard-btn'));
    await chat.say('1');
    await chat.say(String(min / 100));
    await chat.tap(ru('pricing-no-max-btn'));
    await chat.tap(ru('pricing-turn-on-btn'));
    expect(screenOf(chat)).toBe(ru('pricing-min-above-price', { min: formatTenge(min), price: formatTenge(own) }));
    await chat.tap(ru('pricing-change-min-btn'));
    await chat.say(String(min / 100));
    await chat.tap(ru('pricing-turn-on-btn'));
    await chat.tap(ru('pricing-raise-btn'));
    expect(standing(chat)).toContain(ru('pricing-rule-on-now'));
    expect(await rowOf(shop)).toMatchObject({ minTiyn: min, rule: { isEnabled: true } });
  });

  it('let the card of an archived product be opened and brought back, and lead its price again', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world, storeId } = shop;
    const before = await rowOf(shop);
    const listingId = String(before?.listingId);
    const own = before?.currentTiyn ?? 0;
    await openCard(shop, ru);
    await chat.tap(ru('catalog-archive-it-btn'));
    expect(screenOf(chat)).toContain(ru('catalog-card-archived'));
    await world.inFirstCompany(async (scope) => {
      await setPricingRule(scope, { storeId, strategy: 'always_first' });
      await enableRule(scope, { storeId });
      await setBounds(scope, { listingId, minTiyn: tenge(10) });
    });
    await world.kaspi.control('PUT', `/cards/${before?.masterSku}/offers`, {
      offers: [{ merchantId: 'mobi', merchantName: 'MobiShop', price: own / 100 - 100 }],
    });
    await chat.tap(ru('catalog-unarchive-btn'));
    expect(screenOf(chat)).not.toContain(ru('catalog-card-archived'));
    await eventually(async () => (await rowOf(shop as WorkingShop))?.currentTiyn === own - tenge(101));
  });

  it('open the card of a listing that has no price', async () => {
    shop = await aWorkingShop('ru');
    const { world, chat } = shop;
    const { id } = await shop.listing(0);
    await world.inFirstCompany(({ em }) => em.execute('delete from listing_prices where listing_id = ?', [id]));
    await openCard(shop, ru);
    expect(chat.buttons().flat()).toContain(ru('catalog-archive-it-btn'));
  });

  it('can’t be switched from the card of a product that has none', async () => {
    shop = await aWorkingShop('ru');
    const { chat } = shop;
    await openCard(shop, ru);
    expect(chat.buttons().flat()).toContain(ru('pricing-card-rule-btn'));
    expect(chat.buttons().flat()).not.toContain(ru('pricing-pause-btn'));
    expect(chat.buttons().flat()).not.toContain(ru('pricing-resume-btn'));
  });

  it('are explained once when every strategy would come to the same price', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world } = shop;
    const row = await rowOf(shop);
    await world.kaspi.control('PUT', `/cards/${row?.masterSku}/offers`, { offers: [] });
    await openCard(shop, ru);
    await chat.tap(ru('pricing-card-rule-btn'));
    await chat.tap(ru('pricing-set-btn'));
    const price = formatTenge(row?.currentTiyn ?? 0);
    expect(screenOf(chat)).toContain(ru('pricing-example-common', { target: price }));
    expect(screenOf(chat)).not.toContain(ru('pricing-example-target', { target: price }));
  });

  it('have names of buttons that fit Telegram’s limit with two ids', () => {
    const id = '0193b5a0-0000-7000-8000-000000000000';
    expect(() => packTap('price-turn', id, id, 'off')).not.toThrow();
    expect(() => packTap('price-pause', id, id, 'off')).not.toThrow();
    expect(() => packTap('order-resend', id, id, 'n')).not.toThrow();
  });

  it('are shown without their buttons to whoever may not change prices', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world } = shop;
    await world.inFirstCompany(({ em }) => em.execute("update members set role = 'analyst'"));
    await chat.say('/prices');
    expect(chat.buttons().flat()).toEqual([ru('bot-home-btn')]);
    await sees(chat, ru('pricing-store-rule-none'));
  });
});
