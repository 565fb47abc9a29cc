import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type KaspiBench, lastDays, startKaspi } from './kaspi-bench.ts';

let kaspi: KaspiBench;
beforeAll(async () => {
  kaspi = await startKaspi();
});
afterAll(() => kaspi.stop());

interface OrderRow {
  id: string;
  attributes: Record<string, unknown> & { code: string; customer: { id: string; cellPhone: string } };
  relationships: { entries: unknown };
}
interface OrderPage {
  data: OrderRow[];
  included: Array<{ type: string }>;
  meta: { pageCount: number; totalCount: number };
}
const pageOf = async (response: Response) => (await response.json()) as OrderPage;
const codesOf = async (response: Response) => (await pageOf(response)).data.map(({ attributes }) => attributes.code);
const dayMs = 86_400_000;

describe('GET /orders', () => {
  it.each([
    ['no page number', { 'page[number]': '' }],
    ['no page size', { 'page[size]': '' }],
    ['a page size over 100', { 'page[size]': '101' }],
    ['a negative page', { 'page[number]': '-1' }],
    ['no creation date', { 'filter[orders][creationDate][$ge]': '' }],
    ['a window over 14 days', { 'filter[orders][creationDate][$ge]': String(Date.now() - 15 * dayMs) }],
    ['a date in seconds', { 'filter[orders][creationDate][$ge]': String(Math.round(Date.now() / 1_000)) }],
    ['two states in one call', { 'filter[orders][state]': 'NEW,PICKUP' }],
    ['an unknown status', { 'filter[orders][status]': 'PAID' }],
    ['an unknown way of delivery', { 'filter[orders][deliveryType]': 'constructor' }],
    [
      'signatureRequired with state SIGN_REQUIRED',
      { 'filter[orders][state]': 'SIGN_REQUIRED', 'filter[orders][signatureRequired]': 'true' },
    ],
  ])('refuses %s with a JSON:API error', async (_, parameters) => {
    const response = await kaspi.shop(lastDays(1, parameters));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ errors: [{ title: expect.any(String) }] });
  });

  it('finds orders by the way of delivery, under the names of both guides', async () => {
    const [pickup, local, regional] = await Promise.all(
      ['DELIVERY_PICKUP', 'DELIVERY_LOCAL', 'DELIVERY_REGIONAL_TODOOR'].map(
        async (deliveryMode) => (await kaspi.placeOrder({ deliveryMode })).code,
      ),
    );
    const found = async (type: string) => {
      const codes = await codesOf(await kaspi.shop(lastDays(1, { 'filter[orders][deliveryType]': type })));
      return [pickup, local, regional].filter((code) => codes.includes(String(code)));
    };
    expect(await found('PICKUP')).toEqual([pickup]);
    expect(await found('DELIVERY')).toEqual([local, regional]);
    expect(await found('DELIVERY_PICKUP')).toEqual([pickup]);
    expect(await found('DELIVERY_LOCAL')).toEqual([local]);
  });

  it('accepts a window of exactly 14 days that lies in the past', async () => {
    const to = Date.now() - 30 * dayMs;
    const window = {
      'filter[orders][creationDate][$ge]': String(to - 14 * dayMs),
      'filter[orders][creationDate][$le]': String(to),
    };
    expect((await kaspi.shop(lastDays(1, window))).status).toBe(200);
  });

  it('checks the parameters before the token', async () => {
    const stranger = { 'x-auth-token': 'not-a-token' };
    expect((await kaspi.shop('/orders', stranger)).status).toBe(400);
    expect((await kaspi.shop(lastDays(1), stranger)).status).toBe(401);
  });

  it('makes the id from the code and the product id from the card number, in Base64', async () => {
    const { code, id } = await kaspi.placeOrder({ lines: [{ sku: 'TM-1001', quantity: 2 }] });
    expect(code).toMatch(/^\d{9}$/);
    expect(Buffer.from(id, 'base64').toString()).toBe(code);

    const entries = (await (await kaspi.shop(`/orders/${id}/entries`)).json()) as {
      data: Array<{ id: string; attributes: object; relationships: { product: { data: { id: string } } } }>;
    };
    expect(entries.data[0]?.attributes).toMatchObject({
      entryNumber: 0,
      quantity: 2,
      basePrice: 89_990,
      totalPrice: 179_980,
      unitType: 'PIECES',
      offer: { code: 'TM-1001' },
    });
    const productId = entries.data[0]?.relationships.product.data.id ?? '';
    expect(Buffer.from(productId, 'base64').toString()).toBe('104990001');
    const product = await kaspi.shop(`/orderentries/${entries.data[0]?.id}/product`);
    expect(await product.json()).toMatchObject({
      data: { attributes: { code: '104990001', manufacturer: 'Samsung' } },
    });
    const sold = await kaspi.shop(`/masterproducts/${productId}/merchantProduct`);
    expect(await sold.json()).toMatchObject({ data: { attributes: { code: 'TM-1001' } } });
    const point = await kaspi.shop(`/orderentries/${entries.data[0]?.id}/deliveryPointOfService`);
    expect(await point.json()).toMatchObject({ data: { type: 'pointofservices', attributes: { displayName: 'PP1' } } });
  });

  it('finds an order by its code without dates and pages', async () => {
    const { code } = await kaspi.placeOrder();
    expect(await codesOf(await kaspi.shop(`/orders?filter[orders][code]=${code}`))).toEqual([code]);
  });

  it('shows an archived order only when ARCHIVE is asked for', async () => {
    const { code } = await kaspi.placeOrder();
    await kaspi.control('POST', `/orders/${code}/advance`, { to: 'cancelled' });
    expect(await codesOf(await kaspi.shop(lastDays(1)))).not.toContain(code);
    expect(await codesOf(await kaspi.shop(lastDays(1, { 'filter[orders][state]': 'ARCHIVE' })))).toContain(code);
  });

  it('counts pages in meta.pageCount', async () => {
    const old = new Date(Date.now() - 40 * dayMs);
    for (let index = 0; index < 5; index += 1) {
      await kaspi.placeOrder({ createdAt: new Date(Number(old) + index * 1_000).toISOString() });
    }
    const window = {
      'filter[orders][creationDate][$ge]': String(Number(old) - 1_000),
      'filter[orders][creationDate][$le]': String(Number(old) + 60_000),
      'page[size]': '2',
    };
    const pages = [0, 1, 2].map(async (page) =>
      pageOf(await kaspi.shop(lastDays(1, { ...window, 'page[number]': String(page) }))),
    );
    const [first, second, third] = await Promise.all(pages);
    expect(first?.meta).toEqual({ pageCount: 3, totalCount: 5 });
    const codes = [first, second, third].flatMap((page) => page?.data.map(({ attributes }) => attributes.code));
    expect(new Set(codes).size).toBe(5);
  });

  it("never shows another merchant's orders", async () => {
    const { code, id } = await kaspi.placeOrder({ merchantUid: 'aigul-store' });
    expect(await codesOf(await kaspi.shop(lastDays(1)))).not.toContain(code);
    expect((await kaspi.shop(`/orders/${id}/entries`)).status).toBe(404);
  });

  it('includes users or entries on request', async () => {
    const { code } = await kaspi.placeOrder();
    const ask = async (what: string) =>
      pageOf(await kaspi.shop(`/orders?filter[orders][code]=${code}&include[orders]=${what}`));
    expect((await ask('user')).included.map(({ type }) => type)).toEqual(['customers']);
    expect((await ask('entries')).included.map(({ type }) => type)).toEqual(['orderentries']);
  });
});

describe('faults of the Shop API', () => {
  beforeEach(() =>
    kaspi.control('PUT', '/faults', { tokenRejected: false, maskedPhones: false, duplicateOrders: false }),
  );

  it('never answers a bare User-Agent', async () => {
    const request = fetch(`${kaspi.url}/kaspi/shop/api/v2${lastDays(1)}`, {
      headers: { 'x-auth-token': kaspi.demo.technomart.apiToken, 'user-agent': 'node-fetch/3.0' },
      signal: AbortSignal.timeout(300),
    });
    await expect(request).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([401, 403])('rejects every token with %d when told to', async (status) => {
    await kaspi.control('PUT', '/faults', { tokenRejected: status });
    expect((await kaspi.shop(lastDays(1))).status).toBe(status);
  });

  it('masks the phone but keeps it in the Base64 id without padding', async () => {
    const customer = { firstName: 'Айгерим', lastName: 'С.', phone: '+77011234567' };
    const { code } = await kaspi.placeOrder({ customer });
    const ask = async () => (await pageOf(await kaspi.shop(`/orders?filter[orders][code]=${code}`))).data[0];
    expect((await ask())?.attributes.customer).toMatchObject({ cellPhone: '7011234567', id: 'NzAxMTIzNDU2Nw' });
    await kaspi.control('PUT', '/faults', { maskedPhones: true });
    expect((await ask())?.attributes.customer).toMatchObject({ cellPhone: '0000000000', id: 'NzAxMTIzNDU2Nw' });
  });

  it('answers slowly, with HTML, with 403 or not at all, only where told to', async () => {
    const affects = ['shopApi'];
    await kaspi.control('PUT', '/faults', { affects, htmlInsteadOfJson: true });
    const html = await kaspi.shop(lastDays(1));
    expect([html.status, html.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    await kaspi.control('PUT', '/faults', { htmlInsteadOfJson: false, blocked403: true });
    expect((await kaspi.shop(lastDays(1))).status).toBe(403);
    expect((await fetch(`${kaspi.url}/kaspi/cabinet/s/m`)).status).toBe(401);
    await kaspi.control('PUT', '/faults', { blocked403: false, slowMs: 150 });
    const startedAt = performance.now();
    expect((await kaspi.shop(lastDays(1))).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(140);
    await kaspi.control('PUT', '/faults', { slowMs: 0, unreachable: true });
    await expect(kaspi.shop(lastDays(1))).rejects.toThrow('fetch failed');
    await kaspi.control('PUT', '/faults', { unreachable: false });
  });

  it('fails the next request of one endpoint and then recovers', async () => {
    await kaspi.control('POST', '/faults/next', { endpoint: 'orders.list', status: 429, retryAfterSeconds: 2 });
    const first = await kaspi.shop(lastDays(1));
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
    expect((await kaspi.shop(lastDays(1))).status).toBe(200);
  });

  it('repeats orders and leaves unsure fields out', async () => {
    const { code } = await kaspi.placeOrder();
    await kaspi.control('PUT', '/faults', { duplicateOrders: true, missingFields: true });
    const page = await pageOf(await kaspi.shop(`/orders?filter[orders][code]=${code}`));
    await kaspi.control('PUT', '/faults', { missingFields: false });
    expect(page.data.map(({ attributes }) => attributes.code)).toEqual([code, code]);
    expect(page.data[0]?.attributes).not.toHaveProperty('deliveryAddress');
  });
});

describe('GET /cities', () => {
  it('lists cities by code for a known token only', async () => {
    const cities = (await (await kaspi.shop('/cities')).json()) as {
      data: Array<{ type: string; id: string; attributes: { code: string; name: string } }>;
      meta: { totalCount: number };
    };
    expect(cities.data.map(({ attributes }) => attributes)).toContainEqual(
      expect.objectContaining({ code: '750000000', name: 'Almaty' }),
    );
    expect(cities.meta.totalCount).toBe(cities.data.length);
    expect(cities.data.every(({ type, id }) => type === 'cities' && id !== '')).toBe(true);
    expect((await kaspi.shop('/cities', { 'x-auth-token': 'wrong' })).status).toBe(401);
  });
});
