import { defineEntity, p } from '@mikro-orm/core';
import { Listing } from '../catalog/product.entity.ts';
import { Customer } from '../customers/customer.entity.ts';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { companyReference } from '../platform/db/references.ts';
import { Store } from '../stores/store.entity.ts';
import type { MarketplaceOrder } from '../stores/store.ports.ts';
import { canMove, type OrderStatus, orderStatuses } from './order-status.ts';

export { type OrderStatus, orderStatuses } from './order-status.ts';

/** The table of orders. */
export const OrderSchema = defineEntity({
  name: 'Order',
  tableName: 'orders',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'storeId', 'externalId'] }],
  indexes: [{ properties: ['companyId', 'status', 'placedAt'] }],
  properties: {
    ...companyColumns,
    storeId: () => companyReference(Store, 'store_id'),
    customerId: () => companyReference(Customer, 'customer_id').nullable(),
    /** The number people use. */
    externalId: p.string().length(64),
    /** The opaque id that the marketplace's calls need. */
    marketplaceId: p.string().length(128),
    /** Verbatim from the marketplace. */
    marketplaceState: p.string().length(40),
    marketplaceStatus: p.string().length(60),
    status: p.enum(orderStatuses),
    totalTiyn: p.bigint('number'),
    deliveryCostTiyn: p.bigint('number').nullable(),
    deliveryKind: p.string().length(40),
    paymentMode: p.string().length(40).nullable(),
    address: p.text().nullable(),
    placedAt: p.datetime(),
    plannedDeliveryAt: p.datetime().nullable(),
    cancellationReason: p.string().length(100).nullable(),
    /** When the newest look at the marketplace that counts was begun; older looks change nothing. */
    seenAt: p.datetime(),
    /** When it was last asked for by its number, because no tab showed it. */
    followedAt: p.datetime().nullable(),
    /** When the lines were read; they come by a request of their own, which may fail. */
    linesReadAt: p.datetime().nullable(),
    /** Set while our own action is on its way to the marketplace, so that two taps act once. */
    acceptRequestedAt: p.datetime().nullable(),
    cancelRequestedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** What a look at the marketplace did to an order: `stale` when it showed less than was known already. */
export type Observation = 'moved' | 'same' | 'stale';

/** A customer's order. State changes only through its methods. */
export class Order extends OrderSchema.class {
  /** Takes over what a look begun at `at` showed. A look that is older or would lower the status changes nothing. */
  observe(seen: MarketplaceOrder, at: Date): Observation {
    const isMove = seen.orderStatus !== this.status;
    if (at < this.seenAt || (isMove && !canMove(this.status, seen.orderStatus))) {
      return 'stale';
    }

    this.seenAt = at;
    this.status = seen.orderStatus;
    this.marketplaceState = seen.state.slice(0, 40);
    this.marketplaceStatus = seen.status.slice(0, 60);
    this.readTerms(seen);
    return isMove ? 'moved' : 'same';
  }

  /** Fills in what a look tells; what it leaves out stays as it was known. */
  readTerms(seen: MarketplaceOrder): void {
    this.totalTiyn = seen.totalTiyn > 0 ? seen.totalTiyn : this.totalTiyn;
    this.deliveryCostTiyn = seen.deliveryCostTiyn ?? this.deliveryCostTiyn ?? null;
    this.deliveryKind = seen.deliveryKind;
    this.paymentMode = seen.paymentMode?.slice(0, 40) ?? this.paymentMode ?? null;
    this.address = seen.address?.text ?? this.address ?? null;
    this.plannedDeliveryAt = seen.plannedDeliveryAt ?? this.plannedDeliveryAt ?? null;
    this.cancellationReason = seen.cancellationReason?.slice(0, 100) ?? this.cancellationReason ?? null;
  }

  /** Moves on without a look, because the marketplace has just confirmed our own action; false when it is there already. */
  confirm(to: OrderStatus, at: Date): boolean {
    if (!canMove(this.status, to)) {
      return false;
    }

    this.status = to;
    this.seenAt = at;
    return true;
  }

  /** Notes that the lines are known; they carry the sum when the marketplace left it out. */
  knowLines(sumTiyn: number, at: Date): void {
    this.linesReadAt = at;
    this.totalTiyn = this.totalTiyn > 0 ? this.totalTiyn : sumTiyn;
  }
}
OrderSchema.setClass(Order);

/** The table of order lines. */
export const OrderLineSchema = defineEntity({
  name: 'OrderLine',
  tableName: 'order_lines',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'orderId', 'number'] }],
  properties: {
    ...companyColumns,
    orderId: () => companyReference(Order, 'order_id'),
    listingId: () => companyReference(Listing, 'listing_id').nullable(),
    number: p.integer(),
    sku: p.string().length(128).nullable(),
    name: p.string().length(1024),
    quantity: p.float(),
    unitPriceTiyn: p.bigint('number'),
    totalTiyn: p.bigint('number'),
  },
});

/** One line of an order. */
export class OrderLine extends OrderLineSchema.class {}
OrderLineSchema.setClass(OrderLine);

/** The table of order status changes. */
export const OrderStatusChangeSchema = defineEntity({
  name: 'OrderStatusChange',
  tableName: 'order_status_changes',
  ...companyOwned,
  uniques: [companyKey],
  indexes: [{ properties: ['companyId', 'orderId', 'changedAt'] }],
  properties: {
    ...companyColumns,
    orderId: () => companyReference(Order, 'order_id'),
    from: p.enum(orderStatuses).fieldName('from_status').nullable(),
    to: p.enum(orderStatuses).fieldName('to_status'),
    changedAt: p.datetime(),
    /** Member id, or the name of the system part. */
    changedBy: p.string().length(100),
  },
});

/** One change of an order's status. */
export class OrderStatusChange extends OrderStatusChangeSchema.class {}
OrderStatusChangeSchema.setClass(OrderStatusChange);
