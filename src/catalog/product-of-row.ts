import { pointingAt } from '../platform/db/references.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { MarketplaceListing } from '../stores/index.ts';
import { Listing, type Product } from './product.entity.ts';

const MAX_SKU = 64;

/** Products by sku, with the cards that their listings stand on. */
export interface KnownGoods {
  readonly bySku: ReadonlyMap<string, Product>;
  readonly cards: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What a row's product is, and the sku it has or would get. */
export interface FoundGoods {
  readonly sku: string;
  readonly product: Product | undefined;
}

/** The skus that a row's product may stand under; a listing's may be longer than a product's. */
export function productSkus(row: MarketplaceListing): string[] {
  return [plainSku(row), skuWithCard(row)];
}

/** Adds to the products the cards they stand on. */
export async function knowGoods(scope: Scope, products: readonly Product[]): Promise<KnownGoods> {
  const ids = products.map(({ id }) => pointingAt(scope, id));
  const listings = await scope.em.find(Listing, { productId: { $in: ids }, masterSku: { $ne: null } });
  const byProduct = Map.groupBy(listings, ({ productId }) => productId);
  return {
    bySku: new Map(products.map((product) => [product.sku, product])),
    cards: new Map(
      [...byProduct].map(([id, ofProduct]) => [id, new Set(ofProduct.map(({ masterSku }) => String(masterSku)))]),
    ),
  };
}

/**
 * Finds a row's product by its sku. Two stores may use one sku for different goods: when the product stands on another
 * card already, the row's is the one whose sku names the card too.
 */
export function productOfRow(row: MarketplaceListing, { bySku, cards }: KnownGoods): FoundGoods {
  const product = bySku.get(plainSku(row));
  const card = row.masterSku;
  const known = product && cards.get(product.id);
  const isOther = card !== undefined && known !== undefined && !known.has(card);
  return isOther ? { sku: skuWithCard(row), product: bySku.get(skuWithCard(row)) } : { sku: plainSku(row), product };
}

function plainSku({ sku }: MarketplaceListing): string {
  return sku.slice(0, MAX_SKU);
}

function skuWithCard({ sku, masterSku = '' }: MarketplaceListing): string {
  const tail = `-${masterSku}`.slice(0, MAX_SKU / 2);
  return sku.slice(0, MAX_SKU - tail.length) + tail;
}
