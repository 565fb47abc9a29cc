/** One of the merchant's own listings. */
export interface MarketplaceListing {
  readonly sku: string;
  /** The number of the card it hangs on; without it competitors cannot be looked up. */
  readonly masterSku?: string | undefined;
  readonly title: string;
  /** Must be sent back unchanged with a price, or the marketplace ignores the change silently. */
  readonly model: string;
  readonly brand?: string | undefined;
  readonly category?: string | undefined;
  readonly priceTiyn?: number | undefined;
  readonly cityPrices: readonly CityPrice[];
  readonly availabilities: readonly PointAvailability[];
  readonly isOnSale: boolean;
  readonly imageUrl?: string | undefined;
  /** Address of the card; absolute. */
  readonly pageUrl?: string | undefined;
  readonly offerId?: string | undefined;
}

/** A price in one city. */
export interface CityPrice {
  readonly cityId: string;
  readonly priceTiyn: number;
}

/** Whether a point sells the listing; the point's name is the long one, `Shop1_PP1`. */
export interface PointAvailability {
  readonly storeId: string;
  readonly isAvailable: boolean;
  readonly preOrderDays?: number | undefined;
  /** Sent only when known: a wrong count takes the offer off sale. */
  readonly stockCount?: number | undefined;
}

/** A pick-up or shipping point. */
export interface MarketplacePoint {
  /** Long name, `Shop1_PP1`. */
  readonly storeId: string;
  readonly name: string;
  readonly cityId?: string | undefined;
  readonly cityName?: string | undefined;
  readonly address?: string | undefined;
  readonly isActive: boolean;
}

/** A price change: one price everywhere, or one per city. Whole tenge, at least 10. */
export type PricePush = {
  readonly merchantUid: string;
  readonly sku: string;
  readonly model: string;
  /** Every point or nothing: a point left out stops selling. */
  readonly availabilities?: readonly PointAvailability[] | undefined;
} & (
  | { readonly priceTiyn: number; readonly cityPrices?: undefined }
  | { readonly cityPrices: readonly CityPrice[]; readonly priceTiyn?: undefined }
);

/** How soon an offer is delivered, fastest first. */
export type DeliveryDuration =
  | 'EXPRESS'
  | 'TODAY'
  | 'TOMORROW'
  | 'TILL_2_DAYS'
  | 'TILL_3_DAYS'
  | 'TILL_5_DAYS'
  | 'TILL_7_DAYS'
  | 'OTHER';

/** Somebody's offer of a card in a city. */
export interface CompetitorOffer {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly isOwn: boolean;
  readonly priceTiyn: number;
  /** 0–5; absent when the shop has none yet. */
  readonly rating?: number | undefined;
  readonly reviews: number;
  readonly deliveryDuration: DeliveryDuration;
  /** Days of pre-order; 0 when in stock. */
  readonly preorder: number;
  readonly locatedInCity: boolean;
  readonly kaspiDelivery: boolean;
}
