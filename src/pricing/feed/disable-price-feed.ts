import { assertCan } from '../../companies/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { type PriceFeedView, viewFeed } from './feed-view.ts';
import { findFeedStore, lockFeed } from './find-price-feed.ts';

/**
 * Switches the price list off: its address is not found, and the marketplace keeps the list it has. The address comes
 * back when the list is switched on again. @throws pricing.storeNotFound, pricing.feedNotFound, permission.forbidden
 */
export async function disablePriceFeed(scope: Scope, { storeId }: { storeId: string }): Promise<PriceFeedView> {
  assertCan(scope, 'pricing.edit');
  const store = await findFeedStore(scope, storeId);
  const feed = await lockFeed(scope, storeId);
  feed.enabledAt = null;
  feed.failure = null;
  return viewFeed(scope, feed, store);
}
