import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../../platform/db/company-owned.ts';
import { companyReference } from '../../platform/db/references.ts';
import { Store } from '../../stores/store.entity.ts';
import { channelKinds } from '../moves/price-decision.entity.ts';

/** The table of what the repricer knows and may do in a store; one row per store that has a rule. */
export const StorePricingSchema = defineEntity({
  name: 'StorePricing',
  tableName: 'store_pricings',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'storeId'] }],
  indexes: [
    { name: 'store_pricings_due_index', properties: ['nextCheckAt'], where: 'next_check_at is not null' },
    { name: 'store_pricings_push_index', properties: ['nextPushAt'], where: 'next_push_at is not null' },
  ],
  properties: {
    ...companyColumns,
    storeId: () => companyReference(Store, 'store_id'),
    /** The seller's choice; empty: the cabinet where there is a session, else the price list where Kaspi fetches it. */
    channel: p.enum(channelKinds).nullable(),
    /** No price of the store falls due before; empty = none ever. */
    nextCheckAt: p.datetime().nullable(),
    /** No card is looked at before. */
    restUntil: p.datetime().nullable(),
    /** When waiting prices are to be looked at again; empty = none wait. */
    nextPushAt: p.datetime().nullable(),
    /** Who works on the store now, and until when that is believed. */
    lease: p.uuid().nullable(),
    leasedUntil: p.datetime().nullable(),
    /** No price leaves before. */
    pushRestUntil: p.datetime().nullable(),
    /** Changes that may leave in any 30 minutes (contracts/kaspi.md 4.2). */
    changeBudget: p.integer().default(250),
    /** A move further than this is asked about, in hundredths of a percent of the present price; empty = never. */
    maxMoveBps: p.integer().nullable().default(1500),
    /** When more than this share of the prices would move in one cycle, the seller is asked; empty = never. */
    maxStoreShareBps: p.integer().nullable().default(2000),
    /** Moves of a pair of shops within an hour after which ours stops; empty = no limit. */
    warMoves: p.integer().nullable().default(6),
    /** When the seller was asked about a cycle that moves too many prices, until it is answered. */
    massAskedAt: p.datetime().nullable(),
    /** Until when any number of prices may move. */
    massAllowedUntil: p.datetime().nullable(),
    /** When the seller was told that the change budget is spent; empty again once it is not. */
    budgetToldAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** What the repricer knows and may do in one store. */
export class StorePricing extends StorePricingSchema.class {}
StorePricingSchema.setClass(StorePricing);
