import { LockMode } from '@mikro-orm/core';
import { Company } from '../../companies/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { PricingRule } from './pricing-rule.entity.ts';

/** Which rule is meant: a store's default, a listing's override of it, or either of them in one city only. */
export interface RulePlace {
  readonly storeId: string;
  readonly listingId?: string | undefined;
  readonly cityId?: string | undefined;
}

/**
 * The place as rules are kept: the store's own city has the main price, so naming it means no city.
 * @throws pricing.storeNotFound
 */
export async function rulePlaceOf(scope: Scope, { storeId, listingId, cityId }: RulePlace): Promise<RulePlace> {
  const store = await scope.em.findOne(Store, { id: storeId });
  if (!store) {
    throw pricingErrors.storeNotFound();
  }

  return { storeId, listingId, cityId: cityId === store.cityId ? undefined : cityId };
}

/** The rule that stands at exactly this place, locked until the scope ends. @throws pricing.ruleNotFound */
export async function findRuleAt(scope: Scope, { storeId, listingId, cityId }: RulePlace): Promise<PricingRule> {
  const [found] = await scope.em.execute<{ id: string }[]>(
    `select id from pricing_rules where store_id = ? and listing_id is not distinct from ?::uuid
      and city_id is not distinct from ?::text`,
    [storeId, listingId ?? null, cityId ?? null],
  );
  if (!found) {
    throw pricingErrors.ruleNotFound();
  }

  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  return scope.em.findOneOrFail(PricingRule, { id: found.id }, options);
}

/**
 * The rule that is followed at a place, the most specific one: the listing's in the city, the listing's, the store's in the
 * city, the store's default. The same order as `ruleOfPrice`.
 */
export async function findEffectiveRule(scope: Scope, place: RulePlace): Promise<PricingRule | null> {
  const [found] = await scope.em.execute<{ id: string }[]>(
    `select id from pricing_rules where store_id = ? and (listing_id = ?::uuid or listing_id is null)
      and (city_id = ?::text or city_id is null) order by listing_id nulls last, city_id nulls last limit 1`,
    [place.storeId, place.listingId ?? null, place.cityId ?? null],
  );
  return found ? scope.em.findOneOrFail(PricingRule, { id: found.id }) : null;
}

/** The company's IANA zone, in which work hours are meant. */
export async function findZone(scope: Scope): Promise<string> {
  const company = await scope.em.findOneOrFail(Company, { id: scope.companyId });
  return company.zone;
}
