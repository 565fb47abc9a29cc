import { randomInt } from 'node:crypto';
import { assertCan } from '../companies/index.ts';
import type { Language } from '../kernel/language.ts';
import type { Scope } from '../platform/db/scope.ts';
import { findStore, listStores } from '../stores/index.ts';
import { catalogErrors } from './catalog.errors.ts';
import './catalog.events.ts';
import { findImageUrl } from './find-image-url.ts';
import { ListingPrice } from './listing-price.entity.ts';
import { lockCatalog } from './lock-catalog.ts';
import { Listing, Product } from './product.entity.ts';
import { assertMoney, type ProductMoney, readBarcode, readProductName, readSku } from './product-fields.ts';

/** A product as its seller describes it; all money is tiyn. */
export interface NewProduct extends ProductMoney {
  readonly name: string;
  /** The language the name is written in. */
  readonly language: Language;
  readonly kind?: 'goods' | 'service' | undefined;
  readonly sku?: string | undefined;
  readonly barcode?: string | undefined;
  readonly brand?: string | undefined;
  readonly category?: string | undefined;
  readonly description?: string | undefined;
  /** A picture that `saveImage` has stored. */
  readonly imageId?: string | undefined;
  /** The store to sell it in; every active one when absent. */
  readonly storeId?: string | undefined;
  /** A second call with the same key answers with the first one's product. */
  readonly requestKey?: string | undefined;
}

/** What was added. */
export interface AddedProduct {
  readonly id: string;
  readonly sku: string;
}

/**
 * Adds a product and lists it in the stores. The marketplace has no card for it yet, so it is not repriced till an import
 * finds one. @throws the errors of `assertMoney`, catalog.nameEmpty, catalog.nameTooLong, catalog.skuInvalid,
 * catalog.skuTaken, catalog.barcodeInvalid, catalog.imageNotFound, catalog.boundsNeedStore, store.notFound,
 * permission.forbidden
 */
export async function addProduct(scope: Scope, input: NewProduct): Promise<AddedProduct> {
  assertCan(scope, 'catalog.edit');
  const fields = readFields(input);
  const storeIds = await storesFor(scope, input);
  await lockCatalog(scope);
  const earlier = input.requestKey && (await scope.em.findOne(Product, { requestKey: input.requestKey }));
  if (earlier) {
    return { id: earlier.id, sku: earlier.sku };
  }

  const sku = input.sku === undefined ? await freeSku(scope) : await ownSku(scope, input.sku);
  const imageUrl = input.imageId === undefined ? null : await findImageUrl(scope, input.imageId);
  const product = scope.em.create(Product, { ...fields, sku, imageUrl, requestKey: input.requestKey ?? null });
  for (const storeId of storeIds) {
    list(scope, { product, storeId, money: input });
  }

  scope.emit('product.added', { productId: product.id });
  return { id: product.id, sku };
}

function readFields(input: NewProduct) {
  assertMoney(input);
  const name = readProductName(input.name);
  return {
    kind: input.kind ?? ('goods' as const),
    status: 'active' as const,
    nameRu: name,
    nameKk: input.language === 'kk' ? name : null,
    nameEn: input.language === 'en' ? name : null,
    barcode: input.barcode === undefined ? null : readBarcode(input.barcode),
    brand: input.brand?.trim().slice(0, 256) ?? null,
    category: input.category?.trim().slice(0, 256) ?? null,
    description: input.description?.trim() ?? null,
    priceTiyn: input.priceTiyn,
    costTiyn: input.costTiyn ?? null,
    tags: [],
    attributes: {},
  };
}

/** A service is sold nowhere: it has no card and is never repriced. */
async function storesFor(scope: Scope, input: NewProduct): Promise<string[]> {
  const isGoods = input.kind !== 'service';
  if (input.storeId !== undefined) {
    const store = await findStore(scope, input.storeId);
    return isGoods ? [store.id] : [];
  }

  const stores = isGoods ? await listStores(scope) : [];
  if (stores.length === 0 && (input.minTiyn !== undefined || input.maxTiyn !== undefined)) {
    throw catalogErrors.boundsNeedStore();
  }

  return stores.map((store) => store.id);
}

async function ownSku(scope: Scope, text: string): Promise<string> {
  const sku = readSku(text);
  if (await isTaken(scope, sku)) {
    throw catalogErrors.skuTaken({ sku });
  }

  return sku;
}

/** Letters and digits that nobody mixes up when they read them aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

async function freeSku(scope: Scope): Promise<string> {
  const tail = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const sku = `SD-${tail}`;
  return (await isTaken(scope, sku)) ? freeSku(scope) : sku;
}

async function isTaken(scope: Scope, sku: string): Promise<boolean> {
  const [product, listing] = [await scope.em.count(Product, { sku }), await scope.em.count(Listing, { sku })];
  return product + listing > 0;
}

interface NewListing {
  readonly product: Product;
  readonly storeId: string;
  readonly money: ProductMoney;
}

function list(scope: Scope, { product, storeId, money }: NewListing): void {
  const { sku, nameRu } = product;
  const listing = scope.em.create(Listing, {
    productId: product.id,
    storeId,
    sku,
    model: nameRu,
    isOnSale: false,
    points: [],
  });
  scope.em.create(ListingPrice, {
    listingId: listing.id,
    storeId,
    currentTiyn: money.priceTiyn,
    handSetTiyn: money.priceTiyn,
    minTiyn: money.minTiyn ?? null,
    maxTiyn: money.maxTiyn ?? null,
    lastParams: {},
  });
}
