import { describe, expect, it } from '@jest/globals';
import { aFunnelShelf } from '../pricing/funnel-shelf.ts';
import { anApi } from '../support/api.ts';
import { aCompany } from '../support/company.ts';

const shop = await aCompany({ name: 'TechnoMart' });
const stranger = await aCompany({ database: shop.database, name: 'Stranger' });
const shelf = await aFunnelShelf({ company: shop });
const { listingId } = await shelf.put('CABLE-1', { price: { minTiyn: null } });
await shelf.put('CASE-15', { product: { status: 'archived' } });
const api = await anApi(shop);
const owner = await api.signIn(shop, 'owner');
const path = '/api/v1/pricing/diagnosis';

describe('GET /pricing/diagnosis', () => {
  it.each([
    ['ru', 'Задана минимальная цена', 'Задайте минимум в карточке товара.', 'Товар CABLE-1'],
    ['kk', 'Ең төменгі баға қойылған', 'Оны тауар бетінде қойыңыз.', 'Товар CABLE-1'],
    ['en', 'A minimum price is set', 'Set the minimum on the product card.', 'Product CABLE-1'],
  ])('tells in %s what stops prices and what to do', async (...[language, step, advice, name]) => {
    const headers = { 'accept-language': language };
    const reply = await api.call(`${path}?storeId=${shelf.storeId}`, { cookie: owner, headers });
    const { stores, walks } = (await reply.json()) as { stores: { steps: { step: string }[] }[]; walks: object[] };
    expect(walks).toEqual([]);
    expect(stores[0]?.steps.find((one) => one.step === 'minimum')).toMatchObject({
      ...{ text: step, entered: 1, passed: 0 },
      stops: [
        { reason: 'no_minimum', count: 1, text: expect.stringContaining(advice), examples: [{ listingId, name }] },
      ],
    });
  });

  it('names the first thing that stops one listing', async () => {
    const headers = { 'accept-language': 'en' };
    const reply = await api.call(`${path}?listingId=${listingId}`, { cookie: owner, headers });
    expect(await reply.json()).toMatchObject({
      walks: [{ listingId, cityId: null, step: 'minimum', text: expect.stringMatching(/^There is no minimum price/) }],
    });
  });

  it('finds nothing of another company, and refuses a role that may not read prices', async () => {
    const foreigner = await api.signIn(stranger, 'owner');
    for (const query of [`?storeId=${shelf.storeId}`, `?listingId=${listingId}`]) {
      expect((await api.call(`${path}${query}`, { cookie: foreigner })).status).toBe(404);
    }
    const nothing = await api.call(path, { cookie: foreigner });
    expect(await nothing.json()).toMatchObject({ stores: [], walks: [] });
    expect((await api.call(path, { cookie: await api.signIn(shop, 'cashier') })).status).toBe(403);
  });
});
