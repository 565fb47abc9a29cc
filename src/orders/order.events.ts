import type { OrderStatus } from './order-status.ts';

declare module '../kernel/events.ts' {
  interface Events {
    /** An order came that was not known and is news to the seller; it may stand beyond `new` already. */
    'order.placed': { orderId: string };
    /** An order was found that is older than the connection of its store; nobody needs to be told. */
    'order.imported': { orderId: string };
    /** The buyer's phone was shown, which no look at the order had shown before. */
    'order.phoneLearnt': { orderId: string };
    'order.statusChanged': { orderId: string; from: OrderStatus; to: OrderStatus };
  }
}
