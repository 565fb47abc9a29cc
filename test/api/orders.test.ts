import { describe, expect, it } from '@jest/globals';
import type { ApiDeps } from '#src/api.ts';
import { anApi } from '../support/api.ts';
import { aCompany } from '../support/company.ts';
import { aFullShop } from './full-shop.ts';

/** A shop API that accepts whatever it is asked and remembers it; reading an order back is not answered. */
function aShopApi() {
  const asked: { token: string; code: string }[] = [];
  const shopApi = {
    acceptOrder: async (token: string, { code }: { code: string }) => {
      asked.push({ token, code });
    },
    findOrder: async () => undefined,
  };
  // Only the two calls that accepting makes.
  return { asked, marketplace: { shopApi } as unknown as ApiDeps['marketplace'] };
}

describe('accepting an order over the API', () => {
  it('asks the marketplace once, also when twenty ask at the same moment', async () => {
    const shop = await aCompany();
    const { orderId } = await aFullShop(shop);
    const { asked, marketplace } = aShopApi();
    const api = await anApi(shop, { marketplace });
    const cookie = await api.signIn(shop, 'storekeeper');
    const accept = () => api.call(`/api/v1/orders/${orderId}/accept`, { method: 'POST', cookie });
    const replies = await Promise.all(Array.from({ length: 20 }, accept));
    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(asked).toEqual([{ token: 'shop-token', code: '790686780' }]);
    expect(await (await accept()).json()).toMatchObject({ outcome: 'already', order: { status: 'accepted' } });
  });

  it('refuses another site’s page and a role that may only read', async () => {
    const shop = await aCompany();
    const { orderId } = await aFullShop(shop);
    const { asked, marketplace } = aShopApi();
    const api = await anApi(shop, { marketplace });
    const path = `/api/v1/orders/${orderId}/accept`;
    const owner = await api.signIn(shop, 'owner');
    const foreign = await api.call(path, {
      method: 'POST',
      cookie: owner,
      headers: { origin: 'https://evil.example' },
    });
    const analyst = await api.call(path, { method: 'POST', cookie: await api.signIn(shop, 'analyst') });
    expect([foreign.status, analyst.status]).toEqual([403, 403]);
    expect(asked).toEqual([]);
  });
});
