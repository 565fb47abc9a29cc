import { assertCan } from '../../companies/index.ts';
import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { Store } from '../../stores/index.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { newFeedToken } from './feed-token.ts';
import { type PriceFeedView, viewFeed } from './feed-view.ts';
import { findFeedStore, lockFeed } from './find-price-feed.ts';
import type { PriceFeed } from './price-feed.entity.ts';

/** Which store, and what only the seller can tell while the cabinet was never entered. What is left out stays. */
export interface FeedInput {
  readonly storeId: string;
  /** The marketplace's id of the seller; where the store knows its merchant, that one counts. */
  readonly merchantUid?: string | undefined;
  /** What the list calls the company; the store's name unless given. */
  readonly companyName?: string | undefined;
  /** Points as the cabinet names them: `PP1`; where the store knows its points, those count. */
  readonly pointNames?: readonly string[] | undefined;
}

/**
 * Switches the store's price list on and answers its address; one that is on already keeps it. The marketplace takes a
 * list for the whole assortment: what it does not name goes off sale.
 * @throws pricing.storeNotFound, pricing.feedMerchantMissing, pricing.feedMerchantInvalid, pricing.feedPointsMissing,
 * pricing.feedPointInvalid, permission.forbidden
 */
export async function enablePriceFeed(scope: Scope, input: FeedInput): Promise<PriceFeedView> {
  assertCan(scope, 'pricing.edit');
  assertForm(input);
  const store = await findFeedStore(scope, input.storeId);
  await ensureFeed(scope, store.id);
  const feed = await lockFeed(scope, store.id);
  feed.merchantUid = input.merchantUid?.trim() ?? feed.merchantUid ?? null;
  feed.companyName = input.companyName?.trim() || feed.companyName || null;
  feed.pointNames = input.pointNames ? [...input.pointNames] : feed.pointNames;
  feed.enabledAt ??= scope.now();
  assertComplete(feed, store);
  return viewFeed(scope, feed, store);
}

function assertForm({ merchantUid, pointNames = [] }: FeedInput): void {
  if (merchantUid !== undefined && !/^[\w-]{1,100}$/.test(merchantUid.trim())) {
    throw pricingErrors.feedMerchantInvalid();
  }

  const wrong = pointNames.find((name) => !/^PP\d{1,6}$/.test(name));
  if (wrong !== undefined) {
    throw pricingErrors.feedPointInvalid({ point: wrong });
  }
}

/** Without a point every product would go off sale, and without a merchant the marketplace refuses the list. */
function assertComplete(feed: PriceFeed, { merchantUid, points }: Store): void {
  if (!merchantUid && !feed.merchantUid) {
    throw pricingErrors.feedMerchantMissing();
  }

  if (!points.some(({ isActive }) => isActive) && feed.pointNames.length === 0) {
    throw pricingErrors.feedPointsMissing();
  }
}

/** Two who switch it on at once get one address. */
async function ensureFeed(scope: Scope, storeId: string): Promise<void> {
  const { token, tokenHash } = newFeedToken(scope);
  await scope.em.execute(
    `insert into price_feeds (id, created_at, updated_at, company_id, store_id, token_hash, token)
       values (?, ?, ?, ?, ?, ?, ?) on conflict (company_id, store_id) do nothing`,
    [newId(), scope.now(), scope.now(), scope.companyId, storeId, tokenHash, token],
  );
}
