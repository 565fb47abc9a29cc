import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { CLOCK_SLACK_SECONDS, forgetFuture } from './forget-future.ts';
import { secondsAfter } from './seconds-after.ts';

/** The sole right to work on a store's prices for a while. */
export interface StoreHold {
  readonly storeId: string;
  readonly lease: string;
}

/** A store is free again so long after its worker was heard of last. */
export const LEASE_SECONDS = 30;

/**
 * Takes a store that nobody works on; undefined when somebody does, or it has nothing to reprice. Of one that a clock that
 * ran ahead has worked on, the future is forgotten.
 */
export async function holdStore(scope: Scope, storeId: string): Promise<StoreHold | undefined> {
  const lease = newId();
  const now = scope.now();
  const farthest = secondsAfter(now, CLOCK_SLACK_SECONDS);
  // Waits for whoever writes behind `isHeld`, as a plain update would not.
  const [row] = await scope.em.execute<{ was_ahead: boolean }[]>(
    `with free as (select id, updated_at > ? as was_ahead from store_pricings
       where store_id = ? and (leased_until is null or leased_until <= ? or updated_at > ?) for update)
     update store_pricings sp set lease = ?, leased_until = ?, updated_at = ? from free where sp.id = free.id
       returning free.was_ahead`,
    [farthest, storeId, now, farthest, lease, secondsAfter(now, LEASE_SECONDS), now],
  );
  if (row?.was_ahead) {
    await forgetFuture(scope, storeId);
  }
  return row && { storeId, lease };
}

/** Goes on holding; false when somebody else has the store by now. */
export async function keepHold(scope: Scope, { storeId, lease }: StoreHold): Promise<boolean> {
  const rows = await scope.em.execute<unknown[]>(
    'update store_pricings set leased_until = ? where store_id = ? and lease = ? returning id',
    [secondsAfter(scope.now(), LEASE_SECONDS), storeId, lease],
  );
  return rows.length > 0;
}

/**
 * Whether the store is still ours; no one else can take it before the scope ends. Whatever a worker writes stands behind
 * this, so that one who was frozen beyond its lease changes nothing.
 */
export async function isHeld(scope: Scope, { storeId, lease }: StoreHold): Promise<boolean> {
  const rows = await scope.em.execute<unknown[]>(
    // The weakest lock: who sets a price or an answer locks that first and then wakes the store, which must not wait here.
    'select 1 from store_pricings where store_id = ? and lease = ? for key share',
    [storeId, lease],
  );
  return rows.length > 0;
}

/** Gives the store back with the instant at which its next price falls due. */
export async function releaseStore(scope: Scope, { storeId, lease }: StoreHold): Promise<void> {
  // The row first: whoever makes a price due meanwhile waits here, and then puts the instant forward again.
  const rows = await scope.em.execute<unknown[]>(
    'select 1 from store_pricings where store_id = ? and lease = ? for update',
    [storeId, lease],
  );
  if (rows.length > 0) {
    await scope.em.execute(
      `update store_pricings set lease = null, leased_until = null, updated_at = ?, next_check_at = least(
         (select min(next_check_at) from listing_prices where store_id = ? and is_priority and next_check_at is not null),
         (select min(next_check_at) from listing_prices where store_id = ? and not is_priority and next_check_at is not null))
       where store_id = ?`,
      [scope.now(), storeId, storeId, storeId],
    );
  }
}
