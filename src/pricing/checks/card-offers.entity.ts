import { defineEntity, p } from '@mikro-orm/core';
import { baseColumns } from '../../platform/db/company-owned.ts';
import type { PackedOffer } from '../history/pack-offers.ts';

/** The global table of what a card's offers were in a city; one scan serves every company on the card. */
export const CardOffersSchema = defineEntity({
  name: 'CardOffers',
  tableName: 'card_offers',
  uniques: [{ properties: ['masterSku', 'cityId'] }],
  properties: {
    ...baseColumns,
    masterSku: p.string().length(64),
    cityId: p.string().length(12),
    offers: p.json<PackedOffer[]>(),
    fetchedAt: p.datetime(),
    /** Until when somebody is trusted to be asking the marketplace, so that nobody else does. */
    claimedUntil: p.datetime().nullable(),
  },
});

/** Everyone's offers of a card in a city, as last seen. */
export class CardOffers extends CardOffersSchema.class {}
CardOffersSchema.setClass(CardOffers);
