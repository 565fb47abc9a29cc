import type { CompetitorOffer } from '../../stores/index.ts';
import type { DecisionInput } from './decision.ts';

/** The offers a rule reacts to, cheapest first: no own, sibling, friendly or excluded shop, one offer per shop. */
export function countedOffers({ offers, ownMerchantId, siblingMerchantIds, rule }: DecisionInput): CompetitorOffer[] {
  const ignored = new Set([
    ownMerchantId,
    ...siblingMerchantIds,
    ...rule.friendlyMerchantIds,
    ...rule.excludedMerchantIds,
  ]);
  const cheapest = new Map<string, CompetitorOffer>();
  for (const offer of offers.filter(({ merchantId, priceTiyn }) => !ignored.has(merchantId) && priceTiyn > 0)) {
    const known = cheapest.get(offer.merchantId);
    if (!known || offer.priceTiyn < known.priceTiyn) {
      cheapest.set(offer.merchantId, offer);
    }
  }
  return [...cheapest.values()].sort(byPriceThenShop);
}

/** The price the storefront shows for a shop, or undefined when it is not on the card; tiyn. */
export function shownPrice(offers: readonly CompetitorOffer[], merchantId: string): number | undefined {
  const prices = offers.filter((offer) => offer.merchantId === merchantId).map(({ priceTiyn }) => priceTiyn);
  return prices.length === 0 ? undefined : Math.min(...prices);
}

/** Two shops at one price stand in the order of their ids, so that the answer's order never matters. */
function byPriceThenShop(one: CompetitorOffer, other: CompetitorOffer): number {
  return one.priceTiyn - other.priceTiyn || (one.merchantId < other.merchantId ? -1 : 1);
}
