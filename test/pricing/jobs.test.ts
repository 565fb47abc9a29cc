import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { systemClock } from '#src/kernel/clock.ts';
import { tenge } from '#src/kernel/money.ts';
import { createJobs, type Jobs } from '#src/platform/jobs/create-jobs.ts';
import {
  demoPricingSettings,
  enableRule,
  pricingJobs,
  setBounds,
  setPricingRule,
  silentPricingMeter,
} from '#src/pricing/index.ts';
import { type CabinetSession, createCabinetAccess, Store } from '#src/stores/index.ts';
import { type KaspiSandbox, startKaspi, until } from '../integrations/kaspi-sandbox.ts';
import { aCompany } from '../support/company.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDatabase, silentLogger } from '../support/test-database.ts';
import type { KaspiPush } from './repricer.ts';

let kaspi: KaspiSandbox;
let clone: TestDatabase;
let session: CabinetSession;
const workers: Jobs[] = [];

beforeAll(async () => {
  kaspi = await startKaspi();
  await kaspi.control('PUT', '/faults', { priceApplyDelayMs: 200 });
  session = await kaspi.signIn(kaspi.client());
  clone = await cloneDatabase();
});

afterAll(async () => {
  await kaspi.stop();
  await clone.drop();
});

/** A worker with connections of its own, as another process would have. */
function startWorker(): Promise<void> {
  const { inCompany, inSystem } = openTestDatabase(clone);
  const marketplace = kaspi.client();
  const jobs = pricingJobs({
    marketplace,
    cabinets: createCabinetAccess(marketplace),
    enqueue: (definition, payload, options) => worker.enqueue(definition, payload, options),
    logger: silentLogger,
    clock: systemClock,
    settings: demoPricingSettings,
    meter: silentPricingMeter,
  });
  const worker = createJobs({
    backend: { kind: 'postgres', url: clone.jobsUrl },
    jobs,
    context: { inCompany, inSystem },
    logger: silentLogger,
    clock: systemClock,
    processEveryMs: 500,
  });
  workers.push(worker);
  return worker.start();
}

async function aShop() {
  const shop = await aCompany({ database: openTestDatabase(clone) });
  const [product] = kaspi.seller.products;
  if (!product) {
    throw new Error('the seller sells nothing');
  }

  await shop
    .run(async (scope) => {
      const { em } = scope;
      const base = {
        kind: 'kaspi' as const,
        name: 'Kaspi',
        merchantUid: kaspi.seller.uid,
        points: [],
      };
      const cabinetSession = scope.secrets.seal(JSON.stringify(session), `store.cabinetSession:${scope.companyId}`);
      const store = em.create(Store, { ...base, cabinetSession });
      const owned = em.create(Product, { sku: product.sku, nameRu: product.nameRu, priceTiyn: tenge(5_000) });
      const { sku, masterSku, nameRu: model } = product;
      const listing = em.create(Listing, { productId: owned.id, storeId: store.id, sku, masterSku, model, points: [] });
      em.create(ListingPrice, {
        listingId: listing.id,
        storeId: store.id,
        currentTiyn: tenge(5_000),
        handSetTiyn: tenge(5_000),
        lastParams: {},
      });
      return { storeId: store.id, listingId: listing.id };
    })
    .then(({ storeId, listingId }) =>
      shop.run(async (scope) => {
        await setPricingRule(scope, { storeId, strategy: 'always_first', workFromMinute: 0, workToMinute: 0 });
        await enableRule(scope, { storeId });
        await setBounds(scope, { listingId, minTiyn: tenge(100), maxTiyn: tenge(9_000) });
      }),
    );
  return product;
}

describe('the repricer’s jobs', () => {
  afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.stop({ timeoutMs: 5_000 }))));

  it('answer every move of a rival within a tick and a check, once, on two workers', async () => {
    const { sku, masterSku } = await aShop();
    const move = (price: number) =>
      kaspi.control('PUT', `/cards/${masterSku}/offers`, {
        offers: [{ merchantId: 'rival', merchantName: 'Rival', price }],
      });
    const pushes = async () => (await kaspi.control<KaspiPush[]>('GET', '/pushes')).filter((push) => push.sku === sku);
    await move(4_500);
    await Promise.all([startWorker(), startWorker()]);
    await until(pushes, (all) => all.length === 1);
    const isApplied = (all: KaspiPush[]) => all.every(({ state }) => state === 'applied');
    await until(pushes, isApplied);
    const answers: number[] = [];
    for (const price of [4_400, 4_600]) {
      const movedAt = performance.now();
      await move(price);
      await until(pushes, (all) => all.some((push) => push.price === price - 1));
      answers.push(performance.now() - movedAt);
      await until(pushes, isApplied);
    }
    expect((await pushes()).map(({ price }) => price)).toEqual([4_499, 4_399, 4_599]);
    // A tick, a check, and once more a check where the price sent last must first be seen.
    expect(Math.max(...answers)).toBeLessThan(5_000);
  }, 40_000);
});
