import { Listing } from '../../catalog/index.ts';
import { assertCan, Company } from '../../companies/index.ts';
import { newId } from '../../kernel/ids.ts';
import { TIYN } from '../../kernel/money.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { findEffectiveRule, findRuleAt, type RulePlace } from './effective-rule.ts';
import { type BelowFloorMode, PricingRule, type Strategy } from './pricing-rule.entity.ts';
import { scheduleChecks } from './schedule-checks.ts';

/** What a rule may be told; what is left out stays as it is, or takes its default in a new rule. */
export interface RuleInput extends RulePlace {
  readonly strategy?: Strategy | undefined;
  /** Whole tenge in tiyn. */
  readonly stepTiyn?: number | undefined;
  readonly topN?: number | undefined;
  /** For `standard`: the shop to follow; null for the next one. */
  readonly rivalMerchantId?: string | null | undefined;
  readonly belowFloor?: BelowFloorMode | undefined;
  readonly checkIntervalSeconds?: number | undefined;
  /** Local minutes of the day, 0–1440; equal ends mean round the clock. */
  readonly workFromMinute?: number | undefined;
  readonly workToMinute?: number | undefined;
  readonly excludedMerchantIds?: readonly string[] | undefined;
  readonly friendlyMerchantIds?: readonly string[] | undefined;
}

/**
 * Writes a store's default rule, or a listing's override of it. A new rule is off until it is enabled.
 * @throws pricing.storeNotFound, pricing.listingNotFound, pricing.stepInvalid, pricing.placeInvalid,
 * pricing.intervalInvalid, pricing.hoursInvalid
 */
export async function setPricingRule(scope: Scope, input: RuleInput): Promise<PricingRule> {
  assertCan(scope, 'pricing.edit');
  assertSound(input);
  await assertPlace(scope, input);
  await ensureRule(scope, input);
  const { id } = await findRuleAt(scope, input);
  await scope.em.nativeUpdate(PricingRule, { id }, { ...changesOf(input), updatedAt: scope.now() });
  await scheduleChecks(scope, input);
  return findRuleAt(scope, input);
}

function changesOf({ storeId: _store, listingId: _listing, ...settings }: RuleInput) {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function assertSound(input: RuleInput): void {
  const { stepTiyn = TIYN, topN = 1, checkIntervalSeconds = 1, workFromMinute = 0, workToMinute = 0 } = input;
  if (!Number.isInteger(stepTiyn / TIYN) || stepTiyn <= 0) {
    throw pricingErrors.stepInvalid();
  }

  if (!isWholeWithin(topN, 1, 50)) {
    throw pricingErrors.placeInvalid();
  }

  if (!isWholeWithin(checkIntervalSeconds, 1, 86_400)) {
    throw pricingErrors.intervalInvalid();
  }

  if (!isWholeWithin(workFromMinute, 0, 1440) || !isWholeWithin(workToMinute, 0, 1440)) {
    throw pricingErrors.hoursInvalid();
  }
}

function isWholeWithin(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

async function assertPlace(scope: Scope, { storeId, listingId }: RulePlace): Promise<void> {
  if (!(await scope.em.findOne(Store, { id: storeId }))) {
    throw pricingErrors.storeNotFound();
  }

  const listing = listingId === undefined ? null : await scope.em.findOne(Listing, { id: listingId });
  if (listingId !== undefined && listing?.storeId !== storeId) {
    throw pricingErrors.listingNotFound();
  }
}

/**
 * Puts a new rule in its place, off; a listing's override starts from the store's default, a demo company works round the
 * clock. Of two first writers at once one inserts and the other finds the row.
 */
async function ensureRule(scope: Scope, place: RulePlace): Promise<void> {
  const inserted = await scope.em.execute<{ id: string }[]>(
    `insert into pricing_rules (id, created_at, updated_at, company_id, store_id, listing_id, excluded_merchant_ids, friendly_merchant_ids)
     values (?, ?, ?, ?, ?, ?, '{}', '{}') on conflict do nothing returning id`,
    [newId(), scope.now(), scope.now(), scope.companyId, place.storeId, place.listingId ?? null],
  );
  const [created] = inserted;
  if (created) {
    await scope.em.nativeUpdate(PricingRule, { id: created.id }, await firstSettings(scope, place));
  }
}

async function firstSettings(scope: Scope, { storeId, listingId }: RulePlace): Promise<Partial<RuleSettings>> {
  const base = listingId === undefined ? null : await findEffectiveRule(scope, { storeId });
  if (base) {
    return settingsOf(base);
  }

  const company = await scope.em.findOneOrFail(Company, { id: scope.companyId });
  return company.isDemo ? { workFromMinute: 0, workToMinute: 0 } : { checkIntervalSeconds: 900 };
}

type RuleSettings = Omit<
  PricingRule,
  | 'id'
  | 'companyId'
  | 'storeId'
  | 'listingId'
  | 'isEnabled'
  | 'isPausedTogether'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
>;

function settingsOf(rule: PricingRule) {
  return {
    strategy: rule.strategy,
    stepTiyn: rule.stepTiyn,
    topN: rule.topN,
    rivalMerchantId: rule.rivalMerchantId ?? null,
    belowFloor: rule.belowFloor,
    checkIntervalSeconds: rule.checkIntervalSeconds,
    workFromMinute: rule.workFromMinute,
    workToMinute: rule.workToMinute,
    excludedMerchantIds: rule.excludedMerchantIds,
    friendlyMerchantIds: rule.friendlyMerchantIds,
  };
}
