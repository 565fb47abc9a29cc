import { defineEntity, p } from '@mikro-orm/core';
import { Listing } from '../../catalog/product.entity.ts';
import { companyColumns, companyKey, companyOwned } from '../../platform/db/company-owned.ts';
import { companyReference } from '../../platform/db/references.ts';
import { Store } from '../../stores/store.entity.ts';

/** How the repricer picks a target among the counted offers. */
export const strategies = [
  'standard',
  'always_first',
  'stay_top_n',
  'match',
  'keep_margin',
  'raise_when_alone',
  'stock_aware',
  'schedule',
  'custom',
] as const;

/** One of the repricing strategies. */
export type Strategy = (typeof strategies)[number];

/** What to do when the target lies below the floor. */
export const belowFloorModes = ['hold', 'next_rival', 'max'] as const;

/** What to do when the target lies below the floor. */
export type BelowFloorMode = (typeof belowFloorModes)[number];

/** A part of the day in which `schedule` shifts its price; local minutes 0–1440, from > to goes over midnight. */
export interface ScheduleWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Hundredths of a percent, may be negative. */
  readonly shiftBps: number;
}

/** What single strategies want to know besides; what is absent takes the default of the strategy's formula. */
export interface StrategyParameters {
  /** `keep_margin`: the profit to keep, in hundredths of a percent of the price. */
  readonly marginBps?: number | undefined;
  /** `raise_when_alone`: how far one move climbs, in hundredths of a percent of the present price. */
  readonly climbBps?: number | undefined;
  /** `stock_aware`: at so many pieces or fewer the price goes up instead of down. */
  readonly lowStock?: number | undefined;
  /** `stock_aware`: how far above the cheapest rival it then stands, in hundredths of a percent. */
  readonly lowStockBps?: number | undefined;
  /** `schedule`. */
  readonly windows?: readonly ScheduleWindow[] | undefined;
  /** `custom`: the approved automation that proposes the price. */
  readonly automationId?: string | undefined;
}

/**
 * The table of repricing rules: one per store, one per listing that overrides it, and for either one per city that
 * overrides it there. A listing's rule stands over a store's rule for a city.
 */
export const PricingRuleSchema = defineEntity({
  name: 'PricingRule',
  tableName: 'pricing_rules',
  ...companyOwned,
  uniques: [
    companyKey,
    {
      name: 'pricing_rules_place_unique',
      expression:
        'create unique index "pricing_rules_place_unique" on "pricing_rules" ("company_id", "store_id", coalesce("listing_id", \'00000000-0000-0000-0000-000000000000\'), coalesce("city_id", \'\'))',
    },
  ],
  checks: [
    { name: 'pricing_rules_step', expression: 'step_tiyn > 0 and step_tiyn % 100 = 0 and top_n >= 1' },
    {
      name: 'pricing_rules_profit',
      expression: 'coalesce(min_profit_tiyn, 0) >= 0 and coalesce(min_profit_bps, 0) >= 0',
    },
  ],
  properties: {
    ...companyColumns,
    storeId: () => companyReference(Store, 'store_id'),
    /** Empty: the store's default. */
    listingId: () => companyReference(Listing, 'listing_id').nullable(),
    /** Empty: everywhere but in cities that have a rule of their own. */
    cityId: p.string().length(12).nullable(),
    isEnabled: p.boolean().default(false),
    /** Switched off together with all others, so that it comes back with them. */
    isPausedTogether: p.boolean().default(false),
    strategy: p.enum(strategies).default('standard'),
    stepTiyn: p.bigint('number').default(100),
    /** The place to stay in, for `stay_top_n`. */
    topN: p.integer().default(3),
    /** For `standard`: the rival to follow; empty = the next one above our floor. */
    rivalMerchantId: p.string().length(100).nullable(),
    belowFloor: p.enum(belowFloorModes).default('hold'),
    parameters: p
      .json<StrategyParameters>()
      .defaultRaw("'{}'")
      .onCreate(() => ({})),
    /** Offers of shops rated lower are not counted, tenths; a shop without a rating is counted. */
    minRatingTenths: p.integer().nullable(),
    /** Offers that are delivered later are not counted. */
    maxDeliveryDays: p.integer().nullable(),
    skipsPreorder: p.boolean().default(false),
    onlyInCity: p.boolean().default(false),
    /** The least profit of a sale, tiyn. */
    minProfitTiyn: p.bigint('number').nullable(),
    /** The least profit of a sale, in hundredths of a percent of cost, commission, delivery and tax together. */
    minProfitBps: p.integer().nullable(),
    checkIntervalSeconds: p.integer().default(900),
    /** The interval of prices with priority. */
    priorityIntervalSeconds: p.integer().default(180),
    /** Local minutes of the day between which the repricer works. */
    workFromMinute: p.integer().default(540),
    workToMinute: p.integer().default(1260),
    excludedMerchantIds: p.array().default([]),
    friendlyMerchantIds: p.array().default([]),
    version: p.integer().version(),
  },
});

/** Repricing settings of a store or of one listing in it, everywhere or in one city. */
export class PricingRule extends PricingRuleSchema.class {}
PricingRuleSchema.setClass(PricingRule);
