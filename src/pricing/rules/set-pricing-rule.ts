import { assertCan, Company } from '../../companies/index.ts';
import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { assertRulePlace } from './assert-rule-place.ts';
import { assertRuleSound } from './assert-rule-sound.ts';
import { findEffectiveRule, findRuleAt, type RulePlace, rulePlaceOf } from './effective-rule.ts';
import { lockStorePricing } from './lock-store-pricing.ts';
import { type BelowFloorMode, PricingRule, type Strategy, type StrategyParameters } from './pricing-rule.entity.ts';
import { scheduleChecks } from './schedule-checks.ts';

/** What single strategies may be told; null brings the default of the strategy's formula back. */
export type ParameterInput = { readonly [Key in keyof StrategyParameters]: StrategyParameters[Key] | null };

/** What a rule may be told; what is left out stays as it is, or takes its default in a new rule. */
export interface RuleInput extends RulePlace {
  readonly strategy?: Strategy | undefined;
  /** Whole tenge in tiyn. */
  readonly stepTiyn?: number | undefined;
  readonly topN?: number | undefined;
  /** For `standard`: the shop to follow; null for the next one. */
  readonly rivalMerchantId?: string | null | undefined;
  readonly belowFloor?: BelowFloorMode | undefined;
  /** Parameters of strategies; each one that is left out stays. */
  readonly parameters?: ParameterInput | undefined;
  /** Tenths, 1–50; shops rated lower are not counted, those without a rating are. Null counts all. */
  readonly minRatingTenths?: number | null | undefined;
  /** Days, 0–30; offers delivered later are not counted. Null counts all. */
  readonly maxDeliveryDays?: number | null | undefined;
  readonly skipsPreorder?: boolean | undefined;
  readonly onlyInCity?: boolean | undefined;
  /** The least profit of a sale in whole tenge, tiyn; takes the place of a share. Null asks for none. */
  readonly minProfitTiyn?: number | null | undefined;
  /** The least profit as a share of all costs, 0–100 000 bps; takes the place of an amount. Null asks for none. */
  readonly minProfitBps?: number | null | undefined;
  readonly checkIntervalSeconds?: number | undefined;
  /** The interval of prices with priority. */
  readonly priorityIntervalSeconds?: number | undefined;
  /** Local minutes of the day, 0–1440; equal ends mean round the clock. */
  readonly workFromMinute?: number | undefined;
  readonly workToMinute?: number | undefined;
  readonly excludedMerchantIds?: readonly string[] | undefined;
  readonly friendlyMerchantIds?: readonly string[] | undefined;
}

/**
 * Writes a store's default rule, a listing's override of it, or what either is in one city; the store's own city is the
 * default itself. A new rule is off until it is enabled.
 * @throws pricing.storeNotFound, pricing.listingNotFound, pricing.cityUnknown and what `assertRuleSound` throws
 */
export async function setPricingRule(scope: Scope, input: RuleInput): Promise<PricingRule> {
  assertCan(scope, 'pricing.edit');
  assertRuleSound(input);
  await assertRulePlace(scope, input);
  const place = await rulePlaceOf(scope, input);
  await lockStorePricing(scope, place.storeId);
  await ensureRule(scope, place);
  const rule = await findRuleAt(scope, place);
  await scope.em.nativeUpdate(PricingRule, { id: rule.id }, { ...changesOf(input, rule), updatedAt: scope.now() });
  await scheduleChecks(scope, place);
  return findRuleAt(scope, place);
}

function changesOf({ storeId, listingId, cityId, parameters, ...settings }: RuleInput, rule: PricingRule) {
  const { minProfitTiyn, minProfitBps } = settings;
  return {
    ...given(settings),
    ...(parameters && { parameters: withoutNulls({ ...rule.parameters, ...given(parameters) }) }),
    ...(minProfitTiyn != null && { minProfitBps: null }),
    ...(minProfitBps != null && { minProfitTiyn: null }),
  };
}

function given(settings: Omit<RuleInput, keyof RulePlace> | ParameterInput) {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function withoutNulls(parameters: ParameterInput): StrategyParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}

/**
 * Puts a new rule in its place, off. It starts as a copy of the rule that was followed there; a demo company's first works
 * round the clock. Of two first writers at once one inserts and the other finds the row.
 */
async function ensureRule(scope: Scope, place: RulePlace): Promise<void> {
  const base = await findEffectiveRule(scope, place);
  const inserted = await scope.em.execute<{ id: string }[]>(
    `insert into pricing_rules (id, created_at, updated_at, company_id, store_id, listing_id, city_id, excluded_merchant_ids,
       friendly_merchant_ids) values (?, ?, ?, ?, ?, ?, ?, '{}', '{}') on conflict do nothing returning id`,
    [
      ...[newId(), scope.now(), scope.now(), scope.companyId],
      ...[place.storeId, place.listingId ?? null, place.cityId ?? null],
    ],
  );
  const [created] = inserted;
  if (created) {
    await scope.em.nativeUpdate(PricingRule, { id: created.id }, base ? settingsOf(base) : await firstSettings(scope));
  }
}

async function firstSettings(scope: Scope): Promise<Partial<RuleSettings>> {
  const company = await scope.em.findOneOrFail(Company, { id: scope.companyId });
  return company.isDemo ? { workFromMinute: 0, workToMinute: 0 } : { checkIntervalSeconds: 900 };
}

type Placed = 'id' | 'companyId' | 'storeId' | 'listingId' | 'cityId';
type Switched = 'isEnabled' | 'isPausedTogether' | 'version' | 'createdAt' | 'updatedAt';
type RuleSettings = Omit<PricingRule, Placed | Switched>;

function settingsOf(rule: PricingRule) {
  return {
    strategy: rule.strategy,
    stepTiyn: rule.stepTiyn,
    topN: rule.topN,
    rivalMerchantId: rule.rivalMerchantId ?? null,
    belowFloor: rule.belowFloor,
    parameters: rule.parameters,
    minRatingTenths: rule.minRatingTenths ?? null,
    maxDeliveryDays: rule.maxDeliveryDays ?? null,
    skipsPreorder: rule.skipsPreorder,
    onlyInCity: rule.onlyInCity,
    minProfitTiyn: rule.minProfitTiyn ?? null,
    minProfitBps: rule.minProfitBps ?? null,
    checkIntervalSeconds: rule.checkIntervalSeconds,
    priorityIntervalSeconds: rule.priorityIntervalSeconds,
    workFromMinute: rule.workFromMinute,
    workToMinute: rule.workToMinute,
    excludedMerchantIds: rule.excludedMerchantIds,
    friendlyMerchantIds: rule.friendlyMerchantIds,
  };
}
