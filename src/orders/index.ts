export { acceptOrder } from './accept-order.ts';
export { type CancelReason, cancelOrder, cancelReasons } from './cancel-order.ts';
export type { ChangedOrder } from './change-order.ts';
export { orderErrors } from './order.errors.ts';
export type {} from './order.events.ts';
export { ordersJobs } from './order.jobs.ts';
export {
  demoOrderSettings,
  liveOrderSettings,
  type OrderDeps,
  type OrderJobDeps,
  type OrderSettings,
} from './order.ports.ts';
export {
  countOrdersByStatus,
  findOrder,
  findOrderByCode,
  findOrderStatus,
  listOrders,
  type OrderCard,
  type OrderFilter,
  type OrderLineView,
  type OrderPage,
  type OrderStep,
  type OrderView,
  orderCard,
  sumOrdersSince,
} from './order.queries.ts';
export { orderReactions } from './order.reactions.ts';
export { type OrderStatus, orderStatuses } from './order-status.ts';
export { pollNow } from './poll-now.ts';
export type { PollDeps, PollResult } from './poll-store.ts';
export { switchOrders } from './switch-orders.ts';
