import { DateTime } from 'luxon';
import type { InSystem, SystemScope } from '../../platform/db/scope.ts';
import { type HistorySettings, historySettings } from './history-settings.ts';

/**
 * Gives today and the coming days (UTC) their partitions; answers how many were missing. Cheap when they are there: every
 * start calls it before the first look is written. Rows of a day that began without one stay in the default partition.
 */
export async function openOfferDays(inSystem: InSystem, settings: HistorySettings = historySettings): Promise<number> {
  return inSystem('open the coming days of the offer history', async (scope) => {
    await takeTurn(scope, 'open');
    const [row] = await scope.em.execute<{ opened: number }[]>('select open_offer_days(?::date, ?::int) as opened', [
      utcDay(scope.now()),
      settings.openDays,
    ]);
    return row?.opened ?? 0;
  });
}

/**
 * Lets one process at a time open days, and one close them. Whoever holds a day for long makes the work fail after a
 * while, to be tried again, rather than block every look behind it.
 */
export async function takeTurn({ em }: SystemScope, work: 'open' | 'close'): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`offer_observations.${work}`]);
  await em.execute(`set local lock_timeout = '3s'`);
}

/** The UTC day of an instant: `2026-11-21`. */
export function utcDay(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'utc' }).toISODate() ?? '';
}
