import type { CompetitorOffer, DeliveryDuration } from '../../stores/store.ports.ts';
import { isObject, readFlag, readNumber, readText, readTiyn } from './loose-fields.ts';

/**
 * Reads the offers that name a merchant and a price; nothing can be decided from the others. By hand, because it is the hot
 * path: zod took longer for the rows of one card than the request itself.
 */
export function readOffers(rows: readonly unknown[], ownMerchantId?: string): CompetitorOffer[] {
  const offers: CompetitorOffer[] = [];
  for (const row of rows) {
    const offer = isObject(row) ? readOffer(row, ownMerchantId) : undefined;
    if (offer) {
      offers.push(offer);
    }
  }

  return offers;
}

/** One offer of each merchant, its cheapest, cheapest first; offers that come so already are not sorted again. */
export function keepCheapest(offers: CompetitorOffer[]): CompetitorOffer[] {
  const sorted = isSorted(offers) ? offers : offers.toSorted((one, other) => one.priceTiyn - other.priceTiyn);
  const cheapest = new Map<string, CompetitorOffer>();
  for (const offer of sorted) {
    if (!cheapest.has(offer.merchantId)) {
      cheapest.set(offer.merchantId, offer);
    }
  }

  return cheapest.size === sorted.length ? sorted : [...cheapest.values()];
}

function readOffer(row: Record<string, unknown>, ownMerchantId: string | undefined): CompetitorOffer | undefined {
  const merchantId = readText(row.merchantId);
  const priceTiyn = readTiyn(row.price);
  if (merchantId === undefined || priceTiyn === undefined || priceTiyn <= 0) {
    return undefined;
  }

  return {
    merchantId,
    merchantName: readText(row.merchantName) ?? merchantId,
    isOwn: merchantId === ownMerchantId,
    priceTiyn,
    // A shop without reviews is told as rating 0, which is not a bad rating.
    rating: readNumber(row.merchantRating) || undefined,
    reviews: readNumber(row.merchantReviewsQuantity) ?? 0,
    deliveryDuration: durations.get(row.deliveryDuration) ?? 'OTHER',
    preorder: readNumber(row.preorder) ?? 0,
    locatedInCity: readFlag(row.locatedInCity),
    kaspiDelivery: readFlag(row.kaspiDelivery),
  };
}

function isSorted(offers: readonly CompetitorOffer[]): boolean {
  return offers.every(({ priceTiyn }, index) => priceTiyn >= (offers[index - 1]?.priceTiyn ?? 0));
}

const known = [
  'EXPRESS',
  'TODAY',
  'TOMORROW',
  'TILL_2_DAYS',
  'TILL_3_DAYS',
  'TILL_5_DAYS',
  'TILL_7_DAYS',
] as const satisfies readonly DeliveryDuration[];
const durations = new Map<unknown, DeliveryDuration>(known.map((duration) => [duration, duration]));
