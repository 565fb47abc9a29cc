import { describe, expect, it } from '@jest/globals';
import { upsertCustomer } from '#src/customers/index.ts';
import { listSubjectMessages, saveTemplate } from '#src/messaging/index.ts';
import { acceptOrder, findOrderByCode } from '#src/orders/index.ts';
import { pollStore } from '#src/orders/poll-store.ts';
import { readShopToken } from '#src/stores/index.ts';
import { aShop, type Shop, startKaspiForFile, withOrders, withShopApi } from '../orders/shop.ts';
import { aClock, aMember, aRoad, deliver, react, words } from './post-office.ts';

const { kaspi } = startKaspiForFile();
const phone = '+77011234567';

async function orderIdOf({ company }: Shop, code: string): Promise<string> {
  return (await company.run((scope) => findOrderByCode(scope, code)))?.id ?? '';
}

async function aTold(language: 'ru' | 'kk' | 'en' = 'ru') {
  const shop = await aShop(kaspi(), { language });
  const member = await aMember(shop.company);
  const code = await shop.order({ customer: { firstName: 'Aigerim', lastName: 'S.', phone } });
  await pollStore(shop.deps, shop.storeId);
  await react(shop.company);
  const [whatsapp, telegram] = [aRoad('whatsapp'), aRoad('telegram')];
  const post = () => deliver(shop.company, [whatsapp.gateway, telegram.gateway]);
  await post();
  return { shop, member, code, whatsapp, telegram, post, orderId: await orderIdOf(shop, code) };
}

async function look(shop: Shop): Promise<void> {
  await pollStore(shop.deps, shop.storeId);
  await react(shop.company);
}

/** The order is not shown by its number either. */
function withOnlyHidden(deps: Shop['deps']): Shop['deps'] {
  return withShopApi(deps, { findOrder: async () => undefined });
}

function told(road: Pick<ReturnType<typeof aRoad>, 'of'>, { company }: Shop): string[] {
  return road.of(company).map(({ event }) => event);
}

describe('an order that was placed', () => {
  it.each(['ru', 'kk', 'en'] as const)(
    'is told to its customer in the language of the company, %s',
    async (language) => {
      const { shop, whatsapp, code } = await aTold(language);
      const [message] = whatsapp.of(shop.company);
      expect(message).toMatchObject({ event: 'order_approved', recipient: phone, language });
      expect(message?.text).toContain(code);
      expect(message?.text).toContain('Aigerim S.');
      expect(message?.text).toMatch(/• .+ × 1/);
      expect(message?.text).toMatch(/\d ₸|\d\u202f₸/);
    },
  );

  it("is told in the customer's own language when it is known", async () => {
    const shop = await aShop(kaspi());
    await shop.company.run((scope) => upsertCustomer(scope, { phone, language: 'kk' }));
    await shop.order({ customer: { firstName: 'A', lastName: 'B', phone } });
    await pollStore(shop.deps, shop.storeId);
    await react(shop.company);
    const road = aRoad('whatsapp');
    await deliver(shop.company, [road.gateway]);
    expect(road.of(shop.company)[0]?.text).toContain('Сәлеметсіз');
  });

  it('is told once, however often its event is delivered', async () => {
    const { shop, whatsapp, telegram, post } = await aTold();
    await shop.company.database.inSystem('test', ({ em }) =>
      em.execute(
        `update outbox_events set delivered_at = null, next_attempt_at = now() where company_id = ? and name = 'order.placed'`,
        [shop.company.id],
      ),
    );
    await Promise.all(Array.from({ length: 5 }, () => react(shop.company)));
    await post();
    expect(whatsapp.of(shop.company)).toHaveLength(1);
    expect(telegram.of(shop.company).filter(({ providerId }) => providerId === null)).toHaveLength(1);
  });

  it('is shown to the members, and their card is edited when the order or its messages get further', async () => {
    const { shop, member, telegram, post, orderId } = await aTold();
    const cards = () => telegram.of(shop.company).filter(({ template }) => template === 'order_card');
    expect(cards()).toMatchObject([{ recipient: member, subjectId: orderId, providerId: null }]);
    await react(shop.company);
    await post();
    expect(cards().at(-1)?.providerId).toBe(`telegram-${cards()[0]?.id}`);
    const before = cards().length;
    await acceptOrder(shop.deps, { orderId });
    await react(shop.company);
    await post();
    expect(cards().length).toBeGreaterThan(before);
    expect(new Set(cards().map(({ id }) => id)).size).toBe(1);
  });

  it('is followed by the next message once it is accepted', async () => {
    const { shop, orderId, whatsapp, post } = await aTold();
    await acceptOrder(shop.deps, { orderId });
    await react(shop.company);
    await post();
    expect(whatsapp.of(shop.company).map(({ event }) => event)).toEqual(['order_approved', 'order_accepted']);
    const told = await shop.company.run((scope) => listSubjectMessages(scope, orderId));
    expect(told.map(({ event, state }) => [event, state])).toEqual([
      ['order_approved', 'sent'],
      ['order_accepted', 'sent'],
    ]);
  });

  it('takes back what waits when the buyer cancels, and tells the members that it was not them', async () => {
    const shop = await aShop(kaspi());
    await aMember(shop.company);
    const code = await shop.order({ customer: { firstName: 'A', lastName: 'B', phone } });
    await pollStore(shop.deps, shop.storeId);
    await react(shop.company, { quietHours: { from: 0, to: 0 } });
    await shop.advance(code, 'cancelled');
    const inCompany: typeof shop.deps.inCompany = (work) =>
      shop.company.run(work, { kind: 'system', id: 'jobs.orders.pollStore', can: () => true });
    await pollStore({ ...shop.deps, inCompany }, shop.storeId);
    await react(shop.company);
    const [whatsapp, telegram] = [aRoad('whatsapp'), aRoad('telegram')];
    await deliver(shop.company, [whatsapp.gateway, telegram.gateway]);
    expect(whatsapp.of(shop.company).map(({ event }) => event)).toEqual(['order_cancelled']);
    expect(
      telegram
        .of(shop.company)
        .map(({ event }) => event)
        .sort(),
    ).toEqual(['order_cancelled', 'order_card']);
  });

  it('is told as packed only once, also when it was never seen accepted', async () => {
    const { shop, code, whatsapp, post } = await aTold();
    const token = await shop.company.run((scope) => readShopToken(scope, shop.storeId));
    const key = { id: Buffer.from(code).toString('base64'), code };
    const { shopApi } = shop.deps.marketplace;
    await shopApi.acceptOrder(token, key);
    await shopApi.assembleOrder(token, { ...key, spaces: 1 });
    await look(shop);
    await post();
    expect(told(whatsapp, shop)).toEqual(['order_approved', 'order_accepted']);

    const second = await aTold();
    await acceptOrder(second.shop.deps, { orderId: second.orderId });
    await react(second.shop.company);
    await second.post();
    const { company, storeId, deps } = second.shop;
    const own = await company.run((scope) => readShopToken(scope, storeId));
    const id = Buffer.from(second.code).toString('base64');
    await deps.marketplace.shopApi.assembleOrder(own, { id, code: second.code, spaces: 1 });
    await look(second.shop);
    await second.post();
    expect(told(second.whatsapp, second.shop)).toEqual(['order_approved', 'order_accepted']);
  });

  it('is not told when the company has switched that off', async () => {
    const shop = await aShop(kaspi());
    await shop.company.run((scope) =>
      saveTemplate(scope, words, { event: 'order_approved', language: 'ru', isEnabled: false }),
    );
    await shop.order({ customer: { firstName: 'A', lastName: 'B', phone } });
    await pollStore(shop.deps, shop.storeId);
    await react(shop.company);
    const road = aRoad('whatsapp');
    await deliver(shop.company, [road.gateway]);
    expect(road.of(shop.company)).toEqual([]);
  });
});

describe('a customer whose phone the marketplace does not show', () => {
  async function aPhoneless() {
    const shop = await aShop(kaspi());
    const member = await aMember(shop.company);
    const hidden = withOrders(shop.deps, (order) => ({ ...order, customer: { ...order.customer, phone: undefined } }));
    const [whatsapp, telegram] = [aRoad('whatsapp'), aRoad('telegram')];
    const look = async (deps: Shop['deps']) => {
      await pollStore(deps, shop.storeId);
      await react(shop.company);
      await deliver(shop.company, [whatsapp.gateway, telegram.gateway]);
    };
    return { shop, member, hidden, whatsapp, telegram, look };
  }

  it('is told nothing, and the members are told that once', async () => {
    const { shop, member, hidden, telegram, whatsapp, look } = await aPhoneless();
    const code = await shop.order({ customer: { firstName: 'A', lastName: 'B', phone } });
    await look(hidden);
    await acceptOrder(withOnlyHidden(hidden), { orderId: await orderIdOf(shop, code) });
    await look(hidden);
    expect(told(whatsapp, shop)).toEqual([]);
    const notices = telegram.of(shop.company).filter(({ template }) => template === 'customer_phone_missing');
    expect(notices).toMatchObject([{ recipient: member, params: { code } }]);
  });

  it('is told where the order stands once a later look shows the phone', async () => {
    const { shop, hidden, whatsapp, look } = await aPhoneless();
    await shop.order({ customer: { firstName: 'A', lastName: 'B', phone } });
    await look(hidden);
    await look(shop.deps);
    await look(shop.deps);
    expect(whatsapp.of(shop.company)).toMatchObject([{ event: 'order_approved', recipient: phone }]);
  });

  it('is not told of an order that is older than the connection of its store', async () => {
    const { shop, hidden, whatsapp, look } = await aPhoneless();
    const code = await shop.order({ customer: { firstName: 'A', lastName: 'B', phone } });
    const token = await shop.company.run((scope) => readShopToken(scope, shop.storeId));
    await shop.deps.marketplace.shopApi.acceptOrder(token, { id: Buffer.from(code).toString('base64'), code });
    await look(hidden);
    await look(shop.deps);
    expect(told(whatsapp, shop)).toEqual([]);
  });
});

describe('a store whose token is refused', () => {
  it('is told to those who can repair it', async () => {
    const shop = await aShop(kaspi());
    const owner = await aMember(shop.company);
    await aMember(shop.company, 'cashier');
    await kaspi().control('PUT', '/faults', { tokenRejected: 401 });
    await pollStore(shop.deps, shop.storeId).catch(() => undefined);
    await kaspi().control('PUT', '/faults', { tokenRejected: false });
    await react(shop.company);
    const road = aRoad('telegram');
    await deliver(shop.company, [road.gateway]);
    expect(road.of(shop.company).map(({ template, recipient }) => [template, recipient])).toEqual([
      ['store_token_rejected', owner],
    ]);
  });
});

describe('notices outside the hours', () => {
  it('wait for the morning from the moment they are queued', async () => {
    const clock = aClock('2026-11-21T17:30:00Z'); // 22:30 in Almaty
    const shop = await aShop(kaspi(), { clock });
    const code = await shop.order({
      customer: { firstName: 'A', lastName: 'B', phone },
      createdAt: '2026-11-21T17:00:00Z',
    });
    await pollStore(shop.deps, shop.storeId);
    clock.advance(1);
    await react(shop.company, { quietHours: { from: 9, to: 21 } });
    const orderId = await orderIdOf(shop, code);
    const [message] = await shop.company.run((scope) => listSubjectMessages(scope, orderId));
    expect(message).toMatchObject({ state: 'queued', nextAttemptAt: new Date('2026-11-22T04:00:00Z') });
  });
});
