import { defineEntity, p } from '@mikro-orm/core';
import { ListingPrice } from '../../catalog/listing-price.entity.ts';
import { Listing } from '../../catalog/product.entity.ts';
import { companyColumns, companyKey, companyOwned } from '../../platform/db/company-owned.ts';
import { companyReference } from '../../platform/db/references.ts';
import { Store } from '../../stores/store.entity.ts';

/** How far a decided price got. */
export const decisionStates = [
  'held',
  'proposed',
  'pushing',
  'pending',
  'applied',
  'ignored',
  'failed',
  'unknown',
  'replaced',
  'rejected',
] as const;

/** How far a decided price got. */
export type DecisionState = (typeof decisionStates)[number];

/** Ways a price gets to the marketplace; `none` only proposes. */
export const channelKinds = ['cabinet', 'feed', 'none'] as const;

/** A way a price gets to the marketplace. */
export type ChannelKind = (typeof channelKinds)[number];

/** What a decided price waits for before it may leave. */
export const waits = ['approval', 'mass', 'budget', 'rest', 'channel'] as const;

/** What a decided price waits for before it may leave. */
export type Wait = (typeof waits)[number];

/** States in which nobody knows yet what the marketplace shows; no further price is sent meanwhile. */
export const unresolvedStates = ['pushing', 'pending', 'unknown'] as const satisfies readonly DecisionState[];

/** The table of decisions that meant to move a price; rest is not recorded here. */
export const PriceDecisionSchema = defineEntity({
  name: 'PriceDecision',
  tableName: 'price_decisions',
  ...companyOwned,
  uniques: [
    companyKey,
    {
      name: 'price_decisions_unresolved_unique',
      expression:
        'create unique index "price_decisions_unresolved_unique" on "price_decisions" ("company_id", "listing_price_id") where "state" in (\'pushing\', \'pending\', \'unknown\')',
    },
    {
      name: 'price_decisions_waiting_unique',
      expression:
        'create unique index "price_decisions_waiting_unique" on "price_decisions" ("company_id", "listing_price_id") where "state" in (\'held\', \'proposed\')',
    },
  ],
  checks: [
    {
      name: 'price_decisions_whole_tenge',
      expression: 'from_tiyn >= 0 and from_tiyn % 100 = 0 and to_tiyn >= 0 and to_tiyn % 100 = 0',
    },
  ],
  indexes: [
    { properties: ['companyId', 'listingId', 'decidedAt'] },
    { properties: ['companyId', 'listingPriceId', 'decidedAt'] },
    { properties: ['companyId', 'storeId', 'state'] },
    { properties: ['companyId', 'storeId', 'decidedAt'] },
    {
      name: 'price_decisions_budget_index',
      properties: ['companyId', 'storeId', 'pushedAt'],
      where: 'pushed_at is not null',
    },
  ],
  properties: {
    ...companyColumns,
    listingId: () => companyReference(Listing, 'listing_id'),
    listingPriceId: () => companyReference(ListingPrice, 'listing_price_id'),
    storeId: () => companyReference(Store, 'store_id'),
    decidedAt: p.datetime(),
    fromTiyn: p.bigint('number'),
    toTiyn: p.bigint('number'),
    /** Reason code; its sentence is `pricing-reason-<code>` with the parameters. */
    reason: p.string().length(60),
    params: p
      .json<Record<string, string | number>>()
      .defaultRaw("'{}'")
      .onCreate(() => ({})),
    /** The rival that the price follows, and what it cost then, tiyn. */
    rivalMerchantId: p.string().length(100).nullable(),
    rivalTiyn: p.bigint('number').nullable(),
    /** What the move is worth per purchase on the card, tiyn; who gets the change budget first. */
    gainTiyn: p.bigint('number').default(0),
    /** The present price breaks a bound, so the move goes before all others. */
    isUrgent: p.boolean().default(false),
    rankBefore: p.integer().nullable(),
    rankAfter: p.integer().nullable(),
    state: p.enum(decisionStates),
    /** 1 for a fresh move; one more each time the one before was not seen on the marketplace in time. */
    attempt: p.integer().default(1),
    waitsFor: p.enum(waits).nullable(),
    channel: p.enum(channelKinds).nullable(),
    /** When it left for the marketplace; counted against the store's change budget. */
    pushedAt: p.datetime().nullable(),
    /** When the seller allowed a move that was held. */
    approvedAt: p.datetime().nullable(),
    pushId: p.string().length(100).nullable(),
    settledAt: p.datetime().nullable(),
    /** Error code of the last failed push. */
    failure: p.string().length(100).nullable(),
    version: p.integer().version(),
  },
});

/** One price move: from, to, why, and how far it got. */
export class PriceDecision extends PriceDecisionSchema.class {}
PriceDecisionSchema.setClass(PriceDecision);
