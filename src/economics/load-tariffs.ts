import { DateTime } from 'luxon';
import { rowsOf, type Scope } from '../platform/db/scope.ts';
import type { CommissionRateSchema, DeliveryTariffSchema, TaxRateSchema } from './tariff.entity.ts';
import { type DatedRates, type Tariffs, tariffsOn } from './tariffs.ts';

/** A changed row counts after so long at the latest; the tables are read once in that time, not once per batch. */
const KEEP_MS = 50_000;
/** Laws and tariffs begin by the calendar of Kazakhstan, which has one zone since 2024-03-01. */
const ZONE = 'Asia/Almaty';

interface Kept {
  readonly readAt: number;
  readonly rates: DatedRates;
  readonly byDay: Map<string, Tariffs>;
}

/** What was read through a connection pool; a process may have several databases. */
const kept = new WeakMap<object, Kept>();

/**
 * The rates in force at an instant, now when none is given. What was read stays with the process for under a minute by
 * the scope's clock, so a call costs nothing most of the time. The answer is shared: never change it.
 */
export async function loadTariffs(scope: Pick<Scope, 'em' | 'now'>, at: Date = scope.now()): Promise<Tariffs> {
  const { rates, byDay } = await readRates(scope);
  const day = DateTime.fromJSDate(at, { zone: ZONE }).toISODate();
  if (day === null) {
    throw new Error('Tariffs of an instant that is none');
  }

  const tariffs = byDay.get(day) ?? tariffsOn(rates, day);
  byDay.set(day, tariffs);
  return tariffs;
}

async function readRates(scope: Pick<Scope, 'em' | 'now'>): Promise<Kept> {
  const pool = scope.em.getDriver();
  const now = scope.now().getTime();
  const known = kept.get(pool);
  // A clock that was put back must not keep old rates alive either.
  if (known && Math.abs(now - known.readAt) < KEEP_MS) {
    return known;
  }

  const rows = rowsOf<typeof CommissionRateSchema | typeof DeliveryTariffSchema | typeof TaxRateSchema>(scope);
  const commissions = await rows.selectFrom('commission_rates').select(['category', 'validFrom', 'rateBps']).execute();
  const deliveries = await rows.selectFrom('delivery_tariffs').select(['way', 'validFrom', 'tiers']).execute();
  const taxes = await rows.selectFrom('tax_rates').select(['tax', 'cityId', 'validFrom', 'rateBps']).execute();
  const read = { readAt: now, rates: { commissions, deliveries, taxes }, byDay: new Map<string, Tariffs>() };
  kept.set(pool, read);
  return read;
}
