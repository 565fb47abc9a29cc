import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import { acceptOrder } from './accept-order.ts';
import { cancelOrder, cancelReasons } from './cancel-order.ts';
import type { OrderDeps } from './order.ports.ts';
import { countOrdersByStatus, listOrders, orderCard } from './order.queries.ts';
import { orderStatuses } from './order-status.ts';

const OrderReply = z.object({
  id: z.uuid(),
  code: z.string().describe('The number people use.'),
  storeId: z.uuid(),
  storeName: z.string(),
  status: z.enum(orderStatuses),
  totalTiyn: z.number().int(),
  deliveryKind: z.string(),
  placedAt: z.date(),
  plannedDeliveryAt: z.date().nullable(),
  customerId: z.uuid().nullable(),
  customerName: z.string().describe('Empty when the marketplace did not tell.'),
  cancellationReason: z.string().nullable(),
});

const CardReply = OrderReply.extend({
  address: z.string().nullable(),
  paymentMode: z.string().nullable(),
  deliveryCostTiyn: z.number().int().nullable(),
  customerPhone: z.string().nullable().describe('E.164; only for roles that may read customers.'),
  lines: z.array(
    z.object({
      name: z.string(),
      sku: z.string().nullable(),
      quantity: z.number(),
      unitPriceTiyn: z.number().int(),
      totalTiyn: z.number().int(),
      listingId: z.uuid().nullable(),
    }),
  ),
  history: z.array(
    z.object({ from: z.enum(orderStatuses).nullable(), to: z.enum(orderStatuses), at: z.date(), by: z.string() }),
  ),
});

const ChangeReply = z.object({
  outcome: z
    .enum(['done', 'already', 'busy', 'refused'])
    .describe('`already`: it stood there; `busy`: somebody else is at it; `refused`: the marketplace did not agree.'),
  order: OrderReply,
});

const placedAt = new Date('2026-11-21T09:20:00Z');
const orderExample = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20',
  code: '790686780',
  storeId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11',
  storeName: 'TechnoMart',
  status: 'new',
  totalTiyn: 499_000,
  deliveryKind: 'KASPI_DELIVERY',
  placedAt,
  plannedDeliveryAt: null,
  customerId: null,
  customerName: 'Aigerim S.',
  cancellationReason: null,
} as const;
const lineExample = { name: 'iPhone 15 case', sku: 'CASE-15-CLEAR', quantity: 1, listingId: null };

const params = z.object({ id: z.uuid() });

/** Several statuses in one word: `new,accepted`. */
const statusList = z
  .string()
  .regex(/^[a-z_]+(,[a-z_]+)*$/)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(orderStatuses)))
  .describe(`One or more of ${orderStatuses.join(', ')}, with commas between them.`);

/** The company's orders and what can be done with them. */
export function orderRoutes(deps: Pick<OrderDeps, 'marketplace'>): Route[] {
  return [ordersRoute, countsRoute, orderRoute, acceptRoute(deps), cancelRoute(deps)];
}

const ordersRoute = route({
  method: 'get',
  path: '/orders',
  can: 'orders.read',
  summary: 'Orders, newest first',
  query: z.object({
    status: statusList.optional(),
    storeId: z.uuid().optional(),
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(OrderReply), next: z.string().nullable() }),
  example: { items: [orderExample], next: null },
  handle: async (scope, { query: { status, ...filter } }) => {
    const { orders, next } = await listOrders(scope, { ...filter, statuses: status });
    return { items: [...orders], next };
  },
});

const countsRoute = route({
  method: 'get',
  path: '/orders-summary',
  can: 'orders.read',
  summary: 'How many orders stand in which status',
  reply: z.record(z.enum(orderStatuses), z.number().int()),
  example: {
    ...{ new: 3, accepted: 5, packed: 1, handed_over: 4, completed: 120 },
    ...{ cancelling: 0, cancelled: 6, returning: 0, returned: 1 },
  },
  handle: async (scope) => ({ ...(await countOrdersByStatus(scope)) }),
});

const orderRoute = route({
  method: 'get',
  path: '/orders/:id',
  can: 'orders.read',
  summary: 'One order with its lines and history',
  params,
  reply: CardReply,
  example: {
    ...orderExample,
    ...{ address: 'Almaty, Abay 1', paymentMode: 'PREPAID', deliveryCostTiyn: 0, customerPhone: '+77011234567' },
    lines: [{ ...lineExample, unitPriceTiyn: 499_000, totalTiyn: 499_000 }],
    history: [{ from: null, to: 'new', at: placedAt, by: 'orders.poll' }],
  },
  handle: async (scope, { params: { id } }) => {
    const card = await orderCard(scope, id);
    const mayCall = scope.actor.can('customers.read');
    return {
      ...card,
      customerPhone: mayCall ? card.customerPhone : null,
      lines: [...card.lines],
      history: [...card.history],
    };
  },
});

const acceptRoute = (deps: Pick<OrderDeps, 'marketplace'>) =>
  route({
    method: 'post',
    path: '/orders/:id/accept',
    can: 'orders.accept',
    summary: 'Accepts a new order on the marketplace; an accepted one is told as it stands',
    params,
    reply: ChangeReply,
    example: { outcome: 'done', order: { ...orderExample, status: 'accepted' } },
    act: ({ inCompany }, { params: { id } }) => acceptOrder({ ...deps, inCompany }, { orderId: id }),
  });

const cancelRoute = (deps: Pick<OrderDeps, 'marketplace'>) =>
  route({
    method: 'post',
    path: '/orders/:id/cancel',
    can: 'orders.cancel',
    summary: 'Cancels an order on the marketplace; a cancelled one is told as it stands',
    params,
    body: z.object({ reason: z.enum(cancelReasons), comment: z.string().trim().max(500).optional() }),
    reply: ChangeReply,
    example: { outcome: 'done', order: { ...orderExample, status: 'cancelled' } },
    act: ({ inCompany }, { params: { id }, body }) => cancelOrder({ ...deps, inCompany }, { orderId: id, ...body }),
  });
