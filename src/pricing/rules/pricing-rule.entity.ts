import { defineEntity, p } from '@mikro-orm/core';
import { Listing } from '../../catalog/product.entity.ts';
import { companyColumns, companyKey, companyOwned } from '../../platform/db/company-owned.ts';
import { companyReference } from '../../platform/db/references.ts';
import { Store } from '../../stores/store.entity.ts';

/** How the repricer picks a target among the counted offers. */
export const strategies = ['standard', 'always_first', 'stay_top_n'] as const;

/** One of the repricing strategies. */
export type Strategy = (typeof strategies)[number];

/** What to do when the target lies below the floor. */
export const belowFloorModes = ['hold', 'next_rival', 'max'] as const;

/** What to do when the target lies below the floor. */
export type BelowFloorMode = (typeof belowFloorModes)[number];

/** The table of repricing rules: one per store, and one per listing that overrides it. */
export const PricingRuleSchema = defineEntity({
  name: 'PricingRule',
  tableName: 'pricing_rules',
  ...companyOwned,
  uniques: [
    companyKey,
    {
      name: 'pricing_rules_listing_unique',
      expression:
        'create unique index "pricing_rules_listing_unique" on "pricing_rules" ("company_id", "store_id", coalesce("listing_id", \'00000000-0000-0000-0000-000000000000\'))',
    },
  ],
  checks: [{ name: 'pricing_rules_step', expression: 'step_tiyn > 0 and step_tiyn % 100 = 0 and top_n >= 1' }],
  properties: {
    ...companyColumns,
    storeId: () => companyReference(Store, 'store_id'),
    /** Empty: the store's default. */
    listingId: () => companyReference(Listing, 'listing_id').nullable(),
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
    checkIntervalSeconds: p.integer().default(900),
    /** Local minutes of the day between which the repricer works. */
    workFromMinute: p.integer().default(540),
    workToMinute: p.integer().default(1260),
    excludedMerchantIds: p.array().default([]),
    friendlyMerchantIds: p.array().default([]),
    version: p.integer().version(),
  },
});

/** Repricing settings of a store or of one listing in it. */
export class PricingRule extends PricingRuleSchema.class {}
PricingRuleSchema.setClass(PricingRule);
