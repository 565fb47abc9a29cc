import { DateTime } from 'luxon';
import { z } from 'zod';
import type { InSystem, SystemScope } from '../../platform/db/scope.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { type HistorySettings, historySettings } from './history-settings.ts';
import { openOfferDays, takeTurn, utcDay } from './open-offer-days.ts';
import { isRolledUp, rollUpDay } from './roll-up-day.ts';

/** A look may be written down so long after the marketplace was asked. */
const LATE_MINUTES = 15;

/** What keeping the history works with. */
export interface HistoryKeeping {
  readonly inSystem: InSystem;
  readonly signal: AbortSignal;
  readonly settings?: HistorySettings | undefined;
  /** Called after each day that was worked on. */
  readonly progress?: (() => Promise<void>) | undefined;
}

/**
 * Opens the coming days of the offer history, rolls finished days up, and drops days older than `rawDays`, each in one
 * transaction with its own roll-up. May be called at any time, anywhere, also twice at once.
 */
export async function keepHistory({
  inSystem,
  signal,
  progress,
  settings = historySettings,
}: HistoryKeeping): Promise<void> {
  await openOfferDays(inSystem, settings);
  const days = await inSystem('find finished days of the offer history', (scope) => listFinishedDays(scope));
  for (const day of days) {
    signal.throwIfAborted();
    await inSystem('roll up a day of the offer history', (scope) => closeDay(scope, { day, settings }));
    await progress?.();
  }
}

/** Keeps the history once a day, when the day before is over in UTC. */
export const keepHistoryJob = defineJob({
  name: 'pricing.keepHistory',
  data: z.object({}),
  lockMinutes: 60,
  retries: 5,
  every: { cron: '20 0 * * *', timezone: 'UTC' },
  run: (_, { inSystem, signal, progress }) => keepHistory({ inSystem, signal, progress: () => progress() }),
});

/** Days with a partition or with rows in the default one that are over, oldest first. */
async function listFinishedDays({ em, now }: SystemScope): Promise<string[]> {
  const lastMoment = DateTime.fromJSDate(now()).minus({ minutes: LATE_MINUTES }).toJSDate();
  const rows = await em.execute<{ day: string }[]>(
    `select distinct day::text as day from (
       select to_date(right(c.relname, 8), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'public.offer_observations'::regclass and c.relname ~ '^offer_observations_[0-9]{8}$'
       union all select (seen_at at time zone 'UTC')::date from offer_observations_default) known
     where day < ?::date order by 1`,
    [utcDay(lastMoment)],
  );
  return rows.map(({ day }) => day);
}

/** Old days are summed up once more before they go, so that nothing that came late is lost. */
async function closeDay(
  scope: SystemScope,
  { day, settings }: { day: string; settings: HistorySettings },
): Promise<void> {
  await takeTurn(scope, 'close');
  const firstKept = DateTime.fromJSDate(scope.now(), { zone: 'utc' }).minus({ days: settings.rawDays }).toISODate();
  if (day >= String(firstKept)) {
    await ((await isRolledUp(scope, day)) ? undefined : rollUpDay(scope, day));
    return;
  }

  await rollUpDay(scope, day);
  await scope.em.execute(`select drop_offer_days(?::date + 1)`, [day]);
}
