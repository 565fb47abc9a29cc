import type { Kaspi } from './kaspi.ts';
import { isOnSale } from './kaspi.ts';
import { cities } from './names.seed.ts';
import { almaty, type Card, type Listing, type Merchant } from './world.ts';

/** An offer on a card as one city sees it; price in tenge. */
export interface CityOffer {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly merchantSku: string;
  readonly price: number;
  readonly rating: number | null;
  readonly reviews: number;
  readonly deliveryDuration: string;
  readonly kaspiDelivery: boolean;
  readonly preorder: number;
  readonly purchases: number;
}

/** Every offer on a card in a city, cheapest first, merchants of the cabinet included. An unknown city is Almaty. */
export function offersOn(kaspi: Kaspi, card: Card, wantedCity: string): CityOffer[] {
  const city = cities.some(([code]) => code === wantedCity) ? wantedCity : almaty;
  const rivals = card.rivals.map(({ cityPrices, ...rival }) => ({ ...rival, price: cityPrices[city] ?? rival.price }));
  const own = [...kaspi.merchants.values()].flatMap((merchant) =>
    listingsOf(merchant, card)
      .filter((listing) => isSoldIn(merchant, listing, city))
      .map((listing) => ownOffer(merchant, listing, city)),
  );
  return [...rivals, ...own].sort((one, other) => one.price - other.price);
}

/** A merchant's shelf is set up once, so its listings are found by card without a walk. */
const shelves = new WeakMap<Merchant, Map<string, Listing[]>>();

function listingsOf(merchant: Merchant, { masterSku }: Card): Listing[] {
  const shelf = shelves.get(merchant) ?? Map.groupBy(merchant.listings.values(), (listing) => listing.masterSku);
  shelves.set(merchant, shelf);
  return shelf.get(masterSku) ?? [];
}

/** A city with a point of the merchant buys from that point; other cities buy from any. */
function isSoldIn(merchant: Merchant, listing: Listing, city: string): boolean {
  const local = merchant.points.filter((point) => point.city === city).map(({ name }) => `${merchant.uid}_${name}`);
  if (local.length === 0) {
    return isOnSale(listing);
  }
  return listing.availabilities.some(({ storeId, available }) => available === 'yes' && local.includes(storeId));
}

function ownOffer(merchant: Merchant, listing: Listing, city: string): CityOffer {
  const isLocal = merchant.points.some((point) => point.city === city);
  return {
    merchantId: merchant.uid,
    merchantName: merchant.name,
    merchantSku: listing.sku,
    price: listing.cityPrices[city] ?? listing.price,
    rating: merchant.rating,
    reviews: merchant.reviews,
    deliveryDuration: isLocal ? 'TOMORROW' : 'TILL_5_DAYS',
    kaspiDelivery: true,
    preorder: Math.max(0, ...listing.availabilities.map(({ preOrder }) => preOrder)),
    purchases: 12,
  };
}
