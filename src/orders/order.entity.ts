import { defineEntity, p } from '@mikro-orm/core';
import { Listing } from '../catalog/product.entity.ts';
import { Customer } from '../customers/customer.entity.ts';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { companyReference } from '../platform/db/references.ts';
import { Store } from '../stores/store.entity.ts';
import type { MarketplaceOrderStatus } from '../stores/store.ports.ts';

/** Where an order stands, in our words. */
export const orderStatuses = [
  'new',
  'accepted',
  'packed',
  'handed_over',
  'completed',
  'cancelling',
  'cancelled',
  'returning',
  'returned',
] as const satisfies readonly MarketplaceOrderStatus[];

/** Where an order stands, in our words. */
export type OrderStatus = (typeof orderStatuses)[number];

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
    /** Set while our own action is on its way to the marketplace, so that two taps act once. */
    acceptRequestedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A customer's order. State changes only through its methods. */
export class Order extends OrderSchema.class {}
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
