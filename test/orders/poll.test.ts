import { describe, expect, it } from '@jest/globals';
import { acceptOrder, findOrderByCode, listOrders, orderCard, pollNow, switchOrders } from '#src/orders/index.ts';
import { claimDueStores } from '#src/orders/order.jobs.ts';
import { pollStore } from '#src/orders/poll-store.ts';
import { findStore, readShopToken } from '#src/stores/index.ts';
import { aCompany } from '../support/company.ts';
import { aShop, depsOf, eventsOf, type Shop, startKaspiForFile, withOrders, withShopApi } from './shop.ts';

const { kaspi } = startKaspiForFile();

async function cardOf({ company }: Shop, code: string) {
  return company.run(async (scope) => orderCard(scope, (await findOrderByCode(scope, code))?.id ?? ''));
}

describe('a look at a store', () => {
  it('keeps a new order with its lines, customer and history, and announces it once', async () => {
    const shop = await aShop(kaspi());
    const code = await shop.order({ customer: { firstName: 'Aigerim', lastName: 'S.', phone: '+77011234567' } });
    expect(await pollStore(shop.deps, shop.storeId)).toEqual({ placed: 1, moved: 0 });
    expect(await pollStore(shop.deps, shop.storeId)).toEqual({ placed: 0, moved: 0 });

    const card = await cardOf(shop, code);
    expect(card).toMatchObject({ code, status: 'new', customerName: 'Aigerim S.', customerPhone: '+77011234567' });
    expect(card.lines.length).toBeGreaterThan(0);
    expect(card.lines.reduce((sum, line) => sum + line.totalTiyn, 0)).toBe(card.totalTiyn);
    expect(card.history.map(({ from, to }) => [from, to])).toEqual([[null, 'new']]);
    expect(await eventsOf(shop.company)).toEqual(['order.placed']);
  });

  it('asks for the lines of an order once', async () => {
    const shop = await aShop(kaspi());
    await shop.order();
    await kaspi().control('DELETE', '/stats');
    await pollStore(shop.deps, shop.storeId);
    await pollStore(shop.deps, shop.storeId);
    expect(await requestsTo('entries')).toBe(1);
  });

  it('makes one order, one history and one announcement of each, however many look at once', async () => {
    const shop = await aShop(kaspi());
    const codes = [await shop.order(), await shop.order(), await shop.order()];
    const pollers = Array.from({ length: 20 }, () => pollStore(depsOf(shop.company, kaspi().client()), shop.storeId));
    const results = await Promise.all(pollers);
    expect(results.reduce((sum, { placed }) => sum + placed, 0)).toBe(3);
    const { orders } = await shop.company.run((scope) => listOrders(scope));
    expect(orders.map(({ code }) => code).sort()).toEqual(codes.sort());
    expect(await eventsOf(shop.company)).toEqual(['order.placed', 'order.placed', 'order.placed']);
    const [lines] = await shop.company.run(({ em }) =>
      em.execute<{ doubles: number }[]>(
        `select count(*)::int as doubles from (select order_id, number from order_lines group by 1, 2 having count(*) > 1) d`,
      ),
    );
    expect(lines?.doubles).toBe(0);
  });

  it('follows an order that left every tab, without waiting for the archive', async () => {
    const shop = await aShop(kaspi());
    const code = await shop.order();
    await pollStore(shop.deps, shop.storeId);
    await shop.advance(code, 'cancelled');
    await pollStore(shop.deps, shop.storeId);
    expect((await cardOf(shop, code)).status).toBe('cancelled');
    expect(await eventsOf(shop.company)).toEqual(['order.placed', 'order.statusChanged new→cancelled']);
  });

  it('asks for every order that left the tabs in its turn, also when the answers are empty or stale', async () => {
    const shop = await aShop(kaspi());
    const codes = [await shop.order(), await shop.order(), await shop.order()];
    await pollStore(shop.deps, shop.storeId);
    const asked: string[] = [];
    const { shopApi } = shop.deps.marketplace;
    const blind = withShopApi(shop.deps, {
      async *listOrders() {},
      findOrder: async (token, code, signal) => {
        asked.push(code);
        const order = await shopApi.findOrder(token, code, signal);
        return code === codes[0] ? undefined : order && { ...order, orderStatus: 'new' };
      },
    });
    await acceptOrder(shop.deps, { orderId: (await cardOf(shop, codes[1] ?? '')).id });
    for (let turn = 0; turn < 3; turn += 1) {
      await pollStore({ ...blind, settings: { ...blind.settings, followUps: 1 } }, shop.storeId);
    }
    expect(asked.toSorted()).toEqual(codes.toSorted());
  });

  it('imports the past of a store quietly and tells later orders that have already moved', async () => {
    const shop = await aShop(kaspi());
    const old = await shop.order();
    await shop.advance(old, 'cancelled');
    await pollStore(shop.deps, shop.storeId);
    expect(await eventsOf(shop.company)).toEqual(['order.imported']);
    const later = await shop.order();
    await shop.deps.marketplace.shopApi.acceptOrder(await tokenOf(shop), {
      id: Buffer.from(later).toString('base64'),
      code: later,
    });
    await pollStore(shop.deps, shop.storeId);
    expect(await eventsOf(shop.company)).toEqual(['order.imported', 'order.placed']);
    const { status, history } = await cardOf(shop, later);
    expect({ status, history: history.map(({ to }) => to) }).toEqual({
      status: 'accepted',
      history: ['new', 'accepted'],
    });
  });

  it('keeps orders with missing fields, masked phones and doubles', async () => {
    const shop = await aShop(kaspi());
    await kaspi().control('PUT', '/faults', { missingFields: true, maskedPhones: true, duplicateOrders: true });
    try {
      const code = await shop.order({ customer: { firstName: 'A', lastName: 'B', phone: '+77017654321' } });
      await pollStore(shop.deps, shop.storeId);
      expect(await cardOf(shop, code)).toMatchObject({ code, customerPhone: '+77017654321' });
    } finally {
      await kaspi().control('PUT', '/faults', { missingFields: false, maskedPhones: false, duplicateOrders: false });
    }
  });

  it('keeps an order whose lines do not come, and fetches them later', async () => {
    const shop = await aShop(kaspi());
    const code = await shop.order();
    const { shopApi } = shop.deps.marketplace;
    const flaky = withShopApi(shop.deps, {
      listEntries: (token, _id, signal) => shopApi.listEntries(token, 'bm90aGluZw==', signal),
    });
    await pollStore(flaky, shop.storeId);
    expect((await cardOf(shop, code)).lines).toEqual([]);
    await pollStore(shop.deps, shop.storeId);
    expect((await cardOf(shop, code)).lines.length).toBeGreaterThan(0);
  });

  it('keeps all other orders when one cannot be kept, and an order whose lines cannot be read', async () => {
    const shop = await aShop(kaspi());
    const codes = [await shop.order(), await shop.order(), await shop.order()];
    const [unkept, unread, kept] = codes as [string, string, string];
    const { shopApi } = shop.deps.marketplace;
    const odd = withOrders(shop.deps, (order) => ({ ...order, totalTiyn: order.code === unkept ? 0.5 : 300 }));
    const deps = withShopApi(odd, {
      listEntries: async (token, id, signal) => {
        if (id === Buffer.from(unread).toString('base64')) {
          throw new TypeError('lines as nobody has seen them');
        }
        return shopApi.listEntries(token, id, signal);
      },
    });
    await expect(pollStore(deps, shop.storeId)).rejects.toThrow('2 orders');
    expect((await cardOf(shop, kept)).lines.length).toBeGreaterThan(0);
    expect((await cardOf(shop, unread)).lines).toEqual([]);
    const { orders } = await shop.company.run((scope) => listOrders(scope));
    expect(orders.map(({ code }) => code).sort()).toEqual([unread, kept].sort());
  });

  it('notes a rejected token, says so once and looks no more', async () => {
    const shop = await aShop(kaspi());
    await kaspi().control('PUT', '/faults', { tokenRejected: 401 });
    try {
      await expect(pollStore(shop.deps, shop.storeId)).rejects.toMatchObject({ code: 'marketplace.tokenRejected' });
      await expect(pollStore(shop.deps, shop.storeId)).rejects.toMatchObject({ code: 'store.tokenMissing' });
      expect((await shop.company.run((scope) => findStore(scope, shop.storeId))).token).toBe('rejected');
    } finally {
      await kaspi().control('PUT', '/faults', { tokenRejected: false });
    }
  });

  it('is refused to a stranger', async () => {
    const shop = await aShop(kaspi());
    const stranger = await aCompany();
    const deps = depsOf(stranger, kaspi().client());
    await expect(pollNow(deps, { storeId: shop.storeId })).rejects.toMatchObject({ code: 'store.notFound' });
    await expect(
      stranger.run((scope) => switchOrders(scope, { storeId: shop.storeId, isEnabled: false })),
    ).rejects.toMatchObject({ code: 'store.notFound' });
  });
});

describe('the schedule', () => {
  it('gives each store to one tick, and none that is switched off', async () => {
    const shop = await aShop(kaspi());
    const claim = () => shop.company.database.inSystem('test', (scope) => claimDueStores(scope, { pollSeconds: 60 }));
    const isOurs = ({ storeId }: { storeId: string }) => storeId === shop.storeId;
    const claims = await Promise.all(Array.from({ length: 20 }, claim));
    expect(claims.flat().filter(isOurs)).toHaveLength(1);
    await shop.company.run((scope) => switchOrders(scope, { storeId: shop.storeId, isEnabled: true }));
    expect((await claim()).filter(isOurs)).toHaveLength(1);
    await shop.company.run((scope) => switchOrders(scope, { storeId: shop.storeId, isEnabled: false }));
    expect((await claim()).filter(isOurs)).toHaveLength(0);
  });
});

async function tokenOf(shop: Shop): Promise<string> {
  return shop.company.run((scope) => readShopToken(scope, shop.storeId));
}

async function requestsTo(word: string): Promise<number> {
  type Stats = { endpoints: Record<string, { requests: number }> };
  const { endpoints } = await kaspi().control<Stats>('GET', '/stats');
  const matching = Object.entries(endpoints).filter(([name]) => name.toLowerCase().includes(word));
  return matching.reduce((sum, [, { requests }]) => sum + requests, 0);
}
