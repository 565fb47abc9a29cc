import { LockMode } from '@mikro-orm/core';
import type { BoundInCompany, Scope } from '../../platform/db/scope.ts';
import { secondsAfter } from '../checks/seconds-after.ts';
import { tellViewChanges } from '../views/price-view.ts';
import type { Rider } from './compose-offer.ts';
import type { FeedSettings } from './feed-settings.ts';
import type { FoundFeed } from './find-feed-by-token.ts';
import { PriceFeed } from './price-feed.entity.ts';
import type { WrittenList } from './write-list.ts';

/** A list that somebody got to its last byte. */
export interface ServedList {
  readonly feed: FoundFeed;
  readonly list: WrittenList;
  readonly settings: FeedSettings;
}

/** Decisions settled in one scope: locks are held shortly, and a death in between leaves the rest for the next list. */
const BATCH = 200;

/**
 * Writes down that a list got through: the decided prices that rode along are on their way now, each exactly once,
 * however many fetched the same list. One that was decided anew meanwhile waits for the next list. Nothing counts when
 * the address was changed or switched off during the transfer.
 */
export async function recordServed(inCompany: BoundInCompany, served: ServedList): Promise<void> {
  const { riders } = served.list;
  for (let from = 0; from < riders.length; from += BATCH) {
    const batch = riders.slice(from, from + BATCH);
    await inCompany(async (scope) => {
      if (await lockCurrent(scope, served.feed, LockMode.PESSIMISTIC_READ)) {
        await markLeft(scope, batch, served);
      }
    });
  }
  await inCompany(async (scope) => {
    const feed = await lockCurrent(scope, served.feed, LockMode.PESSIMISTIC_WRITE);
    feed?.noteServed(served.list, scope.now());
    if (feed && riders.length > 0) {
      await wakeStore(scope, served);
    }
  });
}

/** The feed behind an address that still stands. */
function lockCurrent(scope: Scope, { feedId, tokenHash }: FoundFeed, lockMode: LockMode): Promise<PriceFeed | null> {
  return scope.em.findOne(PriceFeed, { id: feedId, tokenHash, enabledAt: { $ne: null } }, { lockMode, refresh: true });
}

interface LeavingRow {
  readonly id: string;
  readonly price_id: string;
  readonly listing_id: string;
  readonly is_moot: boolean;
}

async function markLeft(scope: Scope, riders: readonly Rider[], { list, settings }: ServedList): Promise<void> {
  const given = [
    `{${riders.map(({ decisionId }) => decisionId).join(',')}}`,
    `{${riders.map(({ toTiyn }) => toTiyn).join(',')}}`,
  ];
  // Prices first, as everybody locks them, and in one order.
  await scope.em.execute(
    `select p.id from listing_prices p where p.id in (select listing_price_id from price_decisions where id = any(?::uuid[]))
       order by p.id for update`,
    [given[0]],
  );
  const leaving = await scope.em.execute<LeavingRow[]>(
    `select d.id, p.id as price_id, p.listing_id, p.pending_tiyn is null and p.current_tiyn = d.to_tiyn as is_moot
       from unnest(?::uuid[], ?::bigint[]) as rider(id, to_tiyn)
       join price_decisions d on d.id = rider.id and d.to_tiyn = rider.to_tiyn and d.state = 'proposed'
       join listing_prices p on p.id = d.listing_price_id`,
    given,
  );
  await closeMoot(
    scope,
    leaving.filter(({ is_moot }) => is_moot),
  );
  const sent = leaving.filter(({ is_moot }) => !is_moot);
  await letGo(scope, sent, { etag: list.etag, settings });
  tellViewChanges(
    scope,
    sent.map((row) => row.listing_id),
  );
}

/** A price that stands already was wanted: nothing is on its way. */
async function closeMoot(scope: Scope, rows: readonly LeavingRow[]): Promise<void> {
  await scope.em.execute(
    `update price_decisions set state = 'replaced', settled_at = ?, updated_at = ?, version = version + 1
       where id = any(?::uuid[])`,
    [scope.now(), scope.now(), idsOf(rows)],
  );
}

/** The decisions are on their way, in place of what was, and the prices say so. */
async function letGo(
  scope: Scope,
  rows: readonly LeavingRow[],
  { etag, settings }: { etag: string; settings: FeedSettings },
): Promise<void> {
  const at = scope.now();
  await scope.em.execute(
    `update price_decisions set state = 'replaced', settled_at = ?, updated_at = ?, version = version + 1
       where listing_price_id = any(?::uuid[]) and state in ('pushing', 'pending', 'unknown')`,
    [at, at, `{${rows.map(({ price_id }) => price_id).join(',')}}`],
  );
  await scope.em.execute(
    `update price_decisions d set state = 'pending', channel = 'feed', pushed_at = ?, push_id = ?, waits_for = null,
         failure = null, from_tiyn = p.current_tiyn, updated_at = ?, version = d.version + 1
       from listing_prices p where d.id = any(?::uuid[]) and p.id = d.listing_price_id`,
    [at, etag, at, idsOf(rows)],
  );
  await scope.em.execute(
    `update listing_prices p set pending_tiyn = d.to_tiyn, pending_since = ?, next_check_at = ?, updated_at = ?,
         last_reason = case when d.reason = 'set_by_hand' then d.reason else p.last_reason end,
         last_params = case when d.reason = 'set_by_hand' then d.params else p.last_params end, version = p.version + 1
       from price_decisions d where d.id = any(?::uuid[]) and p.id = d.listing_price_id`,
    [at, secondsAfter(at, settings.firstLookSeconds), at, idsOf(rows)],
  );
}

/** Has somebody look for the prices; the row of a store that was never repriced is not there, and nobody looks. */
async function wakeStore(scope: Scope, { feed, settings }: ServedList): Promise<void> {
  const at = secondsAfter(scope.now(), settings.firstLookSeconds);
  await scope.em.execute(
    'update store_pricings set next_check_at = least(next_check_at, ?::timestamptz), updated_at = ? where store_id = ?',
    [at, scope.now(), feed.storeId],
  );
}

function idsOf(rows: readonly LeavingRow[]): string {
  return `{${rows.map(({ id }) => id).join(',')}}`;
}
