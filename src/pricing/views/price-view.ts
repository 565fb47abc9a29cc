import type { Scope } from '../../platform/db/scope.ts';

/** What screens show of a price; money in tiyn. */
export interface ShownPrice {
  readonly currentTiyn: number;
  readonly pendingTiyn?: number | null | undefined;
  readonly minTiyn?: number | null | undefined;
  readonly maxTiyn?: number | null | undefined;
  readonly rank?: number | null | undefined;
  readonly offersCount?: number | null | undefined;
  readonly leaderTiyn?: number | null | undefined;
  readonly leaderName?: string | null | undefined;
  readonly lastReason?: string | null | undefined;
  readonly lastParams: Readonly<Record<string, string | number>>;
}

/** All that screens show of a price, as one text to compare; when it was looked at last is not part of it. */
export function viewOf(price: ShownPrice): string {
  const { before: _, ...params } = price.lastParams;
  return JSON.stringify([
    ...[price.currentTiyn, price.pendingTiyn ?? null, price.minTiyn ?? null, price.maxTiyn ?? null],
    ...[price.rank ?? null, price.offersCount ?? null, price.leaderTiyn ?? null, price.leaderName ?? null],
    price.lastReason ?? null,
    // The database keeps the facts in an order of its own.
    Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);
}

/** Tells that screens show something else of these listings' prices now, so that open ones read them again. */
export function tellViewChanges(scope: Scope, listingIds: readonly string[]): void {
  if (listingIds.length > 0) {
    scope.emit('price.viewChanged', { listingIds: [...new Set(listingIds)] });
  }
}
