import { z } from 'zod';
import type { Language } from '../kernel/language.ts';
import { pageQuery } from '../platform/http/page.ts';
import { type Route, route } from '../platform/http/route.ts';
import { listProducts } from './product.queries.ts';
import { productCard } from './product-card.ts';

const ListingReply = z.object({
  id: z.uuid(),
  storeId: z.uuid(),
  state: z.enum(['no-card', 'on-sale', 'off-sale']),
  currentTiyn: z.number().int().nullable().describe('The main price, tiyn; null without one.'),
});

const ProductReply = z.object({
  id: z.uuid(),
  sku: z.string(),
  name: z.string().describe('In the language of the request, else in Russian.'),
  status: z.enum(['active', 'archived']),
  imageUrl: z.string().nullable(),
  priceTiyn: z.number().int().describe('The default price, tiyn.'),
  listings: z.array(ListingReply),
});

const CardReply = ProductReply.extend({
  brand: z.string().nullable(),
  category: z.string().nullable(),
  barcode: z.string().nullable(),
  description: z.string().nullable(),
  listings: z.array(
    ListingReply.omit({ currentTiyn: true }).extend({
      storeName: z.string(),
      sku: z.string(),
      prices: z.array(
        z.object({
          id: z.uuid(),
          cityId: z.string().nullable().describe('Null is the main price of the store.'),
          currentTiyn: z.number().int(),
          pendingTiyn: z.number().int().nullable(),
          minTiyn: z.number().int().nullable(),
          maxTiyn: z.number().int().nullable(),
        }),
      ),
    }),
  ),
});

const productExample = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b12',
  sku: 'CASE-15-CLEAR',
  name: 'iPhone 15 case',
  status: 'active',
  imageUrl: null,
  priceTiyn: 499_000,
} as const;

const listingExample = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13',
  storeId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11',
  state: 'on-sale',
} as const;

const priceExample = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14',
  cityId: null,
  currentTiyn: 499_000,
  pendingTiyn: null,
  minTiyn: 390_000,
  maxTiyn: 650_000,
};

/** The company's products. */
export const catalogRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/products',
    can: 'catalog.read',
    summary: 'Products by text, sku or barcode, newest first',
    query: pageQuery.extend({
      search: z.string().max(200).optional(),
      status: z.enum(['active', 'archived', 'all']).default('active'),
      storeId: z.uuid().optional(),
    }),
    reply: z.object({ items: z.array(ProductReply), total: z.number().int(), next: z.string().nullable() }),
    example: {
      items: [{ ...productExample, listings: [{ ...listingExample, currentTiyn: 499_000 }] }],
      total: 1,
      next: null,
    },
    handle: async (scope, { query: { after, ...filter }, language }) => {
      const { items, total, nextCursor } = await listProducts(scope, { ...filter, cursor: after });
      return {
        items: items.map((item) => ({ ...named(item, language), listings: [...item.listings] })),
        total,
        next: nextCursor ?? null,
      };
    },
  }),
  route({
    method: 'get',
    path: '/products/:id',
    can: 'catalog.read',
    summary: 'One product with its listings and their prices',
    params: z.object({ id: z.uuid() }),
    reply: CardReply,
    example: {
      ...productExample,
      brand: null,
      category: null,
      barcode: null,
      description: null,
      listings: [{ ...listingExample, storeName: 'TechnoMart', sku: 'CASE-15-CLEAR', prices: [priceExample] }],
    },
    handle: async (scope, { params, language }) => named(await productCard(scope, params.id), language),
  }),
];

interface Names {
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
}

function named<Product extends Names>(product: Product, language: Language): Product & { name: string } {
  const own = { ru: product.nameRu, kk: product.nameKk, en: product.nameEn }[language];
  return { ...product, name: own ?? product.nameRu };
}
