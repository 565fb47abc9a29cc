import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Scope } from '../../platform/db/scope.ts';
import type { Spool } from '../../platform/http/spool.ts';
import { type MarketplacePoint, Store } from '../../stores/index.ts';
import { channelKindOf } from '../moves/channel-kind.ts';
import { findZone } from '../rules/effective-rule.ts';
import { composeOffer, type FeedShop, type Rider } from './compose-offer.ts';
import { type FeedRow, readFeedRows } from './feed-rows.ts';
import { LIST_TAIL, type ListHead, listHead, offerXml } from './offer-xml.ts';
import { PriceFeed } from './price-feed.entity.ts';

/** A price list that was written down; all of it shows one instant. */
export interface WrittenList {
  /** Of the very bytes; without quotes. */
  readonly etag: string;
  readonly count: number;
  readonly asOf: Date;
  /** The decided prices that leave with it. */
  readonly riders: readonly Rider[];
}

/**
 * Writes the store's whole list as it stands at this instant; undefined when its store is gone, disconnected or not
 * ready for a list. Takes the memory of one page, whatever the size of the store.
 */
export async function writeList(
  scope: Scope,
  { feedId, spool }: { feedId: string; spool: Pick<Spool, 'write'> },
): Promise<WrittenList | undefined> {
  const asOf = scope.now();
  const task = await findTask(scope, feedId);
  if (!task) {
    return undefined;
  }

  const hash = createHash('sha256');
  const write = async (text: string) => {
    hash.update(text);
    await spool.write(text);
  };
  await write(listHead(task.head));
  const riders: Rider[] = [];
  let count = 0;
  for await (const page of offersOf(scope, task)) {
    const offers = page.flatMap((rows) => composeOffer(rows, task.shop) ?? []);
    await write(offers.map(offerXml).join(''));
    riders.push(...offers.flatMap((offer) => offer.riders));
    count += offers.length;
  }
  await write(LIST_TAIL);
  return { etag: hash.digest('base64url'), count, asOf, riders };
}

interface ListTask {
  readonly storeId: string;
  readonly shop: FeedShop;
  readonly head: ListHead;
}

async function findTask(scope: Scope, feedId: string): Promise<ListTask | undefined> {
  const feed = await scope.em.findOne(PriceFeed, { id: feedId });
  const store = feed && (await scope.em.findOne(Store, { id: feed.storeId }));
  const merchantUid = store?.merchantUid ?? feed?.merchantUid;
  if (!feed || !store?.isActive || !merchantUid) {
    return undefined;
  }

  const date = DateTime.fromJSDate(scope.now(), { zone: await findZone(scope) }).toISODate() ?? '';
  return {
    storeId: store.id,
    shop: {
      cityId: store.cityId,
      points: pointsOf(store, feed),
      takesProposals: (await channelKindOf(scope, store)) === 'feed',
    },
    head: { companyName: feed.companyName ?? store.name, merchantUid, date },
  };
}

function pointsOf({ points }: Store, { pointNames }: PriceFeed): readonly MarketplacePoint[] {
  return points.length > 0 ? points : pointNames.map((name) => ({ storeId: name, name, isActive: true }));
}

/** Pages of listings, each with all its prices: one whose prices go on in the next page of rows waits for them. */
async function* offersOf(scope: Scope, { storeId }: ListTask): AsyncGenerator<FeedRow[][]> {
  let kept: FeedRow[] = [];
  for await (const rows of readFeedRows(scope, storeId)) {
    const listings = [...Map.groupBy([...kept, ...rows], ({ listingId }) => listingId).values()];
    kept = listings.pop() ?? [];
    yield listings;
  }

  if (kept.length > 0) {
    yield [kept];
  }
}
