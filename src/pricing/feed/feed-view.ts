import type { Scope } from '../../platform/db/scope.ts';
import type { Store } from '../../stores/index.ts';
import { feedPath } from './feed-token.ts';
import type { PriceFeed } from './price-feed.entity.ts';

/** A store's price list as its seller sees it. */
export interface PriceFeedView {
  readonly storeId: string;
  /** Below our public address; null for who may not change prices, as whoever knows it may read them all. */
  readonly path: string | null;
  readonly merchantUid: string | null;
  readonly companyName: string;
  readonly isEnabled: boolean;
  readonly lastServedAt: Date | null;
  readonly servedCount: number;
  /** A much smaller list waits for the seller's word. */
  readonly shrinkAsked: { readonly at: Date; readonly fromCount: number; readonly toCount: number } | null;
  /** Error code for which the list is not given out at present. */
  readonly failure: string | null;
}

/** What members see of a price list. */
export function viewFeed(scope: Scope, feed: PriceFeed, store: Store): PriceFeedView {
  const { shrinkAskedAt, shrinkAskedCount, servedCount } = feed;
  return {
    storeId: store.id,
    path: scope.actor.can('pricing.edit') ? feedPath(scope, feed) : null,
    merchantUid: store.merchantUid ?? feed.merchantUid ?? null,
    companyName: feed.companyName ?? store.name,
    isEnabled: feed.enabledAt != null,
    lastServedAt: feed.lastServedAt ?? null,
    servedCount,
    shrinkAsked:
      (shrinkAskedAt && {
        at: shrinkAskedAt,
        fromCount: servedCount,
        toCount: shrinkAskedCount ?? 0,
      }) ||
      null,
    failure: feed.failure ?? null,
  };
}
