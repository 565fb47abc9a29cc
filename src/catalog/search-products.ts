/** Which products are meant. */
export interface ProductSearch {
  /** Words of the name or brand, or a part of a sku or barcode; every word must be found. */
  readonly search?: string | undefined;
  /** Active ones unless told otherwise. */
  readonly status?: 'active' | 'archived' | 'all' | undefined;
  readonly storeId?: string | undefined;
}

/** A condition on products `p` with its parameters in order. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const MAX_WORDS = 8;
const SEARCHED = `concat_ws(' ', p.name_ru, p.name_kk, p.name_en, p.brand, p.sku, p.barcode)`;

/** The condition that a product `p` must meet to be found. */
export function searchCondition({ search, status = 'active', storeId }: ProductSearch): Condition {
  const words = (search ?? '').split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  const parts: Condition[] = [
    ...(status === 'all' ? [] : [{ sql: 'p.status = ?', params: [status] }]),
    ...(storeId === undefined
      ? []
      : [{ sql: 'p.id in (select l.product_id from listings l where l.store_id = ?)', params: [storeId] }]),
    ...words.map((word) => ({ sql: `${SEARCHED} ilike ?`, params: [`%${literal(word)}%`] })),
  ];
  return {
    sql: ['true', ...parts.map(({ sql }) => sql)].join(' and '),
    params: parts.flatMap(({ params }) => params),
  };
}

/** A word in which the signs of a pattern mean themselves. */
function literal(word: string): string {
  return word.replaceAll(/[\\%_]/g, '\\$&');
}
