import type { OrderStatus } from '../orders/index.ts';

/** What customers are told of an order. */
export const customerEvents = [
  'order_approved',
  'order_accepted',
  'order_shipped',
  'order_delivered',
  'order_completed',
  'order_cancelled',
  'review_request',
] as const;

/** One of the things customers are told. */
export type CustomerEvent = (typeof customerEvents)[number];

/** Told unless the company says no. */
export const onByDefault: ReadonlySet<CustomerEvent> = new Set(
  customerEvents.filter((event) => event !== 'review_request'),
);

/** What a customer is told of an order that stands there; statuses left out are told to nobody. */
export const eventOfStatus: Partial<Record<OrderStatus, CustomerEvent>> = {
  new: 'order_approved',
  accepted: 'order_accepted',
  // Between two looks an order may go from new to packed; a customer who knows is not told again.
  packed: 'order_accepted',
  handed_over: 'order_shipped',
  completed: 'order_completed',
  cancelled: 'order_cancelled',
};

/** Where an order may stand for what is told of it to be true. */
const trueIn: Readonly<Record<CustomerEvent, readonly OrderStatus[]>> = {
  order_approved: ['new'],
  order_accepted: ['accepted', 'packed'],
  order_shipped: ['handed_over'],
  order_delivered: ['handed_over', 'completed'],
  order_completed: ['completed'],
  order_cancelled: ['cancelled'],
  review_request: ['completed'],
};

/** Whether what is told is true of an order that stands there; what waits and is true no more is not told. */
export function isStillTrue(event: CustomerEvent, status: OrderStatus): boolean {
  return trueIn[event].includes(status);
}

/** What members are told in Telegram; each is rendered when it is sent, from its subject and params. */
export const memberNotices = [
  /** Subject: order. Sent once, edited whenever the order or its messages get further. */
  'order_card',
  /** Subject: order; params `code`, `status`. The marketplace or the buyer moved it. */
  'order_status',
  /** Subject: company and day; no params. */
  'whatsapp_not_linked',
  /** Subject: WhatsApp session; params `state`. It sends nothing until a person does something. */
  'whatsapp_stopped',
  /** Subject: order; params `code`. */
  'whatsapp_number_absent',
  /** Subject: order; params `code`. The marketplace does not show whom to write to. */
  'customer_phone_missing',
  /** Subject: store. */
  'store_token_rejected',
  /** Subject: store; params `reason`. */
  'store_needs_reauth',
  /**
   * Subject: company and day; params: by listing what happened (`floor 390000`, `failed 420000`, `war MobiShop`), by store
   * that its change budget is spent (`budget 37 250 1795252320000`), `more` for the rest.
   */
  'price_news',
  /** Subject: the first move asked about; params: see `PriceQuestion`. Moves of a store that wait for a word each. */
  'prices_held',
  /** Subject: the event; params: see `PriceQuestion`. Too many prices of a store would move at once. */
  'mass_held',
] as const;

/** One of the things members are told. */
export type MemberNotice = (typeof memberNotices)[number];
