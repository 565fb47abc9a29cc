/** An order in words: its card, and how far its customer's messages got. */
import { formatTenge } from '#src/kernel/money.ts';
import { clip } from '#src/kernel/text.ts';
import { listSubjectMessages, type MessageView } from '#src/messaging/index.ts';
import { type CancelReason, cancelReasons, type OrderCard, type OrderStatus, orderCard } from '#src/orders/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { html } from '#src/platform/telegram/html.ts';
import type { Speech } from '../../context.ts';

/** An order with what its customer was told, as one reader may see it. */
export interface ToldOrder {
  /** Without the customer's phone for a reader who may not read customers. */
  readonly order: OrderCard;
  /** Whether there is a phone to write to, seen or not. */
  readonly hasPhone: boolean;
  readonly messages: readonly MessageView[];
}

const MAX_LINES = 15;
const LINE_NAME = 90;
const SHOWN_MESSAGES = 4;

/** Who reads an order: the scope's actor, or the member whom the house tells it. */
export interface OrderReader {
  can(action: string): boolean;
}

/** Reads an order for its reader's card. @throws order.notFound, permission.forbidden */
export async function readOrder(scope: Scope, orderId: string, reader: OrderReader): Promise<ToldOrder> {
  const { customerPhone, ...order } = await orderCard(scope, orderId);
  return {
    order: { ...order, customerPhone: reader.can('customers.read') ? customerPhone : null },
    hasPhone: customerPhone !== null,
    messages: await listSubjectMessages(scope, orderId),
  };
}

/** `handed_over` as the ids of its words spell it. */
export function statusWord(status: OrderStatus): string {
  return status.replaceAll('_', '-');
}

/** The card of an order as Telegram HTML. */
export function orderText(speech: Speech, { order, hasPhone, messages }: ToldOrder): string {
  const groups = [
    [
      speech.t('orders-card-title', {
        code: order.code,
        status: speech.label(`orders-status-${statusWord(order.status)}`),
      }),
      ...customerLines(order),
      ...(hasPhone ? [] : [speech.t('orders-card-no-phone')]),
    ],
    [...itemLines(speech, order), speech.t('orders-card-total', { total: formatTenge(order.totalTiyn) })],
    [
      ...deliveryLines(speech, order),
      speech.t('orders-card-placed', { store: order.storeName, at: speech.moment(order.placedAt) }),
    ],
    messages.slice(-SHOWN_MESSAGES).flatMap((message) => messageLines(speech, message)),
  ];
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.join('\n'))
    .join('\n\n');
}

function customerLines({ customerName, customerPhone, address }: OrderCard): string[] {
  const who = [customerName, customerPhone ?? ''].filter(Boolean).join(' · ');
  return [who, address ?? ''].filter(Boolean).map((line) => html`${line}`.text);
}

function itemLines(speech: Speech, { lines }: OrderCard): string[] {
  const shown = lines
    .slice(0, MAX_LINES)
    .map(({ name, quantity, totalTiyn }) =>
      speech.t('orders-card-line', { quantity, name: clip(name, LINE_NAME), total: formatTenge(totalTiyn) }),
    );
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, speech.t('orders-card-more', { count: more })] : shown;
}

/** The ways of delivery that have words of their own. */
const deliveryKinds = ['kaspi-delivery', 'postomat', 'own-pickup', 'own-courier'] as const;

function deliveryLines(
  speech: Speech,
  { deliveryKind, plannedDeliveryAt, cancellationReason, status }: OrderCard,
): string[] {
  const isOver = status === 'cancelled' || status === 'cancelling';
  const known = deliveryKinds.find((one) => one === deliveryKind) ?? 'unknown';
  const kind = speech.t(`orders-delivery-${known}`);
  const by = plannedDeliveryAt && speech.t('orders-card-deliver-by', { at: speech.moment(plannedDeliveryAt) });
  return [
    ...(isOver ? [] : [by ? `${kind} · ${by}` : kind]),
    ...(isOver && cancellationReason ? [reasonLine(speech, cancellationReason)] : []),
  ];
}

/** The words of the reasons a seller gives; they are buttons too. */
export const reasonIds: Readonly<Record<CancelReason, string>> = {
  BUYER_CANCELLATION_BY_MERCHANT: 'orders-reason-buyer-btn',
  BUYER_NOT_REACHABLE: 'orders-reason-no-answer-btn',
  MERCHANT_OUT_OF_STOCK: 'orders-reason-out-of-stock-btn',
};

/** A reason the house does not know is shown as the marketplace wrote it. */
function reasonLine(speech: Speech, reason: string): string {
  const known = cancelReasons.find((one) => one === reason);
  return speech.t('orders-card-reason', { reason: known ? speech.label(reasonIds[known]) : reason });
}

const ticks: Readonly<Partial<Record<MessageView['state'], string>>> = {
  queued: '🕓',
  sending: '🕓',
  sent: '✓',
  delivered: '✓✓',
  read: '✓✓',
  failed: '⛔',
  unknown: '⚠️',
};

/** What the customer was told and how far it got; a message taken back is not told. */
function messageLines(speech: Speech, message: MessageView): string[] {
  const tick = ticks[message.state];
  if (tick === undefined) {
    return [];
  }

  const event = speech.label(`orders-told-${message.event.replaceAll('_', '-')}`);
  const at = message.readAt ?? message.deliveredAt ?? message.sentAt;
  const standing = speech.t(standingId(message));
  return [speech.t('orders-told', { event, standing: `${tick} ${standing}${at ? ` ${speech.moment(at)}` : ''}` })];
}

const knownTroubles: Readonly<Record<string, string>> = {
  whatsapp_not_linked: 'orders-message-not-linked',
  not_on_whatsapp: 'orders-message-absent',
  quiet_hours: 'orders-message-quiet',
};

function standingId({ state, lastError }: MessageView): string {
  const trouble = state === 'queued' || state === 'failed' ? knownTroubles[lastError ?? ''] : undefined;
  return trouble ?? `orders-message-${state}`;
}
