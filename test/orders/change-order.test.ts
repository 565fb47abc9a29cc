import { describe, expect, it } from '@jest/globals';
import { type Clock, systemClock } from '#src/kernel/clock.ts';
import type { Actor } from '#src/kernel/scope.ts';
import { acceptOrder, cancelOrder, findOrderByCode, orderCard } from '#src/orders/index.ts';
import { type PollDeps, pollStore } from '#src/orders/poll-store.ts';
import { findStore, marketplaceErrors, readShopToken, type ShopApi } from '#src/stores/index.ts';
import { aClock } from '../messaging/post-office.ts';
import { aCompany } from '../support/company.ts';
import { aShop, depsOf, eventsOf, type Shop, startKaspiForFile, withShopApi } from './shop.ts';

const { kaspi } = startKaspiForFile();

interface Placed {
  readonly shop: Shop;
  readonly code: string;
  readonly orderId: string;
}

async function aPlacedOrder(clock: Clock = systemClock): Promise<Placed> {
  const shop = await aShop(kaspi(), { clock });
  const code = await shop.order({ createdAt: clock.now().toISOString() });
  await pollStore(shop.deps, shop.storeId);
  const order = await shop.company.run((scope) => findOrderByCode(scope, code));
  return { shop, code, orderId: order?.id ?? '' };
}

/** A marketplace that takes its time to show the order; `asked` once it was asked, and it shows nothing until `answer`. */
function aSlowLook(deps: PollDeps, acceptOrderAt: ShopApi['acceptOrder']) {
  const asked = Promise.withResolvers<void>();
  const shown = Promise.withResolvers<undefined>();
  let requests = 0;
  const slow = withShopApi(deps, {
    acceptOrder: async (...order) => {
      requests += 1;
      await acceptOrderAt(...order);
    },
    findOrder: () => {
      asked.resolve();
      return shown.promise;
    },
  });
  return { deps: slow, asked: asked.promise, answer: () => shown.resolve(undefined), requests: () => requests };
}

/** How the order stands at the marketplace. */
async function atKaspi({ shop, code }: Placed): Promise<string | undefined> {
  const state = await kaspi().control<{ orders: { code: string; status: string }[] }>(
    'GET',
    `/state?merchant=${shop.merchantUid}`,
  );
  return state.orders.find((order) => order.code === code)?.status;
}

describe('acceptOrder', () => {
  it('accepts at the marketplace and announces it', async () => {
    const placed = await aPlacedOrder();
    const { shop, orderId } = placed;
    const { outcome, order } = await acceptOrder(shop.deps, { orderId });
    expect({ outcome, status: order.status }).toEqual({ outcome: 'done', status: 'accepted' });
    expect(await atKaspi(placed)).toBe('ACCEPTED_BY_MERCHANT');
    expect(await eventsOf(shop.company)).toEqual(['order.placed', 'order.statusChanged new→accepted']);
    await pollStore(shop.deps, shop.storeId);
    expect(await eventsOf(shop.company)).toHaveLength(2);
  });

  it('sends one request, however many tap at once', async () => {
    const { shop, orderId } = await aPlacedOrder();
    let calls = 0;
    const { shopApi } = shop.deps.marketplace;
    const counting = new Proxy(shopApi, {
      get: (target, name: keyof typeof shopApi) => {
        const method = target[name].bind(target) as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          calls += name === 'acceptOrder' ? 1 : 0;
          return method(...args);
        };
      },
    });
    const deps = { ...shop.deps, marketplace: { shopApi: counting } };
    const results = await Promise.all(Array.from({ length: 20 }, () => acceptOrder(deps, { orderId })));
    expect(calls).toBe(1);
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect((await acceptOrder(deps, { orderId })).outcome).toBe('already');
    expect(await eventsOf(shop.company)).toEqual(['order.placed', 'order.statusChanged new→accepted']);
  });

  it('knows that it has accepted before it looks again, however long the look takes', async () => {
    const clock = aClock();
    const { shop, orderId } = await aPlacedOrder(clock);
    const { shopApi } = shop.deps.marketplace;
    const slow = aSlowLook(shop.deps, (...order) => shopApi.acceptOrder(...order));
    const first = acceptOrder(slow.deps, { orderId });
    await slow.asked;
    clock.advance(3_600);
    expect((await acceptOrder(slow.deps, { orderId })).outcome).toBe('already');
    slow.answer();
    expect((await first).outcome).toBe('done');
    expect(slow.requests()).toBe(1);
    expect(await eventsOf(shop.company)).toEqual(['order.placed', 'order.statusChanged new→accepted']);
  });

  it('sends no second request while nobody knows what became of the first, however slow the marketplace is', async () => {
    const clock = aClock();
    const { shop, orderId } = await aPlacedOrder(clock);
    const slow = aSlowLook(shop.deps, async () => {
      clock.advance(30);
      throw marketplaceErrors.unreachable({});
    });
    const first = acceptOrder(slow.deps, { orderId });
    await slow.asked;
    clock.advance(80);
    expect((await acceptOrder(slow.deps, { orderId })).outcome).toBe('busy');
    slow.answer();
    await expect(first).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(slow.requests()).toBe(1);
  });

  it('shows the present state when the order was accepted elsewhere meanwhile', async () => {
    const { shop, orderId, code } = await aPlacedOrder();
    const other = depsOf(shop.company, kaspi().client());
    const token = await shop.company.run((scope) => readShopToken(scope, shop.storeId));
    await other.marketplace.shopApi.acceptOrder(token, { id: Buffer.from(code).toString('base64'), code });
    const { outcome, order } = await acceptOrder(shop.deps, { orderId });
    expect({ outcome, status: order.status }).toEqual({ outcome: 'already', status: 'accepted' });
  });

  it('shows the present state when the buyer has cancelled meanwhile, and refuses from then on', async () => {
    const { shop, orderId, code } = await aPlacedOrder();
    await shop.advance(code, 'cancelled');
    const { outcome, order } = await acceptOrder(shop.deps, { orderId });
    expect({ outcome, status: order.status }).toEqual({ outcome: 'refused', status: 'cancelled' });
    await expect(acceptOrder(shop.deps, { orderId })).rejects.toMatchObject({ code: 'order.notAcceptable' });
  });

  it('can be asked for again after an outage', async () => {
    const { shop, orderId } = await aPlacedOrder();
    await kaspi().control('PUT', '/faults', { unreachable: true });
    const first = acceptOrder(shop.deps, { orderId });
    await expect(first).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    await kaspi().control('PUT', '/faults', { unreachable: false });
    const again = depsOf(shop.company, kaspi().client());
    expect((await acceptOrder(again, { orderId })).outcome).toBe('done');
  });

  it('notes a rejected token', async () => {
    const { shop, orderId } = await aPlacedOrder();
    await kaspi().control('PUT', '/faults', { tokenRejected: 401 });
    try {
      await expect(acceptOrder(shop.deps, { orderId })).rejects.toMatchObject({ code: 'marketplace.tokenRejected' });
    } finally {
      await kaspi().control('PUT', '/faults', { tokenRejected: false });
    }
    expect((await shop.company.run((scope) => findStore(scope, shop.storeId))).token).toBe('rejected');
  });

  it('is refused to a stranger and to those who may not', async () => {
    const { shop, orderId } = await aPlacedOrder();
    const stranger = depsOf(await aCompany(), kaspi().client());
    await expect(acceptOrder(stranger, { orderId })).rejects.toMatchObject({ code: 'order.notFound' });
    await expect(cancelOrder(stranger, { orderId, reason: 'BUYER_NOT_REACHABLE' })).rejects.toMatchObject({
      code: 'order.notFound',
    });
    const analyst: Actor = { kind: 'member', id: 'someone', can: (action) => action.endsWith('.read') };
    const inCompany: typeof shop.deps.inCompany = (work) => shop.company.run(work, analyst);
    await expect(acceptOrder({ ...shop.deps, inCompany }, { orderId })).rejects.toMatchObject({
      code: 'permission.forbidden',
    });
  });
});

describe('cancelOrder', () => {
  it('cancels at the marketplace with its reason, once', async () => {
    const placed = await aPlacedOrder();
    const { shop, orderId } = placed;
    const cancel = () => cancelOrder(shop.deps, { orderId, reason: 'MERCHANT_OUT_OF_STOCK' });
    const results = await Promise.all(Array.from({ length: 20 }, cancel));
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect((await cancel()).outcome).toBe('already');
    expect(await atKaspi(placed)).toBe('CANCELLED');
    const card = await shop.company.run((scope) => orderCard(scope, orderId));
    expect(card).toMatchObject({ status: 'cancelled', cancellationReason: 'MERCHANT_OUT_OF_STOCK' });
    expect(await eventsOf(shop.company)).toEqual(['order.placed', 'order.statusChanged new→cancelled']);
  });

  it('is refused once the parcel is assembled', async () => {
    const { shop, orderId, code } = await aPlacedOrder();
    await acceptOrder(shop.deps, { orderId });
    const token = await shop.company.run((scope) => readShopToken(scope, shop.storeId));
    const key = { id: Buffer.from(code).toString('base64'), code };
    await shop.deps.marketplace.shopApi.assembleOrder(token, { ...key, spaces: 1 });
    const { outcome, order } = await cancelOrder(shop.deps, { orderId, reason: 'BUYER_NOT_REACHABLE' });
    expect({ outcome, status: order.status }).toEqual({ outcome: 'refused', status: 'packed' });
    await expect(cancelOrder(shop.deps, { orderId, reason: 'BUYER_NOT_REACHABLE' })).rejects.toMatchObject({
      code: 'order.notCancellable',
    });
  });
});
