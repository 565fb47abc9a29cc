import { assertCan } from '../../companies/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { newFeedToken } from './feed-token.ts';
import { type PriceFeedView, viewFeed } from './feed-view.ts';
import { findFeedStore, lockFeed } from './find-price-feed.ts';

/**
 * Gives the price list another address; the one before is not found any more, and a transfer from it that is still
 * under way does not count. @throws pricing.storeNotFound, pricing.feedNotFound, permission.forbidden
 */
export async function renewPriceFeed(scope: Scope, { storeId }: { storeId: string }): Promise<PriceFeedView> {
  assertCan(scope, 'pricing.edit');
  const store = await findFeedStore(scope, storeId);
  const feed = await lockFeed(scope, storeId);
  Object.assign(feed, newFeedToken(scope));
  return viewFeed(scope, feed, store);
}
