import type { CompetitorOffer, DeliveryDuration } from '../../stores/index.ts';

/**
 * An offer as the history keeps it: merchant id, name, price in tiyn, rating or null, reviews, delivery, days of
 * pre-order, and whether it stands in the city (2) and is delivered by the marketplace (1), added up.
 */
export type PackedOffer = readonly [
  merchantId: string,
  merchantName: string,
  priceTiyn: number,
  rating: number | null,
  reviews: number,
  deliveryDuration: DeliveryDuration,
  preorder: number,
  flags: number,
];

const IN_CITY = 2;
const KASPI_DELIVERY = 1;

/** Offers in the short form of the history. */
export function packOffers(offers: readonly CompetitorOffer[]): PackedOffer[] {
  return offers.map((offer) => [
    offer.merchantId,
    offer.merchantName,
    offer.priceTiyn,
    offer.rating ?? null,
    offer.reviews,
    offer.deliveryDuration,
    offer.preorder,
    (offer.locatedInCity ? IN_CITY : 0) + (offer.kaspiDelivery ? KASPI_DELIVERY : 0),
  ]);
}

/** The offers as they were seen. */
export function unpackOffers(packed: readonly PackedOffer[]): CompetitorOffer[] {
  return packed.map(([merchantId, merchantName, priceTiyn, rating, reviews, deliveryDuration, preorder, flags]) => ({
    merchantId,
    merchantName,
    isOwn: false,
    priceTiyn,
    rating: rating ?? undefined,
    reviews,
    deliveryDuration,
    preorder,
    locatedInCity: Boolean(flags & IN_CITY),
    kaspiDelivery: Boolean(flags & KASPI_DELIVERY),
  }));
}
