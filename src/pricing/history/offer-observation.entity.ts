import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../kernel/ids.ts';
import type { PackedOffer } from './pack-offers.ts';

/**
 * The global table of every answered look at a card in a city, partitioned by day and indexed by card, city and instant.
 * A migration's own SQL makes it, and two functions that open and drop days; a row of a day that was not opened lies in
 * the default partition.
 */
export const OfferObservationSchema = defineEntity({
  name: 'OfferObservation',
  tableName: 'offer_observations',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => newId()),
    /** When the marketplace was asked. */
    seenAt: p.datetime().primary(),
    masterSku: p.string().length(64),
    cityId: p.string().length(12),
    offers: p.json<PackedOffer[]>(),
  },
});

/** What one look at a card showed. */
export class OfferObservation extends OfferObservationSchema.class {}
OfferObservationSchema.setClass(OfferObservation);

/** The global table of what a card's rivals were like on a day; kept when the day's observations are dropped. */
export const OfferDaySchema = defineEntity({
  name: 'OfferDay',
  tableName: 'offer_days',
  properties: {
    masterSku: p.string().length(64).primary(),
    cityId: p.string().length(12).primary(),
    /** The UTC day. */
    day: p.date().primary(),
    looks: p.integer(),
    /** The cheapest offer's lowest and highest price of the day, and its mean; tiyn. */
    lowestTiyn: p.bigint('number'),
    highestTiyn: p.bigint('number'),
    meanTiyn: p.bigint('number'),
    /** Mean number of offers, in hundredths. */
    offersHundredths: p.integer(),
  },
});

/** A day of a card in a city, rolled up. */
export class OfferDay extends OfferDaySchema.class {}
OfferDaySchema.setClass(OfferDay);
