import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type KaspiSandbox, startKaspi } from './kaspi-sandbox.ts';

const ALMATY = '750000000';
const ASTANA = '710000000';

let kaspi: KaspiSandbox;
let masterSku: string;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  masterSku = kaspi.seller.products[0]?.masterSku ?? '';
  calm = await kaspi.control('GET', '/faults');
});

afterEach(async () => {
  await kaspi.control('PUT', '/faults', calm);
  await kaspi.control('DELETE', '/limits');
});

afterAll(() => kaspi.stop());

function look(cityId = ALMATY, sku = masterSku) {
  const query = { masterSku: sku, cityId, ownMerchantId: kaspi.seller.uid };
  return kaspi.client({ retry: { attempts: 0 } }).storefront.listOffers(query);
}

function rivals(...offers: object[]) {
  return kaspi.control('PUT', `/cards/${masterSku}/offers`, { offers });
}

describe('offers of a card', () => {
  it('come cheapest first with our own marked', async () => {
    await rivals(
      { merchantId: 'Rival1', merchantName: 'Алма Shop', price: 999_999, rating: 4.9, reviews: 12, preorder: 3 },
      { merchantId: 'Rival2', merchantName: 'Дала', price: 1_000.5, rating: null, deliveryDuration: 'TODAY' },
    );
    const offers = await look();
    expect(offers.map(({ merchantId }) => merchantId)).toEqual(['Rival2', kaspi.seller.uid, 'Rival1']);
    expect(offers.map(({ isOwn }) => isOwn)).toEqual([false, true, false]);
    expect(offers).toMatchObject([
      { priceTiyn: 100_050, rating: undefined, deliveryDuration: 'TODAY' },
      { priceTiyn: (kaspi.seller.products[0]?.priceTenge ?? 0) * 100 },
      { merchantName: 'Алма Shop', rating: 4.9, reviews: 12, preorder: 3 },
    ]);
  });

  it('differ by city', async () => {
    await rivals({ merchantId: 'Rival1', merchantName: 'Алма Shop', price: 5_000, cityPrices: { [ASTANA]: 6_000 } });
    const priceIn = async (cityId: string) =>
      (await look(cityId)).find(({ merchantId }) => merchantId === 'Rival1')?.priceTiyn;
    await expect(priceIn(ALMATY)).resolves.toBe(500_000);
    await expect(priceIn(ASTANA)).resolves.toBe(600_000);
  });

  it('come from every page of a crowded card', async () => {
    const crowd = Array.from({ length: 70 }, (_, index) => ({
      merchantId: `Crowd${index}`,
      merchantName: `Crowd ${index}`,
      price: 2_000 + index,
    }));
    await rivals(...crowd);
    await expect(look()).resolves.toHaveLength(71);
  });

  it('without ratings are still offers', async () => {
    await rivals({ merchantId: 'Rival1', merchantName: 'Алма Shop', price: 5_000, rating: 4.5 });
    await kaspi.control('PUT', '/faults', { ratingsMissing: true });
    const offers = await look();
    expect(offers).toHaveLength(2);
    expect(offers.every(({ rating }) => rating === undefined)).toBe(true);
  });

  it('of an unknown card, or of the merchant SKU, are none', async () => {
    await expect(look(ALMATY, '1')).resolves.toEqual([]);
    await expect(look(ALMATY, `${masterSku}_AS-101`)).resolves.toEqual([]);
  });

  it('are blocked by a wall, a page of HTML, and never taken for none', async () => {
    for (const fault of [{ blocked403: true }, { htmlInsteadOfJson: true }]) {
      await kaspi.control('PUT', '/faults', { ...calm, ...fault });
      await expect(look()).rejects.toMatchObject({ code: 'marketplace.blocked' });
    }
  });

  it('are unreachable on a dropped line', async () => {
    await kaspi.control('PUT', '/faults', { unreachable: true });
    await expect(look()).rejects.toMatchObject({ code: 'marketplace.unreachable' });
  });

  it('asked for too fast are blocked with the seconds to wait, at our pace they are not', async () => {
    const ask = (count: number, offersPerSecond: number) => {
      const { storefront } = kaspi.client({ retry: { attempts: 0 }, pace: { offersPerSecond }, rests: {} });
      return Promise.allSettled(
        Array.from({ length: count }, () => storefront.listOffers({ masterSku, cityId: ALMATY })),
      );
    };
    const calmly = await ask(16, 8);
    expect(calmly.filter(({ status }) => status === 'rejected')).toEqual([]);
    const wildly = await ask(40, 1_000);
    expect(wildly.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'marketplace.blocked', params: { retryAfterSeconds: 15 } },
    });
  });
});
