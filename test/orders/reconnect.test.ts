import { describe, expect, it } from '@jest/globals';
import { acceptOrder, listOrders } from '#src/orders/index.ts';
import { pollStore } from '#src/orders/poll-store.ts';
import {
  type CabinetStep,
  connectShopToken,
  createStore,
  disconnectStore,
  type Marketplace,
  type StoreDeps,
  startCabinetSignIn,
  submitCabinetCode,
} from '#src/stores/index.ts';
import { aRoad, deliver, react } from '../messaging/post-office.ts';
import { aShop, eventsOf, type Shop, startKaspiForFile } from './shop.ts';

const { kaspi } = startKaspiForFile();
const phone = '+77011234567';

interface Told {
  readonly shop: Shop;
  readonly code: string;
  readonly stores: StoreDeps;
  /** Looks at a store's orders and sends whatever that has to tell. */
  look(storeId: string): Promise<void>;
  /** How many messages the customer got. */
  told(): number;
}

/** A store with a new order, of which its customer was told. */
async function aToldOrder(): Promise<Told> {
  const shop = await aShop(kaspi());
  const road = aRoad('whatsapp');
  const look = async (storeId: string) => {
    await pollStore(shop.deps, storeId);
    await react(shop.company);
    await deliver(shop.company, [road.gateway]);
  };
  const code = await shop.order({ customer: { firstName: 'Aigerim', lastName: 'S.', phone } });
  await look(shop.storeId);
  const stores = { inCompany: shop.deps.inCompany, marketplace: shop.deps.marketplace as Marketplace };
  return { shop, code, stores, look, told: () => road.of(shop.company).length };
}

async function enterCabinet({ stores, shop }: Told, storeId: string): Promise<CabinetStep> {
  const { email, password } = shop.keys;
  await startCabinetSignIn(stores, { storeId, login: { email, password } });
  return submitCabinetCode(stores, { storeId, code: await kaspi().newestCode(email) });
}

async function disconnect({ shop }: Told, storeId: string): Promise<void> {
  await shop.company.run((scope) => disconnectStore(scope, { storeId }));
}

async function ordersOf({ shop }: Told) {
  const { orders } = await shop.company.run((scope) => listOrders(scope));
  return orders.map(({ id, code, storeId, status }) => ({ id, code, storeId, status }));
}

describe('a store that is disconnected and connected again', () => {
  it('by its token and then its cabinet has told one order once', async () => {
    const told = await aToldOrder();
    const { shop, code, stores, look } = told;
    await disconnect(told, shop.storeId);
    const again = await connectShopToken(stores, { token: shop.keys.apiToken });
    expect(again.id).toBe(shop.storeId);
    await look(again.id);
    const step = await enterCabinet(told, again.id);
    expect(step).toMatchObject({ kind: 'connected', store: { id: shop.storeId, merchantUid: shop.merchantUid } });
    await look(shop.storeId);
    expect(await ordersOf(told)).toMatchObject([{ code, storeId: shop.storeId, status: 'new' }]);
    expect(told.told()).toBe(1);
  });

  it('as another store takes its orders along, and gives them back when the cabinet shows that both are one', async () => {
    const told = await aToldOrder();
    const { shop, code, stores, look } = told;
    const first = await enterCabinet(told, shop.storeId);
    expect(first).toMatchObject({ kind: 'connected', store: { id: shop.storeId } });
    await disconnect(told, shop.storeId);
    const { id: other } = await shop.company.run((scope) => createStore(scope, { name: 'Kaspi' }));
    await connectShopToken(stores, { token: shop.keys.apiToken, storeId: other });
    await look(other);
    const [order] = await ordersOf(told);
    expect(order).toMatchObject({ code, storeId: other });
    expect(await acceptOrder(shop.deps, { orderId: String(order?.id) })).toMatchObject({ outcome: 'done' });

    expect(await enterCabinet(told, other)).toMatchObject({ kind: 'connected', store: { id: shop.storeId } });
    await react(shop.company);
    expect(await ordersOf(told)).toMatchObject([{ code, storeId: shop.storeId, status: 'accepted' }]);
    await look(shop.storeId);
    expect(await ordersOf(told)).toHaveLength(1);
    expect((await eventsOf(shop.company)).filter((event) => event === 'order.placed')).toHaveLength(1);
  });

  it('drops the double of an order that both stores hold when they become one', async () => {
    const told = await aToldOrder();
    const { shop, code, stores, look } = told;
    await enterCabinet(told, shop.storeId);
    await disconnect(told, shop.storeId);
    const { id: other } = await shop.company.run((scope) => createStore(scope, { name: 'Kaspi' }));
    await connectShopToken(stores, { token: shop.keys.apiToken, storeId: other });
    await look(other);
    await shop.company.run(({ em }) =>
      em.execute(
        `insert into orders (id, created_at, updated_at, company_id, store_id, external_id, marketplace_id,
           marketplace_state, marketplace_status, status, total_tiyn, delivery_kind, placed_at, seen_at, version)
         select gen_random_uuid(), created_at, updated_at, company_id, ?, external_id, marketplace_id,
           marketplace_state, marketplace_status, status, total_tiyn, delivery_kind, placed_at, seen_at, version
         from orders where external_id = ?`,
        [shop.storeId, code],
      ),
    );
    await enterCabinet(told, other);
    await react(shop.company);
    expect(await ordersOf(told)).toMatchObject([{ code, storeId: shop.storeId }]);
  });

  it('tells nobody of what happened meanwhile and is over', async () => {
    const told = await aToldOrder();
    const { shop, stores, look } = told;
    await disconnect(told, shop.storeId);
    const old = await shop.order({ customer: { firstName: 'A', lastName: 'B', phone: '+77017654321' } });
    await shop.advance(old, 'cancelled');
    await connectShopToken(stores, { token: shop.keys.apiToken });
    await look(shop.storeId);
    expect(await ordersOf(told)).toHaveLength(2);
    expect(told.told()).toBe(1);
    expect((await eventsOf(shop.company)).at(-1)).toBe('order.imported');
  });
});
