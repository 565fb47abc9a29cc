import { isOnSale, type Kaspi } from './kaspi.ts';
import { offersOn } from './offer-list.ts';
import { type Order, totalOf } from './order.ts';
import { almaty, type Listing, type Merchant } from './world.ts';

/** What the phones page shows of Kaspi; one merchant's part when it is named. Prices in tenge. */
export function stateView(kaspi: Kaspi, merchantUid: string | undefined): Record<string, unknown> {
  const merchants = [...kaspi.merchants.values()].filter(({ uid }) => merchantUid === undefined || uid === merchantUid);
  const uids = new Set(merchants.map(({ uid }) => uid));
  const addresses = new Set(merchants.flatMap(({ email, phone }) => [email, phone]));
  const orders = [...kaspi.orders.values()].filter((order) => uids.has(order.merchantUid));
  const codes = new Set(orders.map(({ code }) => code));
  const skus = new Set(merchants.flatMap(({ listings }) => [...listings.values()].map(({ masterSku }) => masterSku)));

  return {
    merchants: merchants.map((merchant) => merchantView(kaspi, merchant)),
    cards: [...kaspi.cards.values()]
      .filter(({ masterSku }) => merchantUid === undefined || skus.has(masterSku))
      .map((card) => ({
        masterSku: card.masterSku,
        title: { ru: card.title[0], kk: card.title[1], en: card.title[2] },
        brand: card.brand,
        category: card.category,
        image: `/kaspi/img/${card.masterSku}.png`,
        offers: offersOn(kaspi, card, almaty).map(({ merchantId, merchantName, price, rating }) => ({
          merchantId,
          merchantName,
          price,
          rating,
          isRival: !kaspi.merchants.has(merchantId),
        })),
      })),
    orders: orders.map(orderView),
    mailbox: kaspi.mailbox.filter(({ to, orderCode }) => addresses.has(to) || codes.has(orderCode ?? '')),
  };
}

function merchantView(kaspi: Kaspi, merchant: Merchant): Record<string, unknown> {
  const { uid, name, apiToken, email, password, phone } = merchant;
  return {
    uid,
    name,
    apiToken,
    email,
    password,
    phone,
    points: merchant.points,
    feedUrl: kaspi.feedUrls.get(uid) ?? null,
    changesInHalfHour: kaspi.limits.changesOf(uid),
    isSignedIn: [...kaspi.sessions.cabinet.values()].includes(uid),
    listings: [...merchant.listings.values()].map(listingView),
  };
}

function listingView(listing: Listing): Record<string, unknown> {
  const { sku, masterSku, model, price, cityPrices, updatedAt } = listing;
  return { sku, masterSku, model, price, cityPrices, isOnSale: isOnSale(listing), updatedAt };
}

function orderView(order: Order): Record<string, unknown> {
  const { code, id, merchantUid, createdAt, customer, state, status, assembled, hasWaybill, lines } = order;
  return {
    code,
    id,
    merchantUid,
    createdAt: new Date(createdAt).toISOString(),
    customer,
    state,
    status,
    assembled,
    hasWaybill,
    isTransmitted: order.transmittedAt !== null,
    deliveryMode: order.deliveryMode,
    cancellationReason: order.cancellationReason,
    total: totalOf(order),
    lines: lines.map(({ sku, title, quantity, basePrice }) => ({ sku, title, quantity, basePrice })),
  };
}
