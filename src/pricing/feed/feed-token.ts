import { createHash } from 'node:crypto';
import { newToken } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { PriceFeed } from './price-feed.entity.ts';

type SecretScope = Pick<Scope, 'secrets' | 'companyId'>;

/** A new token as a feed keeps it: sealed, so that the seller can be shown it again, and hashed, to be found by. */
export function newFeedToken(scope: SecretScope): { token: string; tokenHash: string } {
  const token = newToken();
  return { token: scope.secrets.seal(token, purposeOf(scope)), tokenHash: hashFeedToken(token) };
}

/** What a feed is found by: SHA-256 in base64url, 43 characters. */
export function hashFeedToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Where the marketplace fetches the list, below our public address. */
export function feedPath(scope: SecretScope, feed: Pick<PriceFeed, 'token'>): string {
  return `/feeds/${scope.secrets.open(feed.token, purposeOf(scope))}.xml`;
}

function purposeOf({ companyId }: SecretScope): string {
  return `priceFeed.token:${companyId}`;
}
