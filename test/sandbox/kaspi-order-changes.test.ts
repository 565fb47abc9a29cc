import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type KaspiBench, lastMail, startKaspi, until } from './kaspi-bench.ts';

let kaspi: KaspiBench;
beforeAll(async () => {
  kaspi = await startKaspi();
});
afterAll(() => kaspi.stop());

interface Attributes {
  state: string;
  status: string;
  assembled: boolean;
  kaspiDelivery: { waybill: string | null; courierTransmissionDate: number | null } | null;
  cancellationReason?: string;
}
const stateOf = async (id: string): Promise<Attributes> =>
  ((await (await kaspi.shop(`/orders/${id}`)).json()) as { data: { attributes: Attributes } }).data.attributes;
const titleOf = async (response: Response) => {
  expect(response.status).toBe(400);
  return ((await response.json()) as { errors: [{ title: string }] }).errors[0].title;
};
const accepted = async (body: Record<string, unknown> = {}) => {
  const order = await kaspi.placeOrder(body);
  expect((await kaspi.change(order.id, { code: order.code, status: 'ACCEPTED_BY_MERCHANT' })).status).toBe(200);
  return order;
};
const ownPickup = { deliveryMode: 'DELIVERY_PICKUP', isKaspiDelivery: false };

describe('a status that Kaspi does not know', () => {
  it.each(['LOST', 'constructor'])('is refused: %s', async (status) => {
    const order = await kaspi.placeOrder();
    expect(await titleOf(await kaspi.change(order.id, { code: order.code, status }))).toBe(`Unknown status ${status}`);
  });
});

describe('accepting', () => {
  it('echoes the change and moves the order to the tab of its delivery', async () => {
    const order = await kaspi.placeOrder();
    expect(await stateOf(order.id)).toMatchObject({ state: 'NEW', status: 'APPROVED_BY_BANK' });
    const reply = await kaspi.change(order.id, { code: order.code, status: 'ACCEPTED_BY_MERCHANT' });
    expect(await reply.json()).toMatchObject({
      data: { type: 'orders', id: order.id, attributes: { code: order.code, status: 'ACCEPTED_BY_MERCHANT' } },
      included: [],
    });
    expect(await stateOf(order.id)).toMatchObject({ state: 'KASPI_DELIVERY', status: 'ACCEPTED_BY_MERCHANT' });
  });

  it.each([
    [ownPickup, 'PICKUP'],
    [{ deliveryMode: 'DELIVERY_LOCAL', isKaspiDelivery: false }, 'DELIVERY'],
    [{ deliveryMode: 'DELIVERY_PICKUP', isKaspiDelivery: true }, 'KASPI_DELIVERY'],
    [{ ...ownPickup, signatureRequired: true }, 'SIGN_REQUIRED'],
  ])('takes %j to %s', async (body, state) => {
    expect(await stateOf((await accepted(body)).id)).toMatchObject({ state });
  });

  it('happens once', async () => {
    const order = await accepted();
    expect(await titleOf(await kaspi.change(order.id, { status: 'ACCEPTED_BY_MERCHANT' }))).toContain('accepted');
  });

  it('is not possible by the code in place of the id, nor for another merchant', async () => {
    const order = await kaspi.placeOrder();
    expect((await kaspi.change(order.code, { status: 'ACCEPTED_BY_MERCHANT' })).status).toBe(404);
    const stranger = { 'x-auth-token': kaspi.demo.aigulStore.apiToken };
    expect((await kaspi.change(order.id, { status: 'ACCEPTED_BY_MERCHANT' }, stranger)).status).toBe(404);
    expect(await stateOf(order.id)).toMatchObject({ status: 'APPROVED_BY_BANK' });
  });
});

describe('packing', () => {
  it('wants the number of spaces as a string and an accepted order', async () => {
    const order = await kaspi.placeOrder();
    await titleOf(await kaspi.change(order.id, { status: 'ASSEMBLE', numberOfSpace: '1' }));
    await kaspi.change(order.id, { status: 'ACCEPTED_BY_MERCHANT' });
    expect(await titleOf(await kaspi.change(order.id, { status: 'ASSEMBLE', numberOfSpace: 1 }))).toContain('string');
  });

  it('gives the waybill late, as a PDF', async () => {
    await kaspi.control('PUT', '/faults', { waybillDelayMs: 200 });
    const order = await accepted();
    const reply = await kaspi.change(order.id, { status: 'ASSEMBLE', numberOfSpace: '2' });
    expect(await reply.json()).toMatchObject({ data: { attributes: { status: 'ASSEMBLE' } } });
    const packed = await stateOf(order.id);
    expect(packed).toMatchObject({ assembled: true, status: 'ACCEPTED_BY_MERCHANT', kaspiDelivery: { waybill: null } });
    const waybill = await until(async () => (await stateOf(order.id)).kaspiDelivery?.waybill ?? undefined);
    expect((await (await fetch(waybill)).text()).startsWith('%PDF')).toBe(true);
  });
});

describe('cancelling', () => {
  it('needs a known reason and a comment of at most 1000 characters', async () => {
    const order = await accepted();
    await titleOf(await kaspi.change(order.id, { status: 'CANCELLED', cancellationReason: 'BORED' }));
    const long = {
      status: 'CANCELLED',
      cancellationReason: 'MERCHANT_OUT_OF_STOCK',
      cancellationComment: 'x'.repeat(1_001),
    };
    await titleOf(await kaspi.change(order.id, long));
    expect((await kaspi.change(order.id, { ...long, cancellationComment: 'sold out' })).status).toBe(200);
    expect(await stateOf(order.id)).toMatchObject({ state: 'ARCHIVE', status: 'CANCELLED' });
  });

  it('is refused once the order is assembled', async () => {
    const order = await accepted();
    await kaspi.change(order.id, { status: 'ASSEMBLE', numberOfSpace: '1' });
    const wish = { status: 'CANCELLED', cancellationReason: 'BUYER_NOT_REACHABLE' };
    expect(await titleOf(await kaspi.change(order.id, wish))).toContain('assembled');
  });
});

describe('completing', () => {
  const askCode = { 'x-security-code': '', 'x-send-code': 'true' };

  it("takes two steps with the buyer's four digits", async () => {
    const customer = { firstName: 'Данияр', lastName: 'А.', phone: '+77055550111' };
    const order = await accepted({ ...ownPickup, customer });
    expect(await titleOf(await kaspi.change(order.id, { status: 'COMPLETED' }))).toBe('Wrong security code');
    expect((await kaspi.change(order.id, { status: 'COMPLETED' }, askCode)).status).toBe(200);
    expect(await stateOf(order.id)).toMatchObject({ status: 'ACCEPTED_BY_MERCHANT' });
    const { code, channel } = await lastMail(kaspi, customer.phone);
    expect([code, channel]).toEqual([expect.stringMatching(/^\d{4}$/), 'sms']);

    const wrong = code === '1111' ? '2222' : '1111';
    const tried = await kaspi.change(order.id, { status: 'COMPLETED' }, { 'x-security-code': wrong });
    expect(await titleOf(tried)).toBe('Wrong security code');
    expect((await kaspi.change(order.id, { status: 'COMPLETED' }, { 'x-security-code': code })).status).toBe(200);
    expect(await stateOf(order.id)).toMatchObject({ state: 'ARCHIVE', status: 'COMPLETED' });
    expect(await titleOf(await kaspi.change(order.id, { status: 'COMPLETED' }, askCode))).toContain(
      'already completed',
    );
  });

  it('is refused for a cancelled order and for one that waits for signing', async () => {
    const cancelled = await accepted(ownPickup);
    await kaspi.control('POST', `/orders/${cancelled.code}/advance`, { to: 'cancelled' });
    expect(await titleOf(await kaspi.change(cancelled.id, { status: 'COMPLETED' }, askCode))).toContain('cancelled');
    const unsigned = await accepted({ ...ownPickup, signatureRequired: true });
    expect(await titleOf(await kaspi.change(unsigned.id, { status: 'COMPLETED' }, askCode))).toContain('signing');
  });
});

describe('arriving', () => {
  it('is for an accepted pre-order, once', async () => {
    const preOrder = await kaspi.placeOrder({ preOrder: true });
    expect(await titleOf(await kaspi.change(preOrder.id, { status: 'ARRIVED' }))).toContain('pre-order');
    await kaspi.change(preOrder.id, { code: preOrder.code, status: 'ACCEPTED_BY_MERCHANT' });
    expect((await kaspi.change(preOrder.id, { status: 'ARRIVED' })).status).toBe(200);
    expect(await titleOf(await kaspi.change(preOrder.id, { status: 'ARRIVED' }))).toContain('pre-order');
    const ordinary = await accepted();
    expect(await titleOf(await kaspi.change(ordinary.id, { status: 'ARRIVED' }))).toContain('pre-order');
  });
});

describe('what others do to an order', () => {
  const advance = (code: string, to: string) => kaspi.control('POST', `/orders/${code}/advance`, { to });

  it('walks a parcel from the courier to the buyer and back', async () => {
    const order = await accepted();
    expect((await advance(order.code, 'transmitted')).status).toBe(409);
    await kaspi.change(order.id, { status: 'ASSEMBLE', numberOfSpace: '1' });
    await advance(order.code, 'transmitted');
    expect((await stateOf(order.id)).kaspiDelivery?.courierTransmissionDate).toEqual(expect.any(Number));
    await advance(order.code, 'completed');
    expect(await stateOf(order.id)).toMatchObject({ state: 'ARCHIVE', status: 'COMPLETED' });
    await advance(order.code, 'returning');
    expect(await stateOf(order.id)).toMatchObject({ status: 'KASPI_DELIVERY_RETURN_REQUESTED' });
    expect((await kaspi.change(order.id, { status: 'ARRIVED_BACKWARD' })).status).toBe(200);
    expect(await stateOf(order.id)).toMatchObject({ state: 'ARCHIVE', status: 'RETURNED' });
  });

  it('lets the buyer sign a credit once, after which the order can go on', async () => {
    const order = await accepted({ signatureRequired: true });
    expect(await stateOf(order.id)).toMatchObject({ state: 'SIGN_REQUIRED' });
    expect((await advance(order.code, 'signed')).status).toBe(200);
    expect(await stateOf(order.id)).toMatchObject({ state: 'KASPI_DELIVERY', status: 'ACCEPTED_BY_MERCHANT' });
    expect((await advance(order.code, 'signed')).status).toBe(409);
  });

  it('lets the buyer cancel in transit', async () => {
    const order = await accepted();
    await advance(order.code, 'cancelling');
    expect(await stateOf(order.id)).toMatchObject({ state: 'KASPI_DELIVERY', status: 'CANCELLING' });
    await advance(order.code, 'cancelled');
    expect(await stateOf(order.id)).toMatchObject({ state: 'ARCHIVE', status: 'CANCELLED' });
    expect(kaspi.events.filter(({ code }) => code === order.code).length).toBeGreaterThanOrEqual(4);
  });
});
