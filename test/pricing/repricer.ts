import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import type { Clock } from '#src/kernel/clock.ts';
import { tenge } from '#src/kernel/money.ts';
import { pointingAt } from '#src/platform/db/references.ts';
import { CardOffers } from '#src/pricing/checks/card-offers.entity.ts';
import { livePricingSettings, type PricingDeps, pricingJobs, silentPricingMeter } from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { createCabinetAccess } from '#src/stores/index.ts';
import { Store } from '#src/stores/store.entity.ts';
import type { CabinetSession, Marketplace } from '#src/stores/store.ports.ts';
import { type KaspiSandbox, until } from '../integrations/kaspi-sandbox.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import { silentLogger } from '../support/test-database.ts';

/** A clock that runs with the machine's and can be put forward. */
export function aClock(): Clock & { forward(seconds: number): void } {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    forward: (seconds) => {
      aheadMs += seconds * 1_000;
    },
  };
}

/** What the stand-in's control API shows of a listing, a push and a card; prices in tenge. */
export interface KaspiPush {
  readonly sku: string;
  readonly price: number | null;
  readonly cityPrices: Record<string, number>;
  readonly state: string;
}

/** A company with one listing of the stand-in's seller, a store in its cabinet, and the repricer's jobs. */
export async function aRepricer(
  kaspi: KaspiSandbox,
  options: { index: number; session: CabinetSession; wrap?: (real: Marketplace) => Marketplace; company?: TestCompany },
) {
  const clock = aClock();
  const shop = options.company ?? (await aCompany({ clock }));
  const product = kaspi.seller.products[options.index];
  if (!product) {
    throw new Error('the seller has fewer products');
  }

  const ids = await shop.run((scope) => seed(scope.em, kaspi, product));
  // Another test may have looked at the same card of another stand-in a moment ago.
  const { masterSku: cardSku } = product;
  await shop.database.inSystem('a card of this test alone', ({ em }) =>
    em.nativeDelete(CardOffers, { masterSku: cardSku }),
  );
  const quick = { pace: { offersPerSecond: 500, pushesPerSecond: 500, cabinetPerSecond: 500, ordersPerSecond: 500 } };
  const marketplace = kaspi.client({ ...quick, retry: { attempts: 0, minDelayMs: 1, maxDelayMs: 1 } });
  const enqueued: unknown[] = [];
  const sessions = { live: options.session, revived: undefined as CabinetSession | undefined, revivals: 0 };
  const meanwhile = { signingIn: async (): Promise<unknown> => undefined };
  const access = createCabinetAccess(marketplace);
  const deps: PricingDeps = {
    marketplace: options.wrap?.(marketplace) ?? marketplace,
    cabinets: {
      readSession: async () => sessions.live,
      revive: async () => {
        sessions.revivals += 1;
        await meanwhile.signingIn();
        return sessions.revived;
      },
      giveUp: (inCompany, storeId) => access.giveUp(inCompany, storeId),
    },
    enqueue: async (_job, data) => {
      enqueued.push(data);
      return { enqueued: true, id: '1' };
    },
    logger: silentLogger,
    clock,
    settings: { ...livePricingSettings, freshnessSeconds: 5 },
    meter: silentPricingMeter,
  };
  const [tick, runStore] = pricingJobs(deps);
  const { inCompany, inSystem } = shop.database;
  const tools = {
    inCompany,
    inSystem,
    signal: new AbortController().signal,
    progress: async () => undefined,
    attempt: 1,
  };
  const { sku, masterSku } = product;
  const pushes = async () =>
    (await kaspi.control<KaspiPush[]>('GET', `/pushes?merchant=${kaspi.seller.uid}`)).filter(
      (push) => push.sku === sku,
    );
  return {
    ...ids,
    ...{ shop, clock, product, sessions, meanwhile, enqueued, pushes },
    run: () => runStore?.run({ companyId: shop.id, storeId: ids.storeId }, tools) ?? Promise.resolve(),
    /** Lets time pass until the next check is due, then runs the store. */
    async nextRun(seconds = 901) {
      clock.forward(seconds);
      await this.run();
    },
    /** Whether a tick would run this store now. */
    async isDue() {
      enqueued.length = 0;
      await tick?.run({}, tools);
      return enqueued.some((data) => (data as { storeId: string }).storeId === ids.storeId);
    },
    /** Waits until the stand-in has applied, ignored or lost everything. */
    settled: () => until(pushes, (all) => all.every(({ state }) => state !== 'queued')),
    price: () =>
      shop.run((scope) =>
        scope.em.findOneOrFail(ListingPrice, { listingId: pointingAt(scope, ids.listingId), cityId: null }),
      ),
    decisions: () =>
      shop.run((scope) =>
        scope.em.find(PriceDecision, { listingId: pointingAt(scope, ids.listingId) }, { orderBy: { id: 'asc' } }),
      ),
    events: (name: string) =>
      shop.run(({ em }) =>
        em.execute<{ payload: Record<string, unknown> }[]>('select payload from outbox_events where name = ?', [name]),
      ),
    rivals: (offers: Record<string, number>) =>
      kaspi.control('PUT', `/cards/${masterSku}/offers`, {
        offers: Object.entries(offers).map(([merchantId, price]) => ({ merchantId, merchantName: merchantId, price })),
      }),
    /** What buyers of a city see of our own offer, or undefined when it is not on sale. */
    async shown(cityId = '750000000') {
      const path = `/cards/${masterSku}?cityId=${cityId}`;
      const card = await kaspi.control<{ offers: { merchantId: string; price: number }[] }>('GET', path);
      return card.offers.find(({ merchantId }) => merchantId === kaspi.seller.uid)?.price;
    },
  };
}

/** A repricer of a test. */
export type Repricer = Awaited<ReturnType<typeof aRepricer>>;

type SeedProduct = KaspiSandbox['seller']['products'][number];

async function seed(
  em: Parameters<Parameters<TestCompany['run']>[0]>[0]['em'],
  kaspi: KaspiSandbox,
  seller: SeedProduct,
) {
  const { uid } = kaspi.seller;
  const points = ['PP1', 'PP2'].map((name) => ({ storeId: `${uid}_${name}`, name, isActive: true }));
  const store = em.create(Store, {
    ...{ kind: 'kaspi', name: 'Kaspi', merchantUid: uid, cabinetSession: 'sealed' },
    points,
  });
  const product = em.create(Product, { sku: seller.sku, nameRu: seller.nameRu, priceTiyn: tenge(seller.priceTenge) });
  const listing = em.create(Listing, {
    ...{ productId: product.id, storeId: store.id, sku: seller.sku, masterSku: seller.masterSku, model: seller.nameRu },
    points: points.map(({ storeId }) => ({ storeId, isAvailable: true })),
  });
  const priceTiyn = tenge(seller.priceTenge);
  em.create(ListingPrice, {
    listingId: listing.id,
    storeId: store.id,
    currentTiyn: priceTiyn,
    handSetTiyn: priceTiyn,
    lastParams: {},
  });
  return { storeId: store.id, listingId: listing.id, productId: product.id };
}
