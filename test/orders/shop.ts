import { afterAll, beforeAll } from '@jest/globals';
import type { OrderDeps } from '#src/orders/index.ts';
import { demoOrderSettings, orderStatuses } from '#src/orders/index.ts';
import type { PollDeps } from '#src/orders/poll-store.ts';
import { connectShopToken } from '#src/stores/index.ts';
import type { Marketplace, MarketplaceOrder, ShopApi } from '#src/stores/store.ports.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import { silentLogger } from '../support/test-database.ts';

/** A company with a store that is connected to a merchant of its own at the stand-in. */
export interface Shop {
  readonly company: TestCompany;
  readonly storeId: string;
  readonly merchantUid: string;
  /** What opens the merchant's doors at the stand-in. */
  readonly keys: { readonly apiToken: string; readonly email: string; readonly password: string };
  readonly deps: PollDeps;
  /** A buyer orders; answers the number. */
  order(more?: object): Promise<string>;
  advance(code: string, to: string): Promise<void>;
}

/** The stand-in of one test file. */
export function startKaspiForFile(): { readonly kaspi: () => KaspiSandbox } {
  let sandbox: KaspiSandbox | undefined;
  beforeAll(async () => {
    sandbox = await startKaspi();
  });
  afterAll(async () => {
    await sandbox?.stop();
  });
  return {
    kaspi: () => {
      if (!sandbox) {
        throw new Error('the stand-in starts before all tests');
      }
      return sandbox;
    },
  };
}

/** Opens a merchant at the stand-in and connects a fresh company's store with its token. */
export async function aShop(kaspi: KaspiSandbox, options: Parameters<typeof aCompany>[0] = {}): Promise<Shop> {
  const company = await aCompany(options);
  const uid = `m${company.id.replaceAll('-', '')}`;
  const masterSkus = kaspi.seller.products.slice(0, 3).map(({ masterSku }) => masterSku);
  const merchant = await kaspi.control<Shop['keys']>('POST', '/merchants', {
    uid,
    name: 'Test shop',
    masterSkus,
  });
  const deps = depsOf(company, kaspi.client());
  const marketplace = deps.marketplace as Marketplace;
  const store = await connectShopToken({ inCompany: deps.inCompany, marketplace }, { token: merchant.apiToken });
  return {
    company,
    storeId: store.id,
    merchantUid: uid,
    keys: merchant,
    deps,
    order: async (more = {}) =>
      (await kaspi.control<{ code: string }>('POST', '/orders', { merchantUid: uid, ...more })).code,
    advance: async (code, to) => void (await kaspi.control('POST', `/orders/${code}/advance`, { to })),
  };
}

/** The same verbs' dependencies over another client, whose pacing and breakers are its own. */
export function depsOf(company: TestCompany, marketplace: Marketplace): PollDeps & OrderDeps {
  return { inCompany: (work) => company.run(work), marketplace, logger: silentLogger, settings: demoOrderSettings };
}

/** The same verbs' dependencies with some calls of the marketplace answered by the test. */
export function withShopApi(deps: PollDeps, answers: Partial<ShopApi>): PollDeps {
  const { shopApi } = deps.marketplace;
  const replaced = new Proxy(shopApi, {
    get: (target, name: keyof ShopApi) => answers[name] ?? target[name].bind(target),
  });
  return { ...deps, marketplace: { shopApi: replaced } };
}

/** The marketplace with its list of orders changed on the way. */
export function withOrders(deps: PollDeps, change: (order: MarketplaceOrder) => MarketplaceOrder): PollDeps {
  const { shopApi } = deps.marketplace;
  return withShopApi(deps, {
    async *listOrders(...query) {
      for await (const order of shopApi.listOrders(...query)) {
        yield change(order);
      }
    },
  });
}

/** Names of the events a company has announced, in order. */
export async function eventsOf(company: TestCompany): Promise<string[]> {
  const rows = await company.run(({ em }) =>
    em.execute<{ name: string; payload: Record<string, string> }[]>(
      'select name, payload from outbox_events order by id',
    ),
  );
  return rows
    .filter(({ name }) => name.startsWith('order.'))
    .map(({ name, payload }) => (payload.to ? `${name} ${payload.from}→${payload.to}` : name));
}

export { orderStatuses };
