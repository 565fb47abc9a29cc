import { LockMode } from '@mikro-orm/core';
import { assertCan } from '../companies/index.ts';
import { pointingAt } from '../platform/db/references.ts';
import type { Scope } from '../platform/db/scope.ts';
import { catalogErrors } from './catalog.errors.ts';
import './catalog.events.ts';
import { findImageUrl } from './find-image-url.ts';
import { ListingPrice } from './listing-price.entity.ts';
import { Listing, Product } from './product.entity.ts';
import { assertMoney, readBarcode, readProductName, readWeight } from './product-fields.ts';

/** What to change; what is left out stays, null empties. */
export interface ProductChange {
  readonly productId: string;
  readonly nameRu?: string | undefined;
  readonly nameKk?: string | null | undefined;
  readonly nameEn?: string | null | undefined;
  readonly priceTiyn?: number | undefined;
  readonly costTiyn?: number | null | undefined;
  /** Whole grams. */
  readonly weightGrams?: number | null | undefined;
  readonly barcode?: string | null | undefined;
  readonly brand?: string | null | undefined;
  readonly category?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly imageId?: string | null | undefined;
}

/**
 * Changes a product. Its price on the marketplace is changed by the pricing verbs; here it is only the default, which
 * listings without a card follow. @throws catalog.productNotFound, catalog.weightInvalid and the errors of
 * `addProduct`
 */
export async function editProduct(scope: Scope, input: ProductChange): Promise<{ id: string }> {
  const product = await lockEditable(scope, input.productId);
  const priceTiyn = input.priceTiyn ?? product.priceTiyn;
  assertMoney({ priceTiyn, costTiyn: input.costTiyn ?? undefined });
  Object.assign(product, await readChanges(scope, input));
  if (input.priceTiyn !== undefined) {
    await followDefault(scope, { productId: product.id, priceTiyn });
  }

  scope.emit('product.changed', { productId: product.id });
  return { id: product.id };
}

/** Takes a product off the lists; its listings and history stay. @throws catalog.productNotFound, permission.forbidden */
export async function archiveProduct(scope: Scope, input: { readonly productId: string }): Promise<void> {
  (await lockEditable(scope, input.productId)).archive();
  scope.emit('product.changed', { productId: input.productId });
}

/** Puts an archived product back on the lists. @throws catalog.productNotFound, permission.forbidden */
export async function unarchiveProduct(scope: Scope, input: { readonly productId: string }): Promise<void> {
  (await lockEditable(scope, input.productId)).unarchive();
  scope.emit('product.changed', { productId: input.productId });
  scope.emit('product.unarchived', { productId: input.productId });
}

async function lockEditable(scope: Scope, productId: string): Promise<Product> {
  assertCan(scope, 'catalog.edit');
  const product = await scope.em.findOne(Product, { id: productId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!product) {
    throw catalogErrors.productNotFound();
  }

  return product;
}

/** Only the fields that were given. */
async function readChanges(scope: Scope, input: ProductChange) {
  const changes = {
    nameRu: input.nameRu === undefined ? undefined : readProductName(input.nameRu),
    nameKk: input.nameKk && readProductName(input.nameKk),
    nameEn: input.nameEn && readProductName(input.nameEn),
    priceTiyn: input.priceTiyn,
    costTiyn: input.costTiyn,
    weightGrams: isSaid(input.weightGrams) ? readWeight(input.weightGrams) : input.weightGrams,
    barcode: input.barcode && readBarcode(input.barcode),
    brand: input.brand?.trim().slice(0, 256) ?? input.brand,
    category: input.category?.trim().slice(0, 256) ?? input.category,
    description: input.description?.trim() ?? input.description,
    imageUrl: input.imageId ? await findImageUrl(scope, input.imageId) : input.imageId,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function isSaid(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

async function followDefault(scope: Scope, { productId, priceTiyn }: { productId: string; priceTiyn: number }) {
  const listings = await scope.em.find(Listing, { productId: pointingAt(scope, productId), masterSku: null });
  const prices = await scope.em.find(
    ListingPrice,
    { listingId: { $in: listings.map(({ id }) => pointingAt(scope, id)) }, cityId: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  for (const price of prices) {
    assertMoney({ priceTiyn, minTiyn: price.minTiyn ?? undefined, maxTiyn: price.maxTiyn ?? undefined });
    price.currentTiyn = priceTiyn;
    price.handSetTiyn = priceTiyn;
  }
}
