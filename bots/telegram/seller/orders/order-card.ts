/** The buttons of an order, in the menu and under its notice. */
import { type CancelReason, cancelReasons } from '#src/orders/index.ts';
import type { Button, Speech } from '../../context.ts';
import { button } from '../../feature.ts';
import { type OrderReader, orderText, reasonIds, type ToldOrder } from './order-words.ts';

/** Who looks at the card, and where it stands. */
export interface CardReader extends OrderReader {
  /** A notice stays where it is and is edited by the house; the menu is the reader's own. */
  readonly place: 'menu' | 'notice';
}

/** A message outside the menu: Telegram HTML and its buttons. */
export interface Card {
  readonly text: string;
  readonly keyboard: readonly (readonly Button[])[];
}

/** Marks buttons that stand under a notice. */
export const UNDER_NOTICE = 'n';

/** The card of an order for one reader. */
export function orderCardFor(speech: Speech, told: ToldOrder, reader: CardReader): Card {
  const { order, messages } = told;
  const mark = reader.place === 'notice' ? [UNDER_NOTICE] : [];
  const isOpen = order.status === 'new' || order.status === 'accepted';
  const failed = messages.filter(({ state }) => state === 'failed' || state === 'unknown').slice(-1);
  const decisions = [
    ...(order.status === 'new' && reader.can('orders.accept')
      ? [button(speech.label('orders-accept-btn'), 'order-accept', order.id, ...mark)]
      : []),
    ...(isOpen && reader.can('orders.cancel')
      ? [button(speech.label('orders-cancel-btn'), 'order-leave', order.id, ...mark)]
      : []),
  ];
  return {
    text: orderText(speech, told),
    keyboard: [
      ...(decisions.length > 0 ? [decisions] : []),
      ...(reader.can('messaging.resend')
        ? failed.map(({ id }) => [button(speech.label('orders-resend-btn'), 'order-resend', id, order.id, ...mark)])
        : []),
    ],
  };
}

/** The button of each reason to cancel; a reason travels as its number. */
export function reasonButtons(speech: Speech, orderId: string): Button[][] {
  return cancelReasons.map((reason, index) => [button(speech.label(reasonIds[reason]), 'cancel-sure', orderId, index)]);
}

/** The reason behind a button, and its words; undefined for a number nobody gave out. */
export function reasonAt(
  speech: Speech,
  index: string | undefined,
): { reason: CancelReason; words: string } | undefined {
  const reason = cancelReasons[Number(index)];
  return reason && { reason, words: speech.label(reasonIds[reason]) };
}
