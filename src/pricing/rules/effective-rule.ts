import { LockMode } from '@mikro-orm/core';
import { Company } from '../../companies/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { PricingRule } from './pricing-rule.entity.ts';

/** Which rule is meant: a store's default, or with a listing its override. */
export interface RulePlace {
  readonly storeId: string;
  readonly listingId?: string | undefined;
}

/** The rule that stands at exactly this place, locked until the scope ends. @throws pricing.ruleNotFound */
export async function findRuleAt(scope: Scope, { storeId, listingId }: RulePlace): Promise<PricingRule> {
  const [found] = await scope.em.execute<{ id: string }[]>(
    'select id from pricing_rules where store_id = ? and listing_id is not distinct from ?::uuid',
    [storeId, listingId ?? null],
  );
  if (!found) {
    throw pricingErrors.ruleNotFound();
  }

  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  return scope.em.findOneOrFail(PricingRule, { id: found.id }, options);
}

/** The rule a listing follows: its own override, else the store's default; without a listing the store's default. */
export async function findEffectiveRule(scope: Scope, { storeId, listingId }: RulePlace): Promise<PricingRule | null> {
  const [found] = await scope.em.execute<{ id: string }[]>(
    `select id from pricing_rules where store_id = ? and (listing_id = ?::uuid or listing_id is null)
      order by listing_id nulls last limit 1`,
    [storeId, listingId ?? null],
  );
  return found ? scope.em.findOneOrFail(PricingRule, { id: found.id }) : null;
}

/** The company's IANA zone, in which work hours are meant. */
export async function findZone(scope: Scope): Promise<string> {
  const company = await scope.em.findOneOrFail(Company, { id: scope.companyId });
  return company.zone;
}
