import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type KaspiSandbox, startKaspi, until } from '../../integrations/kaspi-sandbox.ts';
import { aFeedShop } from './feed-shop.ts';

const [almaty, astana] = ['750000000', '710000000'];

let kaspi: KaspiSandbox;
beforeAll(async () => {
  kaspi = await startKaspi();
});
afterAll(() => kaspi.stop());

interface Polled {
  readonly status: string;
  readonly offers: number;
  readonly error: string | null;
}

/** Our first products on the stand-in's shelf, its list registered there. */
async function aRegisteredShop() {
  const { uid, products } = kaspi.seller;
  const goods = products.slice(0, 3).map(({ sku, nameRu, priceTenge }) => ({
    ...{ sku, model: nameRu, price: priceTenge },
    points: ['PP1', 'PP2'].map((name) => ({ storeId: `${uid}_${name}`, isAvailable: true })),
  }));
  const [first, second] = goods;
  if (!first || !second) {
    throw new Error('the seller has fewer products');
  }

  const astanaPrice = { [astana ?? '']: { price: second.price + 500 } };
  const shop = await aFeedShop([first, { ...second, cities: astanaPrice }, ...goods.slice(2)], { merchantUid: uid });
  await kaspi.control('PUT', `/merchants/${uid}/feed`, { url: shop.url });
  const shown = async (sku: string, cityId = almaty) => {
    const masterSku = products.find((product) => product.sku === sku)?.masterSku;
    const card = await kaspi.control<{ offers: { merchantId: string; price: number }[] }>(
      'GET',
      `/cards/${masterSku}?cityId=${cityId}`,
    );
    return card.offers.find(({ merchantId }) => merchantId === uid)?.price;
  };
  return { ...shop, goods, first, second, shown, poll: () => kaspi.control<Polled[]>('POST', '/feeds/poll') };
}

describe('Kaspi', () => {
  it('takes the list and shows its prices, in each city its own', async () => {
    const shop = await aRegisteredShop();
    const { first, second } = shop;
    await shop.decide(first.sku, { to: first.price - 10 });
    await shop.decide(second.sku, { to: second.price - 20 });
    expect(await shop.poll()).toMatchObject([{ status: 'FINISHED', offers: 3, error: null }]);
    expect([await shop.shown(first.sku), await shop.shown(second.sku), await shop.shown(second.sku, astana)]).toEqual([
      first.price - 10,
      second.price - 20,
      second.price + 500,
    ]);
    await until(shop.decisions, (all) => all.every(({ state }) => state === 'pending'));
    expect((await shop.decisions()).map(({ state, channel }) => `${state} ${channel}`)).toEqual([
      'pending feed',
      'pending feed',
    ]);
    const rest = kaspi.seller.products[3];
    expect(rest && (await shop.shown(rest.sku))).toBeUndefined();
  });

  it('keeps the list it has when ours may not go', async () => {
    const shop = await aRegisteredShop();
    await shop.poll();
    const before = await shop.shown(shop.first.sku);
    await shop.shop.run(({ em }) => em.execute('update listing_prices set current_tiyn = 0'));
    expect(await shop.poll()).toMatchObject([{ status: 'REJECTED', error: 'the price list answered 503' }]);
    expect(await shop.shown(shop.first.sku)).toBe(before);
  });
});
