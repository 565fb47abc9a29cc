import { LockMode } from '@mikro-orm/core';
import { assertCan } from '../../companies/index.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { type PriceFeedView, viewFeed } from './feed-view.ts';
import { PriceFeed } from './price-feed.entity.ts';

/** The store's price list; null where none was ever switched on. @throws pricing.storeNotFound, permission.forbidden */
export async function findPriceFeed(scope: Scope, { storeId }: { storeId: string }): Promise<PriceFeedView | null> {
  assertCan(scope, 'pricing.read');
  const store = await findFeedStore(scope, storeId);
  const feed = await scope.em.findOne(PriceFeed, { storeId: pointingAt(scope, storeId) });
  return feed && viewFeed(scope, feed, store);
}

/** @throws pricing.storeNotFound */
export async function findFeedStore(scope: Scope, storeId: string): Promise<Store> {
  const store = await scope.em.findOne(Store, { id: storeId });
  if (!store) {
    throw pricingErrors.storeNotFound();
  }

  return store;
}

/** The store's price list, locked until the scope ends. @throws pricing.feedNotFound */
export async function lockFeed(scope: Scope, storeId: string): Promise<PriceFeed> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const feed = await scope.em.findOne(PriceFeed, { storeId: pointingAt(scope, storeId) }, lock);
  if (!feed) {
    throw pricingErrors.feedNotFound();
  }

  return feed;
}
