import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addProduct,
  archiveProduct,
  countProducts,
  editProduct,
  findListingBySku,
  listProducts,
  type NewProduct,
  productCard,
  saveImage,
  startImport,
  unarchiveProduct,
} from '#src/catalog/index.ts';
import { isAllowed } from '#src/companies/index.ts';
import { newId, shortId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { createDiskMediaStore } from '#src/platform/media/disk-media-store.ts';
import { createStore } from '#src/stores/index.ts';
import { aCompany, type TestCompany } from '../support/company.ts';

const kettle: NewProduct = { name: '  Шәйнек   Kitfort ', language: 'kk', priceTiyn: tenge(12_990) };
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture of a kettle')]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sauda-media-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const aStoreIn = (shop: TestCompany) => shop.run((scope) => createStore(scope, { name: 'Kaspi' }));
const add = (shop: TestCompany, input: Partial<NewProduct> = {}) =>
  shop.run((scope) => addProduct(scope, { ...kettle, ...input }));
const mediaDeps = (shop: TestCompany) => ({
  inCompany: <T>(work: Parameters<typeof shop.run<T>>[0]) => shop.run(work),
  media: createDiskMediaStore({ folder }),
});

describe('adding a product', () => {
  it('lists it in the store, off sale until the marketplace has a card', async () => {
    const shop = await aCompany();
    const store = await aStoreIn(shop);
    const { id, sku } = await add(shop, { minTiyn: tenge(10_000), maxTiyn: tenge(15_000), costTiyn: tenge(7_000) });
    expect(sku).toMatch(/^SD-[2-9A-Z]{6}$/);
    const card = await shop.run((scope) => productCard(scope, shortId(id)));
    expect(card).toMatchObject({
      id,
      nameRu: 'Шәйнек Kitfort',
      nameKk: 'Шәйнек Kitfort',
      nameEn: null,
      priceTiyn: 1_299_000,
      costTiyn: 700_000,
      listings: [
        {
          storeId: store.id,
          state: 'no-card',
          prices: [
            {
              cityId: null,
              currentTiyn: 1_299_000,
              handSetTiyn: 1_299_000,
              minTiyn: 1_000_000,
              maxTiyn: 1_500_000,
              nextCheckAt: null,
            },
          ],
        },
      ],
    });
    expect(await shop.run((scope) => findListingBySku(scope, store.id, sku))).toMatchObject({ productId: id });
  });

  it('works without any store, and says so when bounds would be lost', async () => {
    const shop = await aCompany();
    const { id } = await add(shop);
    expect((await shop.run((scope) => productCard(scope, id))).listings).toEqual([]);
    await expect(add(shop, { minTiyn: tenge(10_000) })).rejects.toMatchObject({ code: 'catalog.boundsNeedStore' });
  });

  it('never lists a service', async () => {
    const shop = await aCompany();
    const store = await aStoreIn(shop);
    const { id } = await add(shop, { kind: 'service', storeId: store.id });
    expect((await shop.run((scope) => productCard(scope, id))).listings).toEqual([]);
  });

  it('with one key makes one product, twenty times at once', async () => {
    const shop = await aCompany();
    const added = await Promise.all(Array.from({ length: 20 }, () => add(shop, { requestKey: 'draft-1' })));
    expect(new Set(added.map(({ id }) => id)).size).toBe(1);
    expect(await shop.run((scope) => countProducts(scope))).toBe(1);
  });

  it('of one sku twenty times at once makes one product and nineteen clear refusals', async () => {
    const shop = await aCompany();
    await aStoreIn(shop);
    const added = await Promise.allSettled(Array.from({ length: 20 }, () => add(shop, { sku: 'K-1' })));
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const refused of added.filter((one) => one.status === 'rejected')) {
      expect(refused.reason).toMatchObject({ code: 'catalog.skuTaken', params: { sku: 'K-1' } });
    }
  });

  it.each<[string, Partial<NewProduct>]>([
    ['nameEmpty', { name: ' \n ' }],
    ['nameTooLong', { name: 'x'.repeat(1025) }],
    ['priceNegative', { priceTiyn: -100 }],
    ['priceFraction', { priceTiyn: 1_299_050 }],
    ['priceFraction', { priceTiyn: Number.NaN }],
    ['priceTooSmall', { priceTiyn: tenge(9) }],
    ['priceTooBig', { priceTiyn: tenge(100_000_001) }],
    ['costNegative', { costTiyn: -1 }],
    ['minAboveMax', { minTiyn: tenge(15_000), maxTiyn: tenge(14_000) }],
    ['priceBelowMin', { minTiyn: tenge(13_000) }],
    ['priceAboveMax', { maxTiyn: tenge(12_000) }],
    ['priceNegative', { minTiyn: -100 }],
    ['skuInvalid', { sku: 'two words' }],
    ['skuInvalid', { sku: 'x'.repeat(65) }],
    ['barcodeInvalid', { barcode: '12ab' }],
  ])('refuses with %s', async (code, input) => {
    const shop = await aCompany();
    await aStoreIn(shop);
    await expect(add(shop, input)).rejects.toMatchObject({ code: `catalog.${code}` });
    expect(await shop.run((scope) => countProducts(scope))).toBe(0);
  });

  it('is not for a cashier, nor into a foreign store', async () => {
    const [shop, stranger] = [await aCompany(), await aCompany()];
    const { id: storeId } = await aStoreIn(stranger);
    const cashier = { kind: 'member', id: newId(), can: (action: string) => isAllowed('cashier', action) } as const;
    const forbidden = { code: 'permission.forbidden' };
    await expect(shop.run((scope) => addProduct(scope, kettle), cashier)).rejects.toMatchObject(forbidden);
    await expect(shop.run((scope) => listProducts(scope), cashier)).rejects.toMatchObject(forbidden);
    await expect(add(shop, { storeId })).rejects.toMatchObject({ code: 'store.notFound' });
  });
});

describe('a product', () => {
  it('is changed field by field, and its unlisted price with it', async () => {
    const shop = await aCompany();
    await aStoreIn(shop);
    const { id } = await add(shop, { maxTiyn: tenge(15_000), brand: 'Kitfort' });
    await shop.run((scope) => editProduct(scope, { productId: id, priceTiyn: tenge(14_000), nameEn: 'Kettle' }));
    expect(await shop.run((scope) => productCard(scope, id))).toMatchObject({
      nameKk: 'Шәйнек Kitfort',
      nameEn: 'Kettle',
      brand: 'Kitfort',
      priceTiyn: 1_400_000,
      listings: [{ prices: [{ currentTiyn: 1_400_000, handSetTiyn: 1_400_000 }] }],
    });
    const above = shop.run((scope) => editProduct(scope, { productId: id, priceTiyn: tenge(16_000) }));
    await expect(above).rejects.toMatchObject({ code: 'catalog.priceAboveMax' });
  });

  it('is archived and comes back', async () => {
    const shop = await aCompany();
    const { id: productId } = await add(shop);
    await shop.run((scope) => archiveProduct(scope, { productId }));
    expect((await shop.run((scope) => listProducts(scope))).items).toEqual([]);
    expect((await shop.run((scope) => listProducts(scope, { status: 'archived' }))).total).toBe(1);
    await shop.run((scope) => unarchiveProduct(scope, { productId }));
    expect((await shop.run((scope) => listProducts(scope))).total).toBe(1);
  });

  it('has a weight once it is said, in whole grams', async () => {
    const [shop, stranger] = [await aCompany(), await aCompany()];
    const { id: productId } = await add(shop);
    const weigh = (weightGrams: number | null, who = shop) =>
      who.run((scope) => editProduct(scope, { productId, weightGrams }));
    const weight = async () => (await shop.run((scope) => productCard(scope, productId))).weightGrams;
    expect(await weight()).toBeNull();
    await weigh(1_250);
    expect(await weight()).toBe(1_250);
    for (const wrong of [0, -5, 1.5, Number.NaN, 1_000_001]) {
      await expect(weigh(wrong)).rejects.toMatchObject({ code: 'catalog.weightInvalid', params: { maxKg: 1_000 } });
    }
    await expect(weigh(900, stranger)).rejects.toMatchObject({ code: 'catalog.productNotFound' });
    await shop.run((scope) => editProduct(scope, { productId, brand: 'Kitfort' }));
    expect(await weight()).toBe(1_250);
    await weigh(null);
    expect(await weight()).toBeNull();
  });

  it('of another company is not found', async () => {
    const [shop, stranger] = [await aCompany(), await aCompany()];
    const store = await aStoreIn(shop);
    const { id: productId, sku } = await add(shop);
    const notFound = { code: 'catalog.productNotFound' };
    await expect(stranger.run((scope) => productCard(scope, productId))).rejects.toMatchObject(notFound);
    await expect(stranger.run((scope) => editProduct(scope, { productId }))).rejects.toMatchObject(notFound);
    await expect(stranger.run((scope) => archiveProduct(scope, { productId }))).rejects.toMatchObject(notFound);
    await expect(stranger.run((scope) => unarchiveProduct(scope, { productId }))).rejects.toMatchObject(notFound);
    expect(await stranger.run((scope) => findListingBySku(scope, store.id, sku))).toBeUndefined();
    expect((await stranger.run((scope) => listProducts(scope, { status: 'all' }))).total).toBe(0);
    const imported = stranger.run((scope) => startImport(scope, { storeId: store.id }));
    await expect(imported).rejects.toMatchObject({ code: 'store.notFound' });
  });
});

describe('the list of products', () => {
  it('is searched by words of any language, sku and barcode, taking signs literally', async () => {
    const shop = await aCompany();
    await add(shop, { sku: 'A-100%', barcode: '4870001234567' });
    await add(shop, { name: 'Утюг Philips Azur', language: 'ru', brand: 'Philips' });
    const found = async (search: string) => (await shop.run((scope) => listProducts(scope, { search }))).total;
    expect(await found('ШӘЙНЕК')).toBe(1);
    expect(await found('azur утюг')).toBe(1);
    expect(await found('azur шәйнек')).toBe(0);
    expect(await found('a-100%')).toBe(1);
    expect(await found('%')).toBe(1);
    expect(await found('_')).toBe(0);
    expect(await found('00012345')).toBe(1);
    expect(await found(' ')).toBe(2);
  });

  it('comes in pages that neither repeat nor skip, newest first', async () => {
    const shop = await aCompany();
    const added: string[] = [];
    for (let number = 0; number < 7; number += 1) {
      added.push((await add(shop, { sku: `P-${number}` })).sku);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await shop.run((scope) => listProducts(scope, { limit: 3, cursor }));
      expect(page.total).toBe(7);
      seen.push(...page.items.map(({ sku }) => sku));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(added.reverse());
  });
});

describe('a picture', () => {
  it('is stored once under a name nobody guesses, served back, and shown on its product', async () => {
    const shop = await aCompany();
    const deps = mediaDeps(shop);
    const saved = await Promise.all(Array.from({ length: 20 }, () => saveImage(deps, { bytes: png })));
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
    const [, , company = '', fileName = ''] = saved[0]?.url.split('/') ?? [];
    expect(company).toBe(shortId(shop.id));
    expect(await readdir(join(folder, company))).toEqual([fileName]);
    const opened = await deps.media.openImage(company, fileName);
    expect(opened).toMatchObject({ mime: 'image/png', sizeBytes: png.length });
    expect(Buffer.concat((await opened?.stream.toArray()) ?? [])).toEqual(png);
    const { id } = await add(shop, { imageId: saved[0]?.id });
    expect(await shop.run((scope) => productCard(scope, id))).toMatchObject({ imageUrl: saved[0]?.url });
  });

  it('must be a picture of a bearable size', async () => {
    const shop = await aCompany();
    const deps = mediaDeps(shop);
    const text = saveImage(deps, { bytes: Buffer.from('<svg onload="x">') });
    await expect(text).rejects.toMatchObject({ code: 'media.notAnImage' });
    const huge = saveImage(deps, { bytes: Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]) });
    await expect(huge).rejects.toMatchObject({ code: 'media.tooBig', params: { maxMegabytes: 10 } });
  });

  it('of another company cannot be used, and no path leads out of the folder', async () => {
    const [shop, stranger] = [await aCompany(), await aCompany()];
    const { id: imageId } = await saveImage(mediaDeps(shop), { bytes: png });
    await expect(add(stranger, { imageId })).rejects.toMatchObject({ code: 'catalog.imageNotFound' });
    const { media } = mediaDeps(shop);
    expect(await media.openImage('..', 'secrets.png')).toBeUndefined();
    expect(await media.openImage(shortId(shop.id), '../../secrets.png')).toBeUndefined();
    expect(await media.openImage(shortId(shop.id), `${'a'.repeat(43)}.png`)).toBeUndefined();
  });
});
