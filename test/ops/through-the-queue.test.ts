import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptOrder, findOrderByCode, listOrders } from '#src/orders/index.ts';
import { until } from '../integrations/kaspi-sandbox.ts';
import { startTwoQueues, type TwoQueues } from './two-queues.ts';

const phones = ['+77051110001', '+77051110002', '+77051110003', '+77051110004', '+77051110005'];
const WAIT_MS = 30_000;

let world: TwoQueues;
let codes: string[];

beforeAll(async () => {
  world = await startTwoQueues();
  codes = [];
  for (const phone of phones) {
    codes.push(await world.order(phone));
  }
}, 60_000);

afterAll(() => world?.stop(), 30_000);

/** Waits for something to come; the test itself says what is wrong when it does not. */
async function comes(isThere: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!(await isThere()) && Date.now() < deadline) {
    await until(async () => isThere(), Boolean);
  }
}

function told(phone: string): string[] {
  return world.whatsApp.filter((sent) => `+${sent.phone}` === phone).map(({ text }) => text);
}

/** Requests that changed an order on Kaspi. */
async function changesAtKaspi(): Promise<number | undefined> {
  const stats = await world.kaspi.control<{ endpoints: Record<string, { requests: number }> }>('GET', '/stats');
  return stats.endpoints['orders.change']?.requests;
}

/** Lets the queues look at all orders so many times more. */
async function aWhileLater(looks: number): Promise<void> {
  const polled = async () => {
    const [row] = await world.company.run(({ em }) =>
      em.execute<{ at: string }[]>('select orders_polled_at as at from stores'),
    );
    return String(row?.at);
  };
  for (let look = 0; look < looks; look += 1) {
    const before = await polled();
    await comes(async () => (await polled()) !== before);
  }
}

describe('an order on Kaspi, with two queues at work', () => {
  it('becomes one order, one message to its customer and one card for the seller', async () => {
    await comes(() => world.whatsApp.length >= phones.length && world.notices.length >= phones.length);
    await aWhileLater(2);
    const { orders } = await world.company.run((scope) => listOrders(scope));
    expect(orders.map(({ code }) => code).sort()).toEqual([...codes].sort());
    for (const [index, phone] of phones.entries()) {
      expect(told(phone)).toEqual([expect.stringContaining(String(codes[index]))]);
    }
    const cards = world.notices.filter(({ template }) => template === 'order_card');
    expect(cards.map(({ subjectId }) => subjectId).sort()).toEqual(orders.map(({ id }) => id).sort());
  }, 60_000);

  it('accepted from both at once, is accepted once and told once', async () => {
    const [code = ''] = codes;
    const order = await world.company.run((scope) => findOrderByCode(scope, code));
    const orderId = order?.id ?? '';
    await world.kaspi.control('DELETE', '/stats');
    const accepting = Array.from({ length: 20 }, (_, index) => {
      const house = world.houses[index % world.houses.length] as TwoQueues['houses'][number];
      return acceptOrder({ inCompany: world.company.run, marketplace: house.marketplace }, { orderId });
    });
    const outcomes = (await Promise.all(accepting)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    await comes(() => told(phones[0] ?? '').length > 1);
    await aWhileLater(1);
    expect(told(phones[0] ?? '')).toHaveLength(2);
    expect(world.whatsApp).toHaveLength(phones.length + 1);
    expect(await changesAtKaspi()).toBe(1);
  }, 60_000);

  it('leaves no event undelivered, no message under way and no job failed', async () => {
    const [left] = await world.company.run(({ em }) =>
      em.execute<{ events: number; messages: number }[]>(
        `select (select count(*)::int from outbox_events where delivered_at is null) as events,
           (select count(*)::int from messages where state not in ('sent', 'delivered', 'read')) as messages`,
      ),
    );
    expect(left).toEqual({ events: 0, messages: 0 });
    expect(await world.failedJobs()).toEqual([]);
  });
});
