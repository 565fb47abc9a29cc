import type { CompetitorOffer, DeliveryDuration } from '../../stores/index.ts';
import type { DecisionInput, OfferFilters } from './decision.ts';

/** Whose offers of a card count for a rule. */
export type CountedBy = Pick<DecisionInput, 'offers' | 'ownMerchantId' | 'siblingMerchantIds'> & {
  readonly rule: Pick<DecisionInput['rule'], 'friendlyMerchantIds' | 'excludedMerchantIds' | 'filters'>;
};

/** Filters that let every offer pass. */
export const noFilters: OfferFilters = {
  minRatingTenths: null,
  maxDeliveryDays: null,
  skipsPreorder: false,
  onlyInCity: false,
};

/**
 * The offers a rule reacts to, cheapest first: no own, sibling, friendly or excluded shop, none that a filter keeps out,
 * one offer per shop.
 */
export function countedOffers({ offers, ownMerchantId, siblingMerchantIds, rule }: CountedBy): CompetitorOffer[] {
  const ignored = new Set([
    ownMerchantId,
    ...siblingMerchantIds,
    ...rule.friendlyMerchantIds,
    ...rule.excludedMerchantIds,
  ]);
  return cheapestPerShop(offers.filter((offer) => !ignored.has(offer.merchantId) && passes(offer, rule.filters)));
}

/** The offers of friendly shops and of the company's other stores, cheapest first, whatever the filters say. */
export function friendlyOffers({ offers, ownMerchantId, siblingMerchantIds, rule }: CountedBy): CompetitorOffer[] {
  const friends = new Set([...siblingMerchantIds, ...rule.friendlyMerchantIds]);
  friends.delete(ownMerchantId);
  return cheapestPerShop(offers.filter(({ merchantId }) => friends.has(merchantId)));
}

/** The price the storefront shows for a shop, or undefined when it is not on the card; tiyn. */
export function shownPrice(offers: readonly CompetitorOffer[], merchantId: string): number | undefined {
  const prices = offers.filter((offer) => offer.merchantId === merchantId).map(({ priceTiyn }) => priceTiyn);
  return prices.length === 0 ? undefined : Math.min(...prices);
}

/** Days until an offer is delivered at the latest; "other" is later than any limit (contracts/kaspi.md 3.5). */
const deliveryDays: Readonly<Record<DeliveryDuration, number>> = {
  EXPRESS: 0,
  TODAY: 0,
  TOMORROW: 1,
  TILL_2_DAYS: 2,
  TILL_3_DAYS: 3,
  TILL_5_DAYS: 5,
  TILL_7_DAYS: 7,
  OTHER: Number.POSITIVE_INFINITY,
};

function passes(offer: CompetitorOffer, filters: OfferFilters): boolean {
  const { minRatingTenths, maxDeliveryDays, skipsPreorder, onlyInCity } = filters;
  const isKeptOut =
    (minRatingTenths !== null && isRatedBelow(offer, minRatingTenths)) ||
    (maxDeliveryDays !== null && deliveryDays[offer.deliveryDuration] > maxDeliveryDays) ||
    (skipsPreorder && offer.preorder > 0) ||
    (onlyInCity && !offer.locatedInCity);
  return !isKeptOut;
}

/** The marketplace writes no rating, or 0, for a shop that has none yet. */
function isRatedBelow({ rating }: CompetitorOffer, tenths: number): boolean {
  return Boolean(rating) && Math.round(Number(rating) * 100) < tenths * 10;
}

function cheapestPerShop(offers: readonly CompetitorOffer[]): CompetitorOffer[] {
  const cheapest = new Map<string, CompetitorOffer>();
  for (const offer of offers.filter(({ priceTiyn }) => priceTiyn > 0)) {
    const known = cheapest.get(offer.merchantId);
    if (!known || offer.priceTiyn < known.priceTiyn) {
      cheapest.set(offer.merchantId, offer);
    }
  }
  return [...cheapest.values()].sort(byPriceThenShop);
}

/** Two shops at one price stand in the order of their ids, so that the answer's order never matters. */
function byPriceThenShop(one: CompetitorOffer, other: CompetitorOffer): number {
  return one.priceTiyn - other.priceTiyn || (one.merchantId < other.merchantId ? -1 : 1);
}
