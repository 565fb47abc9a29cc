import type { AppError } from '../../kernel/errors.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { pricingErrors } from '../pricing.errors.ts';
import './feed.events.ts';
import { lockFeed } from './find-price-feed.ts';
import { PriceFeed } from './price-feed.entity.ts';
import type { WrittenList } from './write-list.ts';

/** A list about to be given out. */
export interface ListToAdmit {
  readonly feedId: string;
  readonly list: Pick<WrittenList, 'count'>;
}

/**
 * Why a list must not be given out: it is empty, or much smaller than the last one that got through. The marketplace
 * then keeps the list it has. Undefined when it may go.
 */
export async function refusalOf(scope: Scope, { feedId, list }: ListToAdmit): Promise<AppError | undefined> {
  const feed = await scope.em.findOneOrFail(PriceFeed, { id: feedId });
  return refusalFor(scope, feed, list.count);
}

/** The same, and tells the seller, once until that changes or the seller has answered. */
export async function admitList(scope: Scope, { feedId, list }: ListToAdmit): Promise<AppError | undefined> {
  const seen = await scope.em.findOneOrFail(PriceFeed, { id: feedId });
  if (!refusalFor(scope, seen, list.count)) {
    return undefined;
  }

  const feed = await lockFeed(scope, seen.storeId);
  const refusal = refusalFor(scope, feed, list.count);
  if (refusal) {
    tell(scope, feed, { refusal, count: list.count });
  }
  return refusal;
}

function refusalFor(scope: Scope, feed: PriceFeed, count: number): AppError | undefined {
  if (count === 0) {
    return pricingErrors.feedEmpty();
  }

  const isShrunk = count < feed.leastCount(scope.now());
  return isShrunk ? pricingErrors.feedShrunk({ from: feed.servedCount, to: count }) : undefined;
}

function tell(scope: Scope, feed: PriceFeed, { refusal, count }: { refusal: AppError; count: number }): void {
  const { storeId, servedCount } = feed;
  const isNews = feed.refuse(refusal.code);
  if (count > 0 && feed.askAboutShrink(count, scope.now())) {
    scope.emit('feed.shrinkAsked', { storeId, fromCount: servedCount, toCount: count });
  } else if (count === 0 && isNews) {
    scope.emit('feed.refused', { storeId, failure: refusal.code });
  }
}
