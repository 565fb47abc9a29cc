import type { Scope } from '../../platform/db/scope.ts';
import { wakeStore } from '../checks/wake-store.ts';
import { intoWorkHours } from '../decisions/work-hours.ts';
import { findZone, type RulePlace } from './effective-rule.ts';
import { lockStorePricing } from './lock-store-pricing.ts';
import { ruleOfPrice } from './rule-of-price.ts';

/** Whose checks to schedule; `unscheduled` leaves alone what has a next check already. */
export interface CheckSchedule extends RulePlace {
  readonly only?: 'unscheduled' | undefined;
}

/**
 * Makes every listing price of a store (or of one listing, or of one city) that the repricer may work on due at the next moment inside
 * its rule's work hours, and the others never. Counts what is in the database: call it when the change behind it is written.
 */
export async function scheduleChecks(scope: Scope, place: CheckSchedule): Promise<void> {
  const zone = await findZone(scope);
  await lockStorePricing(scope, place.storeId);
  const groups = await scope.em.execute<HoursRow[]>(
    `select distinct rule.work_from_minute, rule.work_to_minute ${pricesWithRules} and rule.is_enabled`,
    namedBy(place),
  );
  await setDue(scope, place, { condition: 'not coalesce(rule.is_enabled, false) or p.min_tiyn is null', at: null });
  for (const hours of groups) {
    const at = intoWorkHours(
      scope.now(),
      { workFromMinute: hours.work_from_minute, workToMinute: hours.work_to_minute },
      zone,
    );
    await setDue(scope, place, {
      condition: 'rule.is_enabled and p.min_tiyn is not null and rule.work_from_minute = ? and rule.work_to_minute = ?',
      params: [hours.work_from_minute, hours.work_to_minute],
      at,
    });
    await wakeStore(scope, { storeId: place.storeId, reason: 'check', at });
  }
}

interface HoursRow {
  work_from_minute: number;
  work_to_minute: number;
}

interface Due {
  readonly condition: string;
  readonly params?: readonly number[];
  readonly at: Date | null;
}

/** A price that waits for the marketplace keeps its check, if it has one: only that finds out what became of it. */
async function setDue(scope: Scope, place: CheckSchedule, { condition, params = [], at }: Due) {
  await scope.em.execute(
    `update listing_prices set next_check_at = ? where (pending_tiyn is null or next_check_at is null)
       ${place.only === 'unscheduled' ? 'and next_check_at is null' : ''} and id in
       (select p.id ${pricesWithRules} and (${condition}))`,
    [at, ...namedBy(place), ...params],
  );
}

/** The parameters of `pricesWithRules`. */
function namedBy({ storeId, ...place }: CheckSchedule): (string | null)[] {
  const [listingId, cityId] = [place.listingId ?? null, place.cityId ?? null];
  return [storeId, listingId, listingId, cityId, cityId];
}

/** Each listing price `p` with the rule it follows. */
const pricesWithRules = `
  from listing_prices p join listings l on l.company_id = p.company_id and l.id = p.listing_id
  left join lateral ${ruleOfPrice} rule on true
  where l.store_id = ? and (?::uuid is null or l.id = ?) and (?::text is null or p.city_id = ?)`;
