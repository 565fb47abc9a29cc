import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { companyReference } from '../platform/db/references.ts';
import { Store } from '../stores/store.entity.ts';
import { Listing } from './product.entity.ts';

/** The table of listing prices: listing × city, no city = the store's main one. Whole tenge, in tiyn. */
export const ListingPriceSchema = defineEntity({
  name: 'ListingPrice',
  tableName: 'listing_prices',
  ...companyOwned,
  uniques: [
    companyKey,
    {
      name: 'listing_prices_city_unique',
      expression:
        'create unique index "listing_prices_city_unique" on "listing_prices" ("company_id", "listing_id", coalesce("city_id", \'\'))',
    },
  ],
  indexes: [
    {
      name: 'listing_prices_due_index',
      properties: ['companyId', 'storeId', 'isPriority', 'nextCheckAt'],
      where: 'next_check_at is not null',
    },
  ],
  checks: [
    {
      name: 'listing_prices_whole_tenge',
      expression:
        'current_tiyn % 100 = 0 and hand_set_tiyn % 100 = 0 and coalesce(pending_tiyn, 0) % 100 = 0 and coalesce(target_tiyn, 0) % 100 = 0 and coalesce(min_tiyn, 0) % 100 = 0 and coalesce(max_tiyn, 0) % 100 = 0',
    },
    {
      name: 'listing_prices_money',
      expression:
        'current_tiyn >= 0 and hand_set_tiyn >= 0 and coalesce(pending_tiyn, 0) >= 0 and coalesce(target_tiyn, 0) >= 0 and coalesce(min_tiyn, 0) >= 0 and coalesce(max_tiyn, 0) >= 0 and coalesce(leader_tiyn, 0) >= 0',
    },
    { name: 'listing_prices_bounds', expression: 'min_tiyn is null or max_tiyn is null or min_tiyn <= max_tiyn' },
  ],
  properties: {
    ...companyColumns,
    listingId: () => companyReference(Listing, 'listing_id'),
    /** The listing's store, here too so that one index finds what is due in it. */
    storeId: () => companyReference(Store, 'store_id'),
    cityId: p.string().length(12).nullable(),
    currentTiyn: p.bigint('number'),
    /** Sent to the marketplace, not seen there yet. */
    pendingTiyn: p.bigint('number').nullable(),
    pendingSince: p.datetime().nullable(),
    targetTiyn: p.bigint('number').nullable(),
    minTiyn: p.bigint('number').nullable(),
    maxTiyn: p.bigint('number').nullable(),
    /** The last price the seller set by hand or the marketplace had at import: the ceiling when there is no maximum. */
    handSetTiyn: p.bigint('number'),
    rank: p.integer().nullable(),
    offersCount: p.integer().nullable(),
    leaderTiyn: p.bigint('number').nullable(),
    leaderName: p.string().length(200).nullable(),
    lastReason: p.string().length(60).nullable(),
    /** Facts that the sentence of `lastReason` names. */
    lastParams: p
      .json<Record<string, string | number>>()
      .defaultRaw("'{}'")
      .onCreate(() => ({})),
    /** Looked at more often and before the others. */
    isPriority: p.boolean().default(false),
    /** The last look at the card that was answered. */
    checkedAt: p.datetime().nullable(),
    /** When the repricer looks next, already moved into the rule's work hours; empty = never. */
    nextCheckAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** What a listing costs in a city, what is on its way, and between which bounds it may move. */
export class ListingPrice extends ListingPriceSchema.class {}
ListingPriceSchema.setClass(ListingPrice);
