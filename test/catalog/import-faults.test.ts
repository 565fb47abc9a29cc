import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  catalogReactions,
  countProducts,
  findImport,
  findLastImport,
  type ImportData,
  Listing,
  startImport,
} from '#src/catalog/index.ts';
import type { HappenedEvent } from '#src/kernel/events.ts';
import { disconnectStore, type MarketplaceListing, marketplaceErrors } from '#src/stores/index.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import {
  aConnectedStore,
  aMovableClock,
  aShop,
  eventsOf,
  type TestShop,
  trustedDevice,
  withOtherCabinet,
} from '../stores/store-support.ts';
import { afterFirstPage, importShelf, offer, runJob, shelfOf } from './import-support.ts';

let kaspi: KaspiSandbox;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  calm = await kaspi.control('GET', '/faults');
});
afterEach(() => kaspi.control('PUT', '/faults', calm));
afterAll(() => kaspi.stop());

describe('an import that goes wrong', () => {
  it('half-way keeps what came, shows the code, and the next one completes it', async () => {
    let isDown = true;
    const shop = await aShop(kaspi, (marketplace) =>
      afterFirstPage(marketplace, async () => {
        await kaspi.control('PUT', '/faults', { unreachable: isDown, affects: ['cabinet'] });
      }),
    );
    const storeId = await aConnectedStore(shop, kaspi.bigSeller);
    const broken = await importShelf(shop, storeId);
    expect(broken).toMatchObject({ state: 'failed', failure: 'marketplace.unreachable', created: 100 });
    expect(await shop.run((scope) => countProducts(scope))).toBe(100);
    isDown = false;
    await kaspi.control('PUT', '/faults', calm);
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', created: 100, updated: 0, removed: 0 });
    expect(await shop.run((scope) => countProducts(scope))).toBe(200);
  });

  it.each([
    ['htmlInsteadOfJson', 'marketplace.blocked'],
    ['blocked403', 'marketplace.blocked'],
    ['unreachable', 'marketplace.unreachable'],
    ['sessionExpired', 'store.needsReauth'],
  ])('by %s says %s', async (fault, code) => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    await kaspi.control('PUT', '/faults', { [fault]: true });
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'failed', failure: code });
    expect(await eventsOf(shop)).toContain('catalog.importFailed');
  });

  it('renews the session half-way and starts over without doubles', async () => {
    let isFirst = true;
    const shop = await aShop(kaspi, (marketplace) =>
      afterFirstPage(trustedDevice(kaspi)(marketplace), async () => {
        await kaspi.control('PUT', '/faults', { sessionExpired: isFirst });
        isFirst = false;
      }),
    );
    const storeId = await aConnectedStore(shop, kaspi.bigSeller);
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', received: 200, created: 200, updated: 0 });
  });

  it('by a fault of ours is tried again, and failed only after the last try', async () => {
    const shop = await aShop(
      kaspi,
      shelfOf(() => [[offer(1, { masterSku: '\0' })]]),
    );
    const storeId = await aConnectedStore(shop);
    const { id: importId } = await shop.run((scope) => startImport(scope, { storeId }));
    const data = { companyId: shop.id, storeId, importId };
    await expect(runJob(shop, data)).rejects.toThrow();
    expect(await shop.run((scope) => findImport(scope, importId))).toMatchObject({ state: 'running' });
    await expect(runJob(shop, data, 4)).rejects.toThrow();
    const view = await shop.run((scope) => findImport(scope, importId));
    expect(view).toMatchObject({ state: 'failed', failure: 'catalog.importUnexpected' });
  });
});

describe('a shelf that was not seen whole', () => {
  const onSale = (shop: TestShop) => shop.run(({ em }) => em.count(Listing, { isOnSale: true }));

  it('takes nothing off sale when rows of it could not be read', async () => {
    let shelf = [offer(1), offer(2), offer(3)];
    const shop = await aShop(
      kaspi,
      shelfOf(() => [shelf], { total: 3 }),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    shelf = [offer(1), offer(2)];
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', received: 2, total: 3, removed: 0 });
    expect(await onSale(shop)).toBe(3);
  });

  it('keeps the offer on sale that slipped to a page already turned, and takes off what is gone from both looks', async () => {
    let looks: MarketplaceListing[][] = [[offer(1), offer(2), offer(3)]];
    const shop = await aShop(kaspi, (marketplace) =>
      withOtherCabinet(marketplace, () => ({
        async *listListings(_session, query) {
          const page = looks.length > 1 ? looks.shift() : looks[0];
          query.onPage?.({ received: page?.length ?? 0, total: page?.length ?? 0 });
          yield page ?? [];
        },
      })),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    looks = [[offer(1)], [offer(1), offer(2)]];
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', received: 2, total: 2, removed: 1 });
    expect(await onSale(shop)).toBe(2);
  });

  it('is believed by nobody when a second look at it is broken off', async () => {
    let looks = 0;
    const shop = await aShop(kaspi, (marketplace) =>
      withOtherCabinet(marketplace, () => ({
        async *listListings(_session, query) {
          looks += 1;
          if (looks === 3) {
            throw marketplaceErrors.badAnswer({ endpoint: 'cabinet.listings' });
          }
          const page = looks === 1 ? [offer(1), offer(2)] : [offer(1)];
          query.onPage?.({ received: page.length, total: page.length });
          yield page;
        },
      })),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'failed', failure: 'marketplace.badAnswer' });
    expect(await onSale(shop)).toBe(2);
  });
});

describe('asking for an import', () => {
  it('twenty times at once starts one, and the event starts its job', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const views = await Promise.all(
      Array.from({ length: 20 }, () => shop.run((scope) => startImport(scope, { storeId }))),
    );
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    const importId = views[0]?.id ?? '';
    const enqueued: ImportData[] = [];
    const [reaction] = catalogReactions({ enqueueImport: async (data) => enqueued.push(data) });
    const event = {
      name: 'catalog.importRequested',
      payload: { storeId, importId },
    } as HappenedEvent<'catalog.importRequested'>;
    await shop.run(async (scope) => reaction?.run(scope, event.payload, event));
    expect(enqueued).toEqual([{ companyId: shop.id, storeId, importId }]);
    expect(await shop.run((scope) => findLastImport(scope, storeId))).toMatchObject({ id: importId, state: 'queued' });
  });

  it('runs one of many jobs that came for it at once', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const { id: importId } = await shop.run((scope) => startImport(scope, { storeId }));
    await Promise.all(Array.from({ length: 5 }, () => runJob(shop, { companyId: shop.id, storeId, importId })));
    expect(await shop.run((scope) => countProducts(scope))).toBe(kaspi.seller.products.length);
    expect((await eventsOf(shop)).filter((name) => name === 'catalog.imported')).toHaveLength(1);
  });

  it('begins a new one when the worker of the last one was lost', async () => {
    const clock = aMovableClock();
    const shop = await aShop(kaspi, undefined, clock);
    const storeId = await aConnectedStore(shop);
    const lost = await shop.run((scope) => startImport(scope, { storeId }));
    clock.skip(16);
    const next = await shop.run((scope) => startImport(scope, { storeId }));
    expect(next.id).not.toBe(lost.id);
    expect(await shop.run((scope) => findImport(scope, lost.id))).toMatchObject({
      state: 'failed',
      failure: 'catalog.importStalled',
    });
  });

  it('needs an open cabinet', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    await shop.run((scope) => disconnectStore(scope, { storeId }));
    const start = shop.run((scope) => startImport(scope, { storeId }));
    await expect(start).rejects.toMatchObject({ code: 'store.cabinetMissing' });
  });

  it('of another company is not found', async () => {
    const [shop, stranger] = [await aShop(kaspi), await aShop(kaspi)];
    const storeId = await aConnectedStore(shop);
    const { id } = await shop.run((scope) => startImport(scope, { storeId }));
    const found = stranger.run((scope) => findImport(scope, id));
    await expect(found).rejects.toMatchObject({ code: 'catalog.importNotFound' });
    expect(await stranger.run((scope) => findLastImport(scope, storeId))).toBeUndefined();
  });
});
