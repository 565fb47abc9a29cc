import { rowsOf, type Scope } from '../platform/db/scope.ts';
import type { ListingSchema, ProductSchema } from './product.entity.ts';

/** Which products are meant. */
export interface ProductSearch {
  /** Words of the name or brand, or a part of a sku or barcode; every word must be found. */
  readonly search?: string | undefined;
  /** Active ones unless told otherwise. */
  readonly status?: 'active' | 'archived' | 'all' | undefined;
  readonly storeId?: string | undefined;
}

const MAX_WORDS = 8;

/** The products that a search finds, as a query to go on with. */
export function productsLike(scope: Scope, { search, status = 'active', storeId }: ProductSearch) {
  let found = rowsOf<typeof ListingSchema | typeof ProductSchema>(scope).selectFrom('products');
  if (status !== 'all') {
    found = found.where('status', '=', status);
  }

  if (storeId !== undefined) {
    found = found.where('id', 'in', (eb) =>
      eb.selectFrom('listings').select('listings.productId').where('listings.storeId', '=', storeId),
    );
  }

  for (const word of (search ?? '').split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
    found = found.where((eb) => eb.or(searched.map((column) => eb(column, 'ilike', pattern))));
  }

  return found;
}

const searched = ['nameRu', 'nameKk', 'nameEn', 'brand', 'sku', 'barcode'] as const;
