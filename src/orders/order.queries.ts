import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { orderErrors } from './order.errors.ts';
import { type OrderStatus, orderStatuses } from './order-status.ts';

/** An order as lists show it; money in tiyn. */
export interface OrderView {
  readonly id: string;
  /** The number people use. */
  readonly code: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly status: OrderStatus;
  readonly totalTiyn: number;
  readonly deliveryKind: string;
  readonly placedAt: Date;
  readonly plannedDeliveryAt: Date | null;
  readonly customerId: string | null;
  /** Empty when the marketplace did not tell. */
  readonly customerName: string;
  readonly cancellationReason: string | null;
}

/** One line of an order; money in tiyn. */
export interface OrderLineView {
  readonly name: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly unitPriceTiyn: number;
  readonly totalTiyn: number;
  readonly listingId: string | null;
}

/** One step of an order's history. */
export interface OrderStep {
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly at: Date;
  readonly by: string;
}

/** Everything an order's card shows; its messages are told by messaging. */
export interface OrderCard extends OrderView {
  readonly address: string | null;
  readonly paymentMode: string | null;
  readonly deliveryCostTiyn: number | null;
  /** E.164. */
  readonly customerPhone: string | null;
  /** Verbatim from the marketplace. */
  readonly marketplaceState: string;
  readonly marketplaceStatus: string;
  readonly lines: readonly OrderLineView[];
  readonly history: readonly OrderStep[];
}

/** Which orders to list. */
export interface OrderFilter {
  readonly statuses?: readonly OrderStatus[] | undefined;
  readonly storeId?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of orders and the cursor of the next one. */
export interface OrderPage {
  readonly orders: readonly OrderView[];
  readonly next: string | null;
}

/** Orders, newest first, in keyset pages of at most 100. @throws permission.forbidden */
export async function listOrders(scope: Scope, filter: OrderFilter = {}): Promise<OrderPage> {
  assertCan(scope, 'orders.read');
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 20), 1), 100);
  const { statuses = orderStatuses, storeId, after } = filter;
  const rows = await selectOrders(
    scope,
    `o.status in (${statuses.map(() => '?').join(', ') || 'null'}) and (?::uuid is null or o.store_id = ?)
     and (?::uuid is null or (o.placed_at, o.id) < (select a.placed_at, a.id from orders a where a.id = ?))
     order by o.placed_at desc, o.id desc limit ?`,
    [...statuses, storeId ?? null, storeId ?? null, after ?? null, after ?? null, limit + 1],
  );
  const orders = rows.slice(0, limit);
  return { orders, next: rows.length > limit ? (orders.at(-1)?.id ?? null) : null };
}

/** How many orders stand in each status; statuses without orders are 0. @throws permission.forbidden */
export async function countOrdersByStatus(scope: Scope): Promise<Readonly<Record<OrderStatus, number>>> {
  assertCan(scope, 'orders.read');
  const rows = await scope.em.execute<{ status: OrderStatus; count: number }[]>(
    'select status, count(*)::int as count from orders group by status',
  );
  const counts = Object.fromEntries(orderStatuses.map((status) => [status, 0])) as Record<OrderStatus, number>;
  for (const { status, count } of rows) {
    counts[status] = count;
  }
  return counts;
}

/** How many orders were placed since an instant and what they come to, cancelled ones left out. @throws permission.forbidden */
export async function sumOrdersSince(scope: Scope, since: Date): Promise<{ count: number; totalTiyn: number }> {
  assertCan(scope, 'orders.read');
  const [row] = await scope.em.execute<{ count: number; totalTiyn: number }[]>(
    `select count(*)::int as count, coalesce(sum(total_tiyn), 0)::float8 as "totalTiyn"
     from orders where placed_at >= ? and status not in ('cancelling', 'cancelled')`,
    [since],
  );
  return row ?? { count: 0, totalTiyn: 0 };
}

/** The order with the number people use; undefined when there is none. @throws permission.forbidden */
export async function findOrderByCode(scope: Scope, code: string): Promise<OrderView | undefined> {
  assertCan(scope, 'orders.read');
  const [order] = await selectOrders(scope, 'o.external_id = ? order by o.placed_at desc limit 1', [code.trim()]);
  return order;
}

/** One order as lists show it. @throws order.notFound */
export async function findOrder(scope: Scope, orderId: string): Promise<OrderView> {
  const [order] = await selectOrders(scope, 'o.id = ?', [orderId]);
  if (!order) {
    throw orderErrors.notFound();
  }
  return order;
}

/** Where an order stands now; undefined when there is no such order. */
export async function findOrderStatus({ em }: Scope, orderId: string): Promise<OrderStatus | undefined> {
  const [row] = await em.execute<{ status: OrderStatus }[]>('select status from orders where id = ?', [orderId]);
  return row?.status;
}

/** One order with its lines, customer and history. @throws order.notFound, permission.forbidden */
export async function orderCard(scope: Scope, orderId: string): Promise<OrderCard> {
  assertCan(scope, 'orders.read');
  const order = await findOrder(scope, orderId);
  const [more] = await scope.em.execute<MoreOfOrder[]>(
    `select o.address, o.payment_mode as "paymentMode", o.delivery_cost_tiyn::float8 as "deliveryCostTiyn",
       o.marketplace_state as "marketplaceState", o.marketplace_status as "marketplaceStatus",
       (select a.value from customer_addresses a where a.company_id = o.company_id and a.customer_id = o.customer_id
         and a.kind = 'phone' order by a.id limit 1) as "customerPhone"
     from orders o where o.id = ?`,
    [orderId],
  );
  if (!more) {
    throw orderErrors.notFound();
  }
  return { ...order, ...more, lines: await linesOf(scope, orderId), history: await historyOf(scope, orderId) };
}

type MoreOfOrder = Omit<OrderCard, keyof OrderView | 'lines' | 'history'>;

async function selectOrders({ em }: Scope, where: string, params: readonly unknown[]): Promise<OrderView[]> {
  const rows = await em.execute<(OrderView & { placedAt: string; plannedDeliveryAt: string | null })[]>(
    `select o.id, o.external_id as code, o.store_id as "storeId", s.name as "storeName", o.status,
       o.total_tiyn::float8 as "totalTiyn", o.delivery_kind as "deliveryKind", o.placed_at as "placedAt",
       o.planned_delivery_at as "plannedDeliveryAt", o.customer_id as "customerId",
       coalesce(c.name, '') as "customerName", o.cancellation_reason as "cancellationReason"
     from orders o join stores s on s.company_id = o.company_id and s.id = o.store_id
     left join customers c on c.company_id = o.company_id and c.id = o.customer_id
     where ${where}`,
    [...params],
  );
  return rows.map((row) => ({
    ...row,
    placedAt: new Date(row.placedAt),
    plannedDeliveryAt: row.plannedDeliveryAt === null ? null : new Date(row.plannedDeliveryAt),
  }));
}

async function linesOf({ em }: Scope, orderId: string): Promise<OrderLineView[]> {
  return em.execute<OrderLineView[]>(
    `select name, sku, quantity::float8 as quantity, unit_price_tiyn::float8 as "unitPriceTiyn",
       total_tiyn::float8 as "totalTiyn", listing_id as "listingId"
     from order_lines where order_id = ? order by number`,
    [orderId],
  );
}

async function historyOf({ em }: Scope, orderId: string): Promise<OrderStep[]> {
  const rows = await em.execute<(OrderStep & { at: string })[]>(
    `select from_status as "from", to_status as "to", changed_at as at, changed_by as by
     from order_status_changes where order_id = ? order by changed_at, from_status is not null, id`,
    [orderId],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
