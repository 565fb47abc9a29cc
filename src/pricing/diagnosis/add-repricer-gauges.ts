import type { Clock } from '../../kernel/clock.ts';
import type { InSystem } from '../../platform/db/scope.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { BUDGET_WINDOW_MINUTES } from './store-facts.ts';

/** What reading the repricer's state takes. */
export interface GaugeDeps {
  readonly metrics: Metrics;
  readonly inSystem: InSystem;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** However often it is asked, the database is asked no more often than this; milliseconds. */
const KEEP_MS = 5_000;
/** A database that has no time for this is left alone. */
const QUERY_LIMIT_MS = 2_000;

const help = {
  sauda_repricer_due: 'Prices whose check is due now, in stores that can work.',
  sauda_repricer_oldest_due_seconds: 'For how long the most overdue check has been due.',
  sauda_repricer_stores_resting: 'Stores that look at no cards for a while because the marketplace asked for it.',
  sauda_repricer_stores_needing_seller: 'Connected stores whose cabinet only their seller can open.',
  sauda_repricer_moves_held: 'Price moves that wait for the word of their seller.',
  sauda_repricer_moves_waiting: 'Price moves that wait for the change budget, a rest or a way to be sent.',
  sauda_repricer_moves_under_way: 'Prices that were sent and are not seen on the marketplace yet.',
  sauda_repricer_budget_left_min: 'Changes left within 30 minutes in the store that has the fewest.',
  sauda_repricer_budget_left_sum: 'Changes left within 30 minutes in all stores together.',
};

type Values = Readonly<Record<keyof typeof help, number | null>>;

const nothingKnown = Object.fromEntries(Object.keys(help).map((name) => [name, null])) as unknown as Values;

/**
 * Adds gauges of the whole installation's repricer, read from the database when somebody scrapes. Every process tells the
 * same numbers. When the database does not answer they are not known, and the rest of the metrics is told all the same.
 */
export function addRepricerGauges({ metrics, inSystem, clock, logger }: GaugeDeps): void {
  let kept: { readonly at: number; readonly values: Promise<Values> } | undefined;
  metrics.gauges(help, () => {
    const at = performance.now();
    if (!kept || at - kept.at >= KEEP_MS) {
      kept = { at, values: readState(inSystem, clock).catch(explain) };
    }
    return kept.values;
  });

  function explain(error: unknown): Values {
    logger.warn({ err: error, feature: 'pricing' }, 'the state of the repricer could not be read for its metrics');
    return nothingKnown;
  }
}

async function readState(inSystem: InSystem, clock: Clock): Promise<Values> {
  const rows = await inSystem('measure the state of the repricer', async ({ em }) => {
    await em.execute(`set local statement_timeout = ${QUERY_LIMIT_MS}`);
    return em.execute<Values[]>(state, [clock.now(), BUDGET_WINDOW_MINUTES]);
  });
  return rows[0] ?? nothingKnown;
}

/** Only stores in which something can be due are looked into, each by its index of due prices. */
const state = `
  with clock as (select ?::timestamptz as now, make_interval(mins => ?) as budget_window),
  able as (
    select s.company_id, s.id, pricing.change_budget, pricing.next_check_at, coalesce(pricing.rest_until > clock.now, false)
      as is_resting from stores s cross join clock
    join store_pricings pricing on pricing.company_id = s.company_id and pricing.store_id = s.id
    where s.is_active and s.reauth_reason is null and s.merchant_uid is not null),
  due as (
    select count(*) as prices, min(p.next_check_at) as since from able cross join clock
    join listing_prices p on p.company_id = able.company_id and p.store_id = able.id and p.next_check_at <= clock.now
    where not able.is_resting and able.next_check_at <= clock.now),
  budget as (
    select min(greatest(able.change_budget - spent.changes, 0)) as least,
      sum(greatest(able.change_budget - spent.changes, 0)) as total
    from able cross join clock cross join lateral (select count(*) as changes from price_decisions d
      where d.company_id = able.company_id and d.store_id = able.id and d.pushed_at > clock.now - clock.budget_window) spent),
  waiting as (
    select count(*) filter (where state = 'held') as held, count(*) filter (where state = 'proposed') as proposed
    from price_decisions where state in ('held', 'proposed')),
  under_way as (select count(*) as moves from price_decisions where state in ('pushing', 'pending', 'unknown'))
  select due.prices::float8 as sauda_repricer_due,
    coalesce(extract(epoch from clock.now - due.since), 0)::float8 as sauda_repricer_oldest_due_seconds,
    (select count(*) from able where is_resting)::float8 as sauda_repricer_stores_resting,
    (select count(*) from stores where is_active and reauth_reason is not null)::float8
      as sauda_repricer_stores_needing_seller,
    waiting.held::float8 as sauda_repricer_moves_held, waiting.proposed::float8 as sauda_repricer_moves_waiting,
    under_way.moves::float8 as sauda_repricer_moves_under_way, budget.least::float8 as sauda_repricer_budget_left_min,
    coalesce(budget.total, 0)::float8 as sauda_repricer_budget_left_sum
  from clock, due, budget, waiting, under_way`;
