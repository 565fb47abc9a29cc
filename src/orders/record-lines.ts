import type { Scope } from '../platform/db/scope.ts';
import type { MarketplaceOrderLine } from '../stores/index.ts';
import { type Order, OrderLine } from './order.entity.ts';

/** Keeps the lines of an order that has none yet, tied to our listings by their sku. */
export async function recordLines(scope: Scope, order: Order, lines: readonly MarketplaceOrderLine[]): Promise<void> {
  const listings = await findListings(scope, order.storeId, lines);
  for (const [position, line] of lines.entries()) {
    const listingId = line.sku === undefined ? undefined : listings.get(line.sku);
    scope.em.create(OrderLine, {
      orderId: order.id,
      ...(listingId !== undefined && { listingId }),
      // Positions told twice, or not at all, must not lose a line.
      number: position,
      sku: line.sku?.slice(0, 128) ?? null,
      name: line.name.slice(0, 1024),
      quantity: line.quantity,
      unitPriceTiyn: line.unitPriceTiyn,
      totalTiyn: line.totalTiyn,
    });
  }
  order.knowLines(
    lines.reduce((sum, { totalTiyn }) => sum + totalTiyn, 0),
    scope.now(),
  );
}

async function findListings(
  { em }: Scope,
  storeId: string,
  lines: readonly MarketplaceOrderLine[],
): Promise<Map<string, string>> {
  const skus = lines.flatMap(({ sku }) => sku ?? []);
  if (skus.length === 0) {
    return new Map();
  }

  const rows = await em.execute<{ id: string; sku: string }[]>(
    `select id, sku from listings where store_id = ? and sku in (${skus.map(() => '?').join(', ')})`,
    [storeId, ...skus],
  );
  return new Map(rows.map(({ id, sku }) => [sku, id]));
}
