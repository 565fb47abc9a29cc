import { assertCan } from '../../companies/index.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { findRuleAt, type RulePlace, rulePlaceOf } from './effective-rule.ts';
import { lockStorePricing } from './lock-store-pricing.ts';
import { PricingRule } from './pricing-rule.entity.ts';
import { scheduleChecks } from './schedule-checks.ts';

/**
 * Switches the rule at a place on; prices with a minimum are checked at once or when work begins.
 * @throws pricing.storeNotFound, pricing.ruleNotFound; pricing.minimumMissing for a listing that has no minimum there yet
 */
export async function enableRule(scope: Scope, named: RulePlace): Promise<PricingRule> {
  assertCan(scope, 'pricing.edit');
  const place = await rulePlaceOf(scope, named);
  await lockStorePricing(scope, place.storeId);
  const { id } = await findRuleAt(scope, place);
  await assertMinimum(scope, place);
  await scope.em.nativeUpdate(
    PricingRule,
    { id },
    { isEnabled: true, isPausedTogether: false, updatedAt: scope.now() },
  );
  await scheduleChecks(scope, place);
  return findRuleAt(scope, place);
}

/**
 * Switches the rule at a place off; a price on its way to the marketplace is still followed to its end.
 * @throws pricing.storeNotFound, pricing.ruleNotFound
 */
export async function pauseRule(scope: Scope, named: RulePlace): Promise<PricingRule> {
  assertCan(scope, 'pricing.edit');
  const place = await rulePlaceOf(scope, named);
  await lockStorePricing(scope, place.storeId);
  const { id } = await findRuleAt(scope, place);
  await scope.em.nativeUpdate(
    PricingRule,
    { id },
    { isEnabled: false, isPausedTogether: false, updatedAt: scope.now() },
  );
  await scheduleChecks(scope, place);
  return findRuleAt(scope, place);
}

/** Switches every rule of the company off, or of one store; answers how many were on. */
export async function pauseAll(scope: Scope, { storeId }: { storeId?: string | undefined } = {}): Promise<number> {
  assertCan(scope, 'pricing.edit');
  const where = { isEnabled: true, ...(storeId !== undefined && { storeId: pointingAt(scope, storeId) }) };
  const rules = await scope.em.find(PricingRule, where);
  await scope.em.nativeUpdate(PricingRule, where, { isEnabled: false, isPausedTogether: true, updatedAt: scope.now() });
  for (const id of new Set(rules.map((rule) => rule.storeId))) {
    await scheduleChecks(scope, { storeId: id });
  }
  return rules.length;
}

/** Switches on again what `pauseAll` had switched off and nobody has touched since; answers how many rules that were. */
export async function resumeAll(scope: Scope): Promise<number> {
  assertCan(scope, 'pricing.edit');
  const rules = await scope.em.find(PricingRule, { isPausedTogether: true });
  const changes = { isEnabled: true, isPausedTogether: false, updatedAt: scope.now() };
  await scope.em.nativeUpdate(PricingRule, { isPausedTogether: true }, changes);
  for (const id of new Set(rules.map((rule) => rule.storeId))) {
    await scheduleChecks(scope, { storeId: id });
  }
  return rules.length;
}

/** How many rules `resumeAll` would switch on. */
export async function countRulesPausedTogether(scope: Scope): Promise<number> {
  return scope.em.count(PricingRule, { isPausedTogether: true });
}

async function assertMinimum(scope: Scope, { listingId, cityId }: RulePlace): Promise<void> {
  if (listingId === undefined) {
    return;
  }

  const [row] = await scope.em.execute<unknown[]>(
    `select 1 from listing_prices where listing_id = ? and min_tiyn is not null and (?::text is null or city_id = ?)
      limit 1`,
    [listingId, cityId ?? null, cityId ?? null],
  );
  if (!row) {
    throw pricingErrors.minimumMissing();
  }
}
