import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { KaspiState, OrderKey } from '#src/stores/store.ports.ts';
import { collect, type KaspiSandbox, startKaspi, until } from './kaspi-sandbox.ts';

const DAY_MS = 86_400_000;

let kaspi: KaspiSandbox;
let token: string;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  token = kaspi.seller.apiToken;
  calm = await kaspi.control('GET', '/faults');
});

afterEach(() => kaspi.control('PUT', '/faults', calm));

afterAll(() => kaspi.stop());

function place(order: object = {}): Promise<OrderKey> {
  return kaspi.control('POST', '/orders', { merchantUid: kaspi.seller.uid, ...order });
}

function read(state: KaspiState, days = 7) {
  const now = Date.now();
  const query = { createdFrom: new Date(now - days * DAY_MS), createdTo: new Date(now + 60_000), state };
  return collect(kaspi.client().shopApi.listOrders(token, query));
}

function ownPickup() {
  return place({ deliveryMode: 'DELIVERY_PICKUP', isKaspiDelivery: false });
}

async function find({ code }: OrderKey) {
  const order = await kaspi.client().shopApi.findOrder(token, code);
  if (!order) {
    throw new Error(`no order ${code}`);
  }

  return order;
}

describe('the token', () => {
  it('is taken when it is good', async () => {
    await expect(kaspi.client().shopApi.probe(token)).resolves.toBeUndefined();
  });

  it('is refused when it is wrong', async () => {
    const wrong = kaspi.client().shopApi.probe('bm90IGEgdG9rZW4gb2YgYW55IHNob3AgaW4ga2FzcGk=');
    await expect(wrong).rejects.toMatchObject({ code: 'marketplace.tokenRejected' });
  });

  it.each([401, 403])('is refused when Kaspi answers %d', async (tokenRejected) => {
    await kaspi.control('PUT', '/faults', { tokenRejected });
    await expect(kaspi.client().shopApi.probe(token)).rejects.toMatchObject({ code: 'marketplace.tokenRejected' });
  });
});

describe('trouble on the way to the shop API', () => {
  it('a wall with 403 is no wrong token', async () => {
    await kaspi.control('PUT', '/faults', { blocked403: true });
    await expect(kaspi.client().shopApi.probe(token)).rejects.toMatchObject({ code: 'marketplace.blocked' });
  });

  it('an HTML page is no list of orders', async () => {
    await kaspi.control('PUT', '/faults', { htmlInsteadOfJson: true });
    await expect(read('NEW')).rejects.toMatchObject({ code: 'marketplace.blocked' });
  });

  it('a dropped line is unreachable', async () => {
    await kaspi.control('PUT', '/faults', { unreachable: true });
    await expect(read('NEW')).rejects.toMatchObject({ code: 'marketplace.unreachable' });
  });

  it('a slow answer is waited for, up to the limit', async () => {
    await kaspi.control('PUT', '/faults', { slowMs: 400 });
    await expect(read('NEW')).resolves.toBeInstanceOf(Array);
    const impatient = kaspi.client({ timeouts: { ordersMs: 100 } });
    await expect(impatient.shopApi.findOrder(token, '1')).rejects.toMatchObject({ code: 'marketplace.unreachable' });
  });

  it.each([502, 429])('a passing %d is got over', async (status) => {
    const { code } = await place();
    await kaspi.control('DELETE', '/stats');
    await kaspi.control('POST', '/faults/next', { endpoint: 'orders.list', status });
    await expect(kaspi.client().shopApi.findOrder(token, code)).resolves.toMatchObject({ code });
    const { total } = await kaspi.control<{ total: { answers: object } }>('GET', '/stats');
    expect(total.answers).toEqual({ [status]: 1, 200: 1 });
  });

  it('a refused action is sent once', async () => {
    const order = await place();
    await kaspi.control('DELETE', '/stats');
    await kaspi.control('POST', '/faults/next', { endpoint: 'orders.change', status: 500 });
    const accepted = kaspi.client().shopApi.acceptOrder(token, order);
    await expect(accepted).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    const { total } = await kaspi.control<{ total: { requests: number } }>('GET', '/stats');
    expect(total.requests).toBe(1);
  });
});

describe('orders', () => {
  it('come with customer, money, delivery and our status', async () => {
    const customer = { firstName: 'Айгерім', lastName: 'С.', phone: '+77015550123' };
    const { sku, priceTenge } = kaspi.seller.products[0] ?? { sku: '', priceTenge: 0 };
    const { id, code } = await place({ customer, lines: [{ sku, quantity: 2 }] });
    const order = (await read('NEW')).find((one) => one.code === code);
    expect(order).toMatchObject({
      id,
      code,
      state: 'NEW',
      status: 'APPROVED_BY_BANK',
      orderStatus: 'new',
      totalTiyn: priceTenge * 2 * 100,
      deliveryKind: 'kaspi-delivery',
      customer: { phone: '+77015550123', firstName: 'Айгерім' },
    });
    expect(Math.abs(Date.now() - Number(order?.createdAt))).toBeLessThan(60_000);
    expect(order?.address?.text).not.toBe('');
  });

  it('come with the phone also when Kaspi masks it', async () => {
    const { code } = await place({ customer: { firstName: 'Ерлан', phone: '+77015550124' } });
    await kaspi.control('PUT', '/faults', { maskedPhones: true });
    await expect(find({ id: '', code })).resolves.toMatchObject({ customer: { phone: '+77015550124' } });
  });

  it('are not dropped when fields are missing', async () => {
    const { code } = await place();
    await kaspi.control('PUT', '/faults', { missingFields: true });
    expect((await read('NEW')).map((order) => order.code)).toContain(code);
  });

  it('come once each, though Kaspi tells them twice', async () => {
    await place();
    await kaspi.control('PUT', '/faults', { duplicateOrders: true });
    const codes = (await read('NEW')).map(({ code }) => code);
    expect(codes.length).toBe(new Set(codes).size);
  });

  it('come from every page and from windows beyond 14 days', async () => {
    const created = await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        place({ createdAt: new Date(Date.now() - (20 + index / 100) * DAY_MS).toISOString() }),
      ),
    );
    const recent = await place();
    const codes = new Set((await read('NEW', 40)).map(({ code }) => code));
    expect([...created, recent].filter(({ code }) => !codes.has(code))).toEqual([]);
    expect((await read('NEW', 15)).some(({ code }) => code === created[0]?.code)).toBe(false);
  });

  it('come archived only when the archive is asked for', async () => {
    const order = await place();
    await kaspi.client().shopApi.cancelOrder(token, { ...order, reason: 'MERCHANT_OUT_OF_STOCK' });
    expect((await read('NEW')).map(({ code }) => code)).not.toContain(order.code);
    const archived = (await read('ARCHIVE')).find(({ code }) => code === order.code);
    expect(archived).toMatchObject({ orderStatus: 'cancelled', cancellationReason: 'MERCHANT_OUT_OF_STOCK' });
  });

  it('are found by number, or not at all', async () => {
    await expect(find(await place())).resolves.toMatchObject({ orderStatus: 'new' });
    await expect(kaspi.client().shopApi.findOrder(token, '000000001')).resolves.toBeUndefined();
  });

  it('have lines with both SKUs', async () => {
    const [first, second] = kaspi.seller.products;
    const lines = [first, second].map((product, index) => ({ sku: product?.sku, quantity: index + 1 }));
    const { id } = await place({ lines });
    const entries = await kaspi.client().shopApi.listEntries(token, id);
    expect(entries).toMatchObject([
      { number: 0, sku: first?.sku, masterSku: first?.masterSku, quantity: 1 },
      { number: 1, sku: second?.sku, masterSku: second?.masterSku, quantity: 2 },
    ]);
    expect(entries[1]?.totalTiyn).toBe((second?.priceTenge ?? 0) * 200);
  });
});

describe('order actions', () => {
  it('accept, assemble, then follow waybill, courier and delivery', async () => {
    const { shopApi } = kaspi.client();
    const order = await place();
    await shopApi.acceptOrder(token, order);
    await expect(find(order)).resolves.toMatchObject({ state: 'KASPI_DELIVERY', orderStatus: 'accepted' });
    await shopApi.assembleOrder(token, { ...order, spaces: 2 });
    const packed = await until(
      () => find(order),
      ({ waybillUrl }) => waybillUrl !== undefined,
    );
    expect(packed).toMatchObject({ orderStatus: 'packed', waybillUrl: expect.stringContaining('http') });
    await kaspi.control('POST', `/orders/${order.code}/advance`, { to: 'transmitted' });
    await expect(find(order)).resolves.toMatchObject({ orderStatus: 'handed_over', handedOverAt: expect.any(Date) });
    await kaspi.control('POST', `/orders/${order.code}/advance`, { to: 'completed' });
    await expect(find(order)).resolves.toMatchObject({ orderStatus: 'completed' });
  });

  it('see a buyer cancel in transit and a return', async () => {
    const { shopApi } = kaspi.client();
    const [cancelled, returned] = [await place(), await place()];
    for (const order of [cancelled, returned]) {
      await shopApi.acceptOrder(token, order);
    }

    await kaspi.control('POST', `/orders/${cancelled.code}/advance`, { to: 'cancelling' });
    await expect(find(cancelled)).resolves.toMatchObject({ orderStatus: 'cancelling' });
    await kaspi.control('POST', `/orders/${returned.code}/advance`, { to: 'returning' });
    await expect(find(returned)).resolves.toMatchObject({ orderStatus: 'returning' });
    await kaspi.control('POST', `/orders/${returned.code}/advance`, { to: 'returned' });
    await expect(find(returned)).resolves.toMatchObject({ orderStatus: 'returned' });
  });

  it('are refused twice, and after assembling a cancel is refused', async () => {
    const { shopApi } = kaspi.client();
    const order = await place();
    await shopApi.acceptOrder(token, order);
    const refused = { code: 'marketplace.refused', params: { reason: 'not-allowed', title: expect.any(String) } };
    await expect(shopApi.acceptOrder(token, order)).rejects.toMatchObject(refused);
    await shopApi.assembleOrder(token, { ...order, spaces: 1 });
    const cancel = { ...order, reason: 'BUYER_NOT_REACHABLE', comment: 'x'.repeat(2_000) } as const;
    await expect(shopApi.cancelOrder(token, cancel)).rejects.toMatchObject(refused);
  });

  it('complete in two steps with the code the buyer got', async () => {
    const { shopApi } = kaspi.client();
    const order = await ownPickup();
    await shopApi.acceptOrder(token, order);
    await shopApi.requestCompletion(token, order);
    const { customer } = await find(order);
    const securityCode = await kaspi.newestCode(customer.phone ?? '');
    await expect(shopApi.completeOrder(token, { ...order, securityCode: '0000' })).rejects.toMatchObject({
      params: { reason: 'wrong-code' },
    });
    await shopApi.completeOrder(token, { ...order, securityCode });
    await expect(find(order)).resolves.toMatchObject({ orderStatus: 'completed' });
    await expect(shopApi.completeOrder(token, { ...order, securityCode })).rejects.toMatchObject({
      params: { reason: 'order-completed' },
    });
  });

  it('tell a cancelled order and one that waits for signing apart', async () => {
    const { shopApi } = kaspi.client();
    const cancelled = await ownPickup();
    await shopApi.cancelOrder(token, { ...cancelled, reason: 'BUYER_CANCELLATION_BY_MERCHANT' });
    await expect(shopApi.requestCompletion(token, cancelled)).rejects.toMatchObject({
      params: { reason: 'order-cancelled' },
    });
    const unsigned = await place({ deliveryMode: 'DELIVERY_LOCAL', isKaspiDelivery: false, signatureRequired: true });
    await shopApi.acceptOrder(token, unsigned);
    await expect(shopApi.requestCompletion(token, unsigned)).rejects.toMatchObject({
      params: { reason: 'needs-signing' },
    });
  });

  it('do not reach another shop', async () => {
    const order = await place();
    const stranger = kaspi.client().shopApi.acceptOrder(kaspi.bigSeller.apiToken, order);
    await expect(stranger).rejects.toMatchObject({ code: 'marketplace.refused' });
    await expect(find(order)).resolves.toMatchObject({ orderStatus: 'new' });
  });
});
