import type { Words } from './product-line.ts';

/** Almaty, the city any unknown city answers as. */
export const almaty = '750000000';
export const astana = '710000000';

/** A product card of the storefront, shared by every shop that sells it. */
export interface Card {
  readonly masterSku: string;
  readonly title: Words;
  readonly brand: string;
  readonly category: string;
  /** Path of the page below the host, e.g. /p/kettle-104990001/. */
  readonly path: string;
  readonly rivals: RivalOffer[];
}

/** Another shop's offer on a card; prices in tenge. */
export interface RivalOffer {
  merchantId: string;
  merchantName: string;
  merchantSku: string;
  price: number;
  /** Prices that differ from `price`, by city. */
  cityPrices: Record<string, number>;
  rating: number | null;
  reviews: number;
  deliveryDuration: string;
  kaspiDelivery: boolean;
  preorder: number;
  purchases: number;
}

/** A place of a merchant from which goods leave. */
export interface Point {
  /** PP1, PP2…; JSON endpoints carry it as `<merchant>_PP1`. */
  readonly name: string;
  readonly city: string;
  readonly street: string;
}

/** Whether an offer is sold from a point. */
export interface Availability {
  storeId: string;
  available: 'yes' | 'no';
  preOrder: number;
  stockCount: number | null;
}

/** A merchant's own offer as the cabinet keeps it; prices in whole tenge. */
export interface Listing {
  readonly sku: string;
  readonly masterSku: string;
  readonly model: string;
  readonly brand: string;
  readonly category: string;
  price: number;
  cityPrices: Record<string, number>;
  availabilities: Availability[];
  updatedAt: string;
}

/** A merchant that uses the cabinet and the Shop API. */
export interface Merchant {
  readonly uid: string;
  readonly name: string;
  readonly rating: number;
  readonly reviews: number;
  apiToken: string;
  email: string;
  password: string;
  /** E.164. */
  phone: string;
  readonly points: readonly Point[];
  readonly listings: Map<string, Listing>;
}

/** A product of the demo company. */
export interface DemoProduct {
  readonly sku: string;
  readonly masterSku: string;
  readonly nameRu: string;
  readonly nameKk: string;
  readonly nameEn: string;
  readonly brand: string;
  readonly category: string;
  readonly priceTenge: number;
  readonly costTenge: number;
  /** Path below the Kaspi base URL. */
  readonly image: string;
}

/** What a person needs to play a merchant. */
export interface DemoMerchant {
  readonly uid: string;
  readonly name: string;
  readonly apiToken: string;
  readonly email: string;
  readonly password: string;
  readonly phone: string;
  readonly products: readonly DemoProduct[];
}

/** A buyer with a +7 7xx phone in E.164. */
export interface DemoCustomer {
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
}

/** The seeded world: always the same for the same seed. */
export interface DemoWorld {
  readonly technomart: DemoMerchant;
  readonly aigulStore: DemoMerchant;
  /** The owner of the demo company in Telegram. */
  readonly owner: { readonly telegramUserId: number; readonly phone: string; readonly firstName: string };
  readonly customers: readonly DemoCustomer[];
  readonly cards: readonly Card[];
}
