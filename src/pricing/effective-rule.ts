import { LockMode } from '@mikro-orm/core';
import { Company } from '../companies/company.entity.ts';
import type { Scope } from '../platform/db/scope.ts';
import { pricingErrors } from './pricing.errors.ts';
import { PricingRule } from './pricing-rule.entity.ts';

/** Which rule is meant: a store's default, or with a listing its override. */
export interface RulePlace {
  readonly storeId: string;
  readonly listingId?: string | undefined;
}

/** The rule that stands at exactly this place, locked until the scope ends. @throws pricing.ruleNotFound */
export async function findRuleAt(scope: Scope, { storeId, listingId }: RulePlace): Promise<PricingRule> {
  const rule = await scope.em.findOne(
    PricingRule,
    { storeId, listingId: listingId ?? null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!rule) {
    throw pricingErrors.ruleNotFound();
  }

  return rule;
}

/** The rule a listing follows: its own override, else the store's default. */
export async function findEffectiveRule(
  scope: Scope,
  { storeId, listingId }: { storeId: string; listingId: string },
): Promise<PricingRule | null> {
  const rules = await scope.em.find(PricingRule, { storeId, $or: [{ listingId }, { listingId: null }] });
  return rules.find((rule) => rule.listingId === listingId) ?? rules[0] ?? null;
}

/** The company's IANA zone, in which work hours are meant. */
export async function findZone(scope: Scope): Promise<string> {
  const company = await scope.em.findOneOrFail(Company, { id: scope.companyId });
  return company.zone;
}
