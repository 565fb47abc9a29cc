import type { ListingPrice } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';

/** All that screens show of a price, as one text to compare; when it was looked at last is not part of it. */
export function viewOf(price: ListingPrice): string {
  const { before: _, ...params } = price.lastParams;
  return JSON.stringify([
    ...[price.currentTiyn, price.pendingTiyn ?? null, price.minTiyn ?? null, price.maxTiyn ?? null],
    ...[price.rank ?? null, price.offersCount ?? null, price.leaderTiyn ?? null, price.leaderName ?? null],
    price.lastReason ?? null,
    // The database keeps the facts in an order of its own.
    Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);
}

/** Tells that screens show something else of a price now, so that open ones read it again. */
export function tellViewChange(scope: Scope, { id, listingId }: Pick<ListingPrice, 'id' | 'listingId'>): void {
  scope.emit('price.viewChanged', { listingId, listingPriceId: id });
}
