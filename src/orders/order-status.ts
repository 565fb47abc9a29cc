import type { MarketplaceOrderStatus } from '../stores/index.ts';

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

/** The ways out of each status. The marketplace may skip steps between two looks, so every later one is named. */
const laterStatuses: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  new: ['accepted', 'packed', 'handed_over', 'completed', 'cancelling', 'cancelled', 'returning', 'returned'],
  accepted: ['packed', 'handed_over', 'completed', 'cancelling', 'cancelled', 'returning', 'returned'],
  packed: ['handed_over', 'completed', 'cancelling', 'cancelled', 'returning', 'returned'],
  handed_over: ['completed', 'cancelling', 'cancelled', 'returning', 'returned'],
  // A buyer may keep the goods after all.
  cancelling: ['completed', 'cancelled', 'returning', 'returned'],
  completed: ['returning', 'returned'],
  cancelled: [],
  returning: ['returned'],
  returned: [],
};

/** Tells whether an order may go from one status to another. */
export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  return laterStatuses[from].includes(to);
}

/** Statuses in which nothing more is expected of the marketplace. */
export const finalStatuses: readonly OrderStatus[] = ['completed', 'cancelled', 'returned'];
