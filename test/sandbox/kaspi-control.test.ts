import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDemoWorld } from '../../sandbox/kaspi/index.ts';
import { type KaspiBench, lastDays, signIn, startKaspi } from './kaspi-bench.ts';

describe('the demo world', () => {
  const world = createDemoWorld();

  it('is the same every time', () => {
    expect(createDemoWorld()).toEqual(world);
  });

  it('has 200 distinct products and two dozen for the newcomer, named in three languages', () => {
    const { technomart, aigulStore } = world;
    expect([technomart.products.length, aigulStore.products.length]).toEqual([200, 25]);
    const products = [...technomart.products, ...aigulStore.products];
    for (const field of ['sku', 'masterSku', 'nameRu', 'nameKk', 'nameEn'] as const) {
      expect(new Set(products.map((product) => product[field])).size).toBe(products.length);
    }
    expect(products.filter(({ nameRu, nameKk }) => nameRu === nameKk)).toEqual([]);
    expect(products.filter(({ nameEn }) => /[а-яё]/i.test(nameEn))).toEqual([]);
    expect(
      products.every(({ costTenge, priceTenge }) => costTenge >= priceTenge * 0.54 && costTenge <= priceTenge * 0.81),
    ).toBe(true);
    expect(technomart.apiToken).toMatch(/^.{43}=$/);
  });

  it('puts 3–12 rivals on each card, within −6 … +15 % of our price', () => {
    for (const card of world.cards) {
      expect(card.rivals.length).toBeGreaterThanOrEqual(3);
      expect(card.rivals.length).toBeLessThanOrEqual(12);
      expect(new Set(card.rivals.map(({ merchantId }) => merchantId)).size).toBe(card.rivals.length);
    }
    for (const { masterSku, priceTenge } of world.technomart.products) {
      const rivals = world.cards.find((card) => card.masterSku === masterSku)?.rivals ?? [];
      expect(rivals.length).toBeGreaterThan(0);
      expect(rivals.every(({ price }) => price >= priceTenge * 0.939 && price <= priceTenge * 1.151)).toBe(true);
    }
    const shops = new Set(world.cards.flatMap(({ rivals }) => rivals.map(({ merchantName }) => merchantName)));
    expect(shops.size).toBe(40);
  });
});

describe('the control API', () => {
  let kaspi: KaspiBench;
  beforeAll(async () => {
    kaspi = await startKaspi();
  });
  afterAll(() => kaspi.stop());

  it('shows one merchant: listings, cards with offers, orders', async () => {
    const { code } = await kaspi.placeOrder({ merchantUid: 'aigul-store' });
    const state = (await (await kaspi.control('GET', '/state?merchant=aigul-store')).json()) as {
      merchants: Array<{ uid: string; listings: object[] }>;
      cards: Array<{ offers: Array<{ merchantId: string; isRival: boolean }> }>;
      orders: Array<{ code: string; status: string }>;
    };
    expect(state.merchants.map(({ uid, listings }) => [uid, listings.length])).toEqual([['aigul-store', 25]]);
    expect(state.cards).toHaveLength(25);
    expect(state.cards.every(({ offers }) => offers.some(({ isRival }) => !isRival))).toBe(true);
    expect(state.orders).toMatchObject([{ code, status: 'APPROVED_BY_BANK' }]);
  });

  it('tells whether somebody is signed in to a cabinet', async () => {
    const isSignedIn = async () => {
      const state = (await (await kaspi.control('GET', '/state?merchant=technomart')).json()) as {
        merchants: [{ isSignedIn: boolean }];
      };
      return state.merchants[0].isSignedIn;
    };
    expect(await isSignedIn()).toBe(false);
    await signIn(kaspi);
    expect(await isSignedIn()).toBe(true);
    await kaspi.control('PUT', '/faults', { sessionExpired: true });
    expect(await isSignedIn()).toBe(false);
  });

  it('counts requests by endpoint and the largest second', async () => {
    await kaspi.control('DELETE', '/stats');
    await Promise.all([1, 2, 3].map(() => kaspi.shop(lastDays(1))));
    await kaspi.shop('/orders');
    const report = (await (await kaspi.control('GET', '/stats')).json()) as { endpoints: Record<string, object> };
    expect(report.endpoints['orders.list']).toEqual({
      requests: 4,
      answers: { '200': 3, '400': 1 },
      largestPerSecond: expect.any(Number),
    });
    expect(report.endpoints['orders.list']).not.toMatchObject({ largestPerSecond: 0 });
  });

  it('opens a merchant that can be used at once', async () => {
    const [card] = kaspi.demo.cards;
    const reply = await kaspi.control('POST', '/merchants', {
      uid: 'daryn-shop',
      name: 'Daryn Shop',
      masterSkus: [card?.masterSku],
    });
    expect(reply.status).toBe(201);
    const { apiToken, skus } = (await reply.json()) as { apiToken: string; skus: string[] };
    expect(skus).toHaveLength(1);
    const { code } = await kaspi.placeOrder({ merchantUid: 'daryn-shop' });
    const page = await kaspi.shop(lastDays(1), { 'x-auth-token': apiToken });
    expect(await page.json()).toMatchObject({ data: [{ attributes: { code } }] });
  });

  it('refuses unknown faults, merchants, skus and moves with a sentence', async () => {
    const replies = await Promise.all([
      kaspi.control('PUT', '/faults', { gremlins: true }),
      kaspi.control('POST', '/orders', { merchantUid: 'nobody' }),
      kaspi.control('POST', '/orders', { merchantUid: 'technomart', lines: [{ sku: 'none' }] }),
      kaspi.control('POST', '/orders/1/advance', { to: 'completed' }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([400, 409, 409, 404]);
    for (const reply of replies) {
      expect(await reply.json()).toEqual({ error: expect.any(String) });
    }
  });

  it('refuses a broken body and an endpoint that does not exist', async () => {
    const broken = await fetch(`${kaspi.url}/_control/kaspi/faults`, { method: 'PUT', body: '{"ignorePushes":' });
    const list = await kaspi.control('PUT', '/faults', []);
    const unknown = await kaspi.control('POST', '/faults/next', { endpoint: 'orders.lost', status: 500 });
    const known = await kaspi.control('POST', '/faults/next', { endpoint: 'feed.status', status: 500 });
    expect([broken, list, unknown, known].map(({ status }) => status)).toEqual([400, 400, 400, 201]);
    expect(await unknown.json()).toEqual({ error: expect.stringContaining('orders.list') });
  });

  it('opens no second merchant with a token, or with an e-mail and another password; one account may have two', async () => {
    const { apiToken, email, password } = kaspi.demo.technomart;
    const open = async (uid: string, account: object) =>
      (await kaspi.control('POST', '/merchants', { uid, name: uid, ...account })).status;
    expect(await open('thief-shop', { apiToken })).toBe(409);
    expect(await open('guess-shop', { email, password: 'another' })).toBe(409);
    expect(await open('second-shop', { email, password })).toBe(201);
  });

  it('puts one more rival on a card and leaves the others as they are', async () => {
    const masterSku = kaspi.demo.cards[1]?.masterSku ?? '';
    const old = {
      merchantId: 'Old',
      merchantName: 'Old',
      price: 9_000,
      cityPrices: { '710000000': 9_500 },
      preorder: 3,
    };
    await kaspi.control('PUT', `/cards/${masterSku}/offers`, { offers: [old] });
    const offer = { merchantId: 'New', merchantName: 'New', price: 8_000 };
    expect((await kaspi.control('POST', `/cards/${masterSku}/offers`, offer)).status).toBe(201);
    expect((await kaspi.control('POST', `/cards/${masterSku}/offers`, offer)).status).toBe(409);
    const card = (await (await kaspi.control('GET', `/cards/${masterSku}?cityId=710000000`)).json()) as {
      offers: object[];
    };
    expect(card.offers).toMatchObject([{ merchantId: 'New' }, { merchantId: 'Old', price: 9_500, preorder: 3 }, {}]);
  });

  it('shows product pages and pictures', async () => {
    const [card] = kaspi.demo.cards;
    const html = await (await fetch(`${kaspi.url}/kaspi${card?.path}`)).text();
    expect(html).toContain(card?.title[0]);
    const svg = await fetch(`${kaspi.url}/kaspi/img/${card?.masterSku}.svg`);
    expect(svg.headers.get('content-type')).toContain('image/svg+xml');
  });
});
