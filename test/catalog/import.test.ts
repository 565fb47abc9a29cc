import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addProduct,
  countProducts,
  editProduct,
  Listing,
  ListingPrice,
  listProducts,
  productCard,
} from '#src/catalog/index.ts';
import { tenge } from '#src/kernel/money.ts';
import { pointingAt } from '#src/platform/db/references.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { aConnectedStore, aShop, eventsOf, withOtherCabinet } from '../stores/store-support.ts';
import { importShelf, offer, shelfOf } from './import-support.ts';

let kaspi: KaspiSandbox;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  calm = await kaspi.control('GET', '/faults');
});
afterEach(() => kaspi.control('PUT', '/faults', calm));
afterAll(() => kaspi.stop());

const aPage = (from: number, size = 100) => Array.from({ length: size }, (_, index) => offer(from + index));

describe('importing a shelf', () => {
  it('brings every offer with its card, price, picture and points, and tells how far it is', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop, kaspi.bigSeller);
    const done = await importShelf(shop, storeId);
    expect(done).toMatchObject({ state: 'done', received: 200, total: 200, created: 200, updated: 0, failure: null });
    const [product] = kaspi.bigSeller.products;
    const { items } = await shop.run((scope) => listProducts(scope, { search: product?.sku ?? '' }));
    const card = await shop.run((scope) => productCard(scope, items[0]?.id ?? ''));
    const priceTiyn = (product?.priceTenge ?? 0) * 100;
    expect(card).toMatchObject({
      nameRu: product?.nameRu,
      priceTiyn,
      imageUrl: expect.stringMatching(/^http/),
      listings: [
        {
          masterSku: product?.masterSku,
          model: product?.nameRu,
          state: 'on-sale',
          points: [{ isAvailable: true }, { isAvailable: true }],
          prices: [{ cityId: null, currentTiyn: priceTiyn, handSetTiyn: priceTiyn, minTiyn: null, nextCheckAt: null }],
        },
      ],
    });
    expect(await eventsOf(shop)).toEqual([
      'store.cabinetConnected',
      'catalog.importRequested',
      'catalog.importProgress',
      'catalog.importProgress',
      'catalog.imported',
    ]);
  });

  it('again changes nothing', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    const again = await importShelf(shop, storeId);
    expect(again).toMatchObject({ state: 'done', created: 0, updated: 0, removed: 0 });
    expect(await shop.run((scope) => countProducts(scope))).toBe(kaspi.seller.products.length);
  });

  it('of a thousand offers reads page by page and makes each once', async () => {
    let [open, most] = [0, 0];
    const pages = function* () {
      for (let page = 0; page < 10; page += 1) {
        open += 1;
        most = Math.max(most, open);
        yield aPage(page * 100);
        open -= 1;
      }
    };
    const shop = await aShop(kaspi, shelfOf(pages));
    const storeId = await aConnectedStore(shop);
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', received: 1_000, created: 1_000 });
    expect(most).toBe(1);
    expect(await shop.run((scope) => countProducts(scope))).toBe(1_000);
  });

  it('lets Kaspi win on name and price, but leaves a repriced price and the seller’s own picture alone', async () => {
    let shelf = [offer(1), offer(2), offer(3)];
    const shop = await aShop(
      kaspi,
      shelfOf(() => [shelf]),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    const listing = await shop.run(({ em }) => em.findOneOrFail(Listing, { sku: 'N-2' }));
    await shop.run(({ em }) =>
      em.nativeUpdate(
        ListingPrice,
        { listingId: pointingAt({ companyId: shop.id }, listing.id) },
        { minTiyn: tenge(900), nextCheckAt: new Date() },
      ),
    );
    shelf = [
      offer(1, { title: 'Новое имя', priceTiyn: tenge(5_000) }),
      offer(2, { priceTiyn: tenge(5_000) }),
      offer(3),
    ];
    expect(await importShelf(shop, storeId)).toMatchObject({ created: 0, updated: 1 });
    const { items } = await shop.run((scope) => listProducts(scope));
    expect(items.map((item) => [item.sku, item.nameRu, item.priceTiyn, item.listings[0]?.currentTiyn])).toEqual(
      expect.arrayContaining([
        ['N-1', 'Новое имя', 500_000, 500_000],
        ['N-2', 'Товар 2', 100_200, 100_200],
        ['N-3', 'Товар 3', 100_300, 100_300],
      ]),
    );
  });

  it('takes no price of the repricer’s for one that the seller set by hand', async () => {
    let shelf = [offer(1, { priceTiyn: tenge(10_000) })];
    const shop = await aShop(
      kaspi,
      shelfOf(() => [shelf]),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    const present = async () => (await shop.run(({ em }) => em.find(ListingPrice, {})))[0];
    const moved = { currentTiyn: tenge(8_000), targetTiyn: tenge(7_500), nextCheckAt: null };
    await shop.run(async ({ em }) => em.nativeUpdate(ListingPrice, { id: String((await present())?.id) }, moved));
    for (const shown of [8_000, 7_500]) {
      shelf = [offer(1, { priceTiyn: tenge(shown) })];
      await importShelf(shop, storeId);
      expect(await present()).toMatchObject({ currentTiyn: tenge(shown), handSetTiyn: tenge(10_000) });
    }
    shelf = [offer(1, { priceTiyn: tenge(9_000) })];
    await importShelf(shop, storeId);
    expect(await present()).toMatchObject({ currentTiyn: tenge(9_000), handSetTiyn: tenge(9_000) });
  });

  it('keeps a price of its own for a city that differs', async () => {
    const cityPrices = [
      { cityId: '750000000', priceTiyn: tenge(1_001) },
      { cityId: '710000000', priceTiyn: tenge(1_200) },
    ];
    const shop = await aShop(
      kaspi,
      shelfOf(() => [[offer(1, { cityPrices })]]),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    await importShelf(shop, storeId);
    const prices = await shop.run(({ em }) => em.find(ListingPrice, {}));
    expect(prices.map(({ cityId, currentTiyn }) => [cityId ?? null, currentTiyn])).toEqual([
      [null, 100_100],
      ['710000000', 120_000],
    ]);
  });

  it('takes the store’s own city for the main price and makes no second one of it', async () => {
    const cityPrices = [
      { cityId: '511010000', priceTiyn: tenge(12_000) },
      { cityId: '750000000', priceTiyn: tenge(12_000) },
      { cityId: '710000000', priceTiyn: tenge(13_490) },
    ];
    const shop = await aShop(
      kaspi,
      shelfOf(() => [[offer(1, { priceTiyn: tenge(12_990), cityPrices })]]),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    const prices = await shop.run(({ em }) => em.find(ListingPrice, {}));
    expect(prices.map(({ cityId, currentTiyn }) => [cityId ?? null, currentTiyn])).toEqual([
      [null, tenge(12_000)],
      ['710000000', tenge(13_490)],
    ]);
    const listing = await shop.run(({ em }) => em.findOneOrFail(Listing, {}));
    expect(listing.cityIds).toEqual(['511010000', '750000000', '710000000']);
  });

  it('takes what is gone off sale, and believes no empty shelf', async () => {
    let shelf = [offer(1), offer(2)];
    const shop = await aShop(
      kaspi,
      shelfOf(() => (shelf.length > 0 ? [shelf] : [])),
    );
    const storeId = await aConnectedStore(shop);
    await importShelf(shop, storeId);
    shelf = [];
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', removed: 0 });
    shelf = [offer(2)];
    expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', removed: 1 });
    const states = (await shop.run((scope) => listProducts(scope))).items.map((item) => item.listings[0]?.state);
    expect(states.sort()).toEqual(['off-sale', 'on-sale']);
  });

  it('gives a product that was added by hand its card', async () => {
    const shop = await aShop(
      kaspi,
      shelfOf(() => [[offer(1)]]),
    );
    const storeId = await aConnectedStore(shop);
    const { id } = await shop.run((scope) =>
      addProduct(scope, { name: 'Мой товар', language: 'ru', sku: 'N-1', priceTiyn: tenge(900), minTiyn: tenge(800) }),
    );
    await importShelf(shop, storeId);
    await shop.run((scope) => editProduct(scope, { productId: id, costTiyn: tenge(500) }));
    expect(await shop.run((scope) => productCard(scope, id))).toMatchObject({
      nameRu: 'Товар 1',
      listings: [{ masterSku: '104000001', state: 'on-sale', prices: [{ currentTiyn: 100_100, minTiyn: 80_000 }] }],
    });
    expect(await shop.run((scope) => countProducts(scope))).toBe(1);
  });

  it('keeps goods apart that two stores sell under one sku, and knows them again', async () => {
    const shelves = new Map([
      ['Aigul', [offer(1, { masterSku: '104000001' })]],
      ['Technomart', [offer(1, { masterSku: '104000777', title: 'Другой товар', priceTiyn: tenge(99_000) })]],
    ]);
    const [first, second] = [kaspi.seller, kaspi.bigSeller];
    const shop = await aShop(kaspi, (marketplace) =>
      withOtherCabinet(marketplace, () => ({
        async *listListings(_session, query) {
          query.onPage?.({ received: 1, total: 1 });
          yield shelves.get(query.merchantUid === first.uid ? 'Aigul' : 'Technomart') ?? [];
        },
      })),
    );
    const [one, other] = [await aConnectedStore(shop, first), await aConnectedStore(shop, second)];
    for (const storeId of [one, other, other]) {
      expect(await importShelf(shop, storeId)).toMatchObject({ state: 'done', updated: 0 });
    }
    const { items } = await shop.run((scope) => listProducts(scope));
    expect(items.map(({ nameRu, priceTiyn }) => [nameRu, priceTiyn]).sort()).toEqual([
      ['Другой товар', tenge(99_000)],
      ['Товар 1', tenge(1_001)],
    ]);
    expect(items.map(({ listings }) => listings.length)).toEqual([1, 1]);
  });

  it('keeps goods together that two stores sell under one sku on one card', async () => {
    const shop = await aShop(
      kaspi,
      shelfOf(() => [[offer(1)]]),
    );
    for (const seller of [kaspi.seller, kaspi.bigSeller]) {
      await importShelf(shop, await aConnectedStore(shop, seller));
    }
    const { items } = await shop.run((scope) => listProducts(scope));
    expect(items.map(({ listings }) => listings.length)).toEqual([2]);
  });
});
