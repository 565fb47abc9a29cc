import type { InCompany, InSystem } from '../../platform/db/scope.ts';
import { hashFeedToken } from './feed-token.ts';
import { PriceFeed } from './price-feed.entity.ts';

/** The doors to data through which a list is given out. */
export interface FeedDoors {
  readonly inCompany: InCompany;
  readonly inSystem: InSystem;
}

/** Whose list an address means. */
export interface FoundFeed {
  readonly companyId: string;
  readonly feedId: string;
  readonly storeId: string;
  /** The address as it was when the transfer began. */
  readonly tokenHash: string;
}

/**
 * Whose list a token opens: undefined for one that nobody has, or whose list is switched off. The comparison is that of
 * an index over hashes, so its time tells nothing about a token.
 */
export async function findFeedByToken(
  { inSystem }: Pick<FeedDoors, 'inSystem'>,
  token: string,
): Promise<FoundFeed | undefined> {
  const tokenHash = hashFeedToken(token);
  const feed = await inSystem('find the price list behind an address', ({ em }) =>
    em.findOne(PriceFeed, { tokenHash, enabledAt: { $ne: null } }),
  );
  return feed ? { companyId: feed.companyId, feedId: feed.id, storeId: feed.storeId, tokenHash } : undefined;
}
