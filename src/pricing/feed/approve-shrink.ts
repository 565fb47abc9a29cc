import { assertCan } from '../../companies/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { type PriceFeedView, viewFeed } from './feed-view.ts';
import { findFeedStore, lockFeed } from './find-price-feed.ts';

/**
 * Lets a list of the size that was asked about through, for a day; one that is much smaller still is asked about anew.
 * @throws pricing.storeNotFound, pricing.feedNotFound, pricing.shrinkNotAsked, permission.forbidden
 */
export async function approveShrink(scope: Scope, { storeId }: { storeId: string }): Promise<PriceFeedView> {
  assertCan(scope, 'pricing.edit');
  const store = await findFeedStore(scope, storeId);
  const feed = await lockFeed(scope, storeId);
  if (!feed.approveShrink(scope.now())) {
    throw pricingErrors.shrinkNotAsked();
  }

  return viewFeed(scope, feed, store);
}
