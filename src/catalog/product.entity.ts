import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { companyReference } from '../platform/db/references.ts';
import { Store } from '../stores/store.entity.ts';
import type { PointAvailability } from '../stores/store.ports.ts';

/** The table of products. */
export const ProductSchema = defineEntity({
  name: 'Product',
  tableName: 'products',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'sku'] }, { properties: ['companyId', 'requestKey'] }],
  checks: [
    { name: 'products_money', expression: 'price_tiyn >= 0 and (cost_tiyn is null or cost_tiyn >= 0)' },
    { name: 'products_weight', expression: 'weight_grams > 0' },
  ],
  properties: {
    ...companyColumns,
    kind: p.enum(['goods', 'service'] as const).default('goods'),
    sku: p.string().length(64),
    nameRu: p.string().length(1024),
    nameKk: p.string().length(1024).nullable(),
    nameEn: p.string().length(1024).nullable(),
    brand: p.string().length(256).nullable(),
    category: p.string().length(256).nullable(),
    barcode: p.string().length(32).nullable(),
    description: p.text().nullable(),
    /** The default price for new listings, tiyn. */
    priceTiyn: p.bigint('number'),
    costTiyn: p.bigint('number').nullable(),
    /** Of the parcel with one piece, grams; delivery is paid by it. Null: nobody said. */
    weightGrams: p.integer().nullable(),
    status: p.enum(['active', 'archived'] as const).default('active'),
    tags: p.array().default([]),
    attributes: p
      .json<Record<string, string>>()
      .defaultRaw("'{}'")
      .onCreate(() => ({})),
    imageUrl: p.text().nullable(),
    /** What the one who added it called the request; the same key never adds a second product. */
    requestKey: p.string().length(100).nullable(),
    version: p.integer().version(),
  },
});

/** Goods or a service of a company. */
export class Product extends ProductSchema.class {
  /** Takes the product off the lists; nothing of it is lost. */
  archive(): void {
    this.status = 'archived';
  }

  /** Puts an archived product back on the lists. */
  unarchive(): void {
    this.status = 'active';
  }
}
ProductSchema.setClass(Product);

/** The table of listings. */
export const ListingSchema = defineEntity({
  name: 'Listing',
  tableName: 'listings',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'storeId', 'sku'] }],
  indexes: [{ properties: ['companyId', 'productId'] }],
  properties: {
    ...companyColumns,
    productId: () => companyReference(Product, 'product_id'),
    storeId: () => companyReference(Store, 'store_id'),
    /** The seller's sku in the store. */
    sku: p.string().length(128),
    /** The marketplace's card; empty until the marketplace has one (the product is not repriced till then). */
    masterSku: p.string().length(64).nullable(),
    model: p.string().length(1024),
    isOnSale: p.boolean().default(true),
    /** Availability at every point as the last import saw it; a price push leaves them alone. */
    points: p
      .json<PointAvailability[]>()
      .defaultRaw("'[]'")
      .onCreate(() => []),
    /** Cities for which the marketplace names a price. */
    cityIds: p.array().default([]),
    seenAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A product in a store: its marketplace id, sku there and availability per pick-up point. */
export class Listing extends ListingSchema.class {}
ListingSchema.setClass(Listing);
