import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Database } from '#src/platform/db/database.ts';
import { OfferObservation } from '#src/pricing/history/offer-observation.entity.ts';
import { packOffers } from '#src/pricing/history/pack-offers.ts';
import type { CompetitorOffer } from '#src/stores/index.ts';

/** What a test says of an offer; tenge. */
export type SeenPrices = Readonly<Record<string, number>>;

/** A look at a card as the scan writes it down. */
export interface Seen {
  readonly at: Date;
  readonly masterSku: string;
  readonly cityId?: string;
  readonly offers: SeenPrices;
}

/** Offers by shop and price in tenge. */
export function offersAt(prices: SeenPrices): CompetitorOffer[] {
  return Object.entries(prices).map(([merchantId, price]) => ({
    ...{ merchantId, merchantName: merchantId, isOwn: false, priceTiyn: tenge(price), rating: 4.5, reviews: 10 },
    ...{ deliveryDuration: 'TODAY' as const, preorder: 0, locatedInCity: true, kaspiDelivery: true },
  }));
}

/** Writes looks down as the scan does. */
export async function observe({ inSystem }: Database, looks: readonly Seen[]): Promise<void> {
  await inSystem('write looks of a test down', ({ em }) =>
    em.insertMany(
      OfferObservation,
      looks.map(({ at, masterSku, cityId = '750000000', offers }) => ({
        ...{ id: newId(), seenAt: at, masterSku, cityId, offers: packOffers(offersAt(offers)) },
      })),
    ),
  );
}
