import type { Kaspi } from './kaspi.ts';
import { isOnSale } from './kaspi.ts';
import { streets } from './names.seed.ts';
import { idOf, type NewOrder, type Order, type OrderLine } from './order.ts';
import type { Merchant } from './world.ts';
import { almaty } from './world.ts';

/** Creates an order as a buyer would: paid, waiting for the merchant. @throws Error naming what doesn't exist */
export function placeOrder(kaspi: Kaspi, wanted: NewOrder): Order {
  const merchant = kaspi.merchants.get(wanted.merchantUid);
  if (!merchant) {
    throw new Error(`no merchant ${wanted.merchantUid}`);
  }

  const code = freshCode(kaspi);
  const city = wanted.city ?? merchant.points[0]?.city ?? almaty;
  const order: Order = {
    code,
    id: idOf(code),
    merchantUid: merchant.uid,
    createdAt: wanted.createdAt ? Date.parse(wanted.createdAt) : Number(kaspi.now()),
    lines: linesOf(kaspi, merchant, wanted.lines),
    customer: wanted.customer ?? kaspi.random.pick(kaspi.demo.customers),
    deliveryMode: wanted.deliveryMode,
    isKaspiDelivery: wanted.isKaspiDelivery ?? wanted.deliveryMode.startsWith('DELIVERY_REGIONAL'),
    paymentMode: wanted.paymentMode,
    preOrder: wanted.preOrder,
    express: wanted.express,
    city,
    address: {
      street: kaspi.random.pick(streets[city] ?? ['улица Абая']),
      house: String(kaspi.random.between(1, 120)),
      apartment: String(kaspi.random.between(1, 90)),
    },
    pointName: merchant.points.find((point) => point.city === city)?.name ?? 'PP1',
    signatureRequired: wanted.signatureRequired,
    state: 'NEW',
    status: 'APPROVED_BY_BANK',
    assembled: false,
    arrived: false,
    returnedToWarehouse: false,
    transmittedAt: null,
    waybillNumber: null,
    hasWaybill: false,
    securityCode: null,
    cancellationReason: null,
  };
  kaspi.orders.set(code, order);
  emitOrder(kaspi, 'order.created', order);
  return order;
}

/** Tells pages that an order is new or has changed. */
export function emitOrder(kaspi: Kaspi, kind: 'order.created' | 'order.changed', order: Order): void {
  const { merchantUid, code, state, status } = order;
  kaspi.emit(kind, { merchantUid, code, state, status });
}

function linesOf(kaspi: Kaspi, merchant: Merchant, wanted: NewOrder['lines']): OrderLine[] {
  const lines = wanted ?? [{ sku: randomSku(kaspi, merchant), quantity: 1 }];
  return lines.map(({ sku, quantity }) => {
    const listing = merchant.listings.get(sku);
    if (!listing) {
      throw new Error(`merchant ${merchant.uid} has no offer ${sku}`);
    }
    const { masterSku, model, brand, category, price } = listing;
    return { sku, masterSku, title: model, brand, category, quantity, basePrice: price };
  });
}

function randomSku(kaspi: Kaspi, merchant: Merchant): string {
  const onSale = [...merchant.listings.values()].filter(isOnSale);
  if (onSale.length === 0) {
    throw new Error(`merchant ${merchant.uid} has nothing on sale`);
  }
  return kaspi.random.pick(onSale).sku;
}

function freshCode(kaspi: Kaspi): string {
  const code = String(kaspi.random.between(300_000_000, 999_999_999));
  return kaspi.orders.has(code) ? freshCode(kaspi) : code;
}
