import { html } from 'htm/preact';
import { attempt } from '../core/ask.ts';
import { clock, money, useWords, type WordKey } from '../core/language.ts';
import type { Order } from './kaspi.ts';
import { advanceOrder } from './moves.ts';

const statusWords: Readonly<Record<string, WordKey>> = {
  APPROVED_BY_BANK: 'order.new',
  ACCEPTED_BY_MERCHANT: 'order.accepted',
  COMPLETED: 'order.completed',
  CANCELLED: 'order.cancelled',
  CANCELLING: 'order.cancelling',
  KASPI_DELIVERY_RETURN_REQUESTED: 'order.returning',
  RETURN_ACCEPTED_BY_MERCHANT: 'order.returned',
  RETURNED: 'order.returned',
};

/** The orders as Kaspi keeps them, with what buyer and courier can do next. */
export function OrdersScreen({ orders }: { readonly orders: readonly Order[] }) {
  const t = useWords();
  return html`<div class="kaspi-list">
    ${orders.length === 0 && html`<p class="empty">${t('order.none')}</p>`}
    ${orders.map((order) => html`<${OrderCard} key=${order.code} order=${order} />`)}
  </div>`;
}

function OrderCard({ order }: { readonly order: Order }) {
  const t = useWords();
  const { code, customer } = order;
  return html`<article class="order" aria-label=${code}>
    <header>
      <b>${code}</b><span class=${`order-status order-${order.status.toLowerCase()}`}>${t(statusOf(order))}</span>
      <time datetime=${order.createdAt}>${clock(order.createdAt)}</time>
    </header>
    ${order.lines.map((line) => html`<p key=${line.sku}>${line.quantity} × ${line.title}</p>`)}
    <p class="order-foot"><span>${customer.firstName} ${customer.lastName} · ${customer.phone}</span><b>${money(order.total)}</b></p>
    <div class="order-actions">
      ${movesOf(order).map(
        ([to, word]) =>
          html`<button type="button" class="button" key=${to} onClick=${() => void attempt(() => advanceOrder(code, to))}>
            ${t(word)}
          </button>`,
      )}
    </div>
  </article>`;
}

function statusOf({ status, isTransmitted, assembled }: Order): WordKey {
  if (status === 'ACCEPTED_BY_MERCHANT' && isTransmitted) {
    return 'order.onTheWay';
  }
  if (status === 'ACCEPTED_BY_MERCHANT' && assembled) {
    return 'order.packed';
  }
  return statusWords[status] ?? 'order.other';
}

/** What buyer and courier can do with the order from here. */
function movesOf(order: Order): (readonly [string, WordKey])[] {
  const { status, state, assembled, isTransmitted } = order;
  const isAccepted = status === 'ACCEPTED_BY_MERCHANT';
  const isWithKaspi = state === 'KASPI_DELIVERY';
  const moves: (readonly [boolean, string, WordKey])[] = [
    [isAccepted && state === 'SIGN_REQUIRED', 'signed', 'order.sign'],
    [isAccepted && assembled && !isTransmitted, 'transmitted', 'order.transmit'],
    [isAccepted, 'completed', 'order.deliver'],
    [
      status === 'APPROVED_BY_BANK' || (isAccepted && !assembled) || status === 'CANCELLING',
      'cancelled',
      'order.cancel',
    ],
    [isAccepted && isWithKaspi && isTransmitted, 'cancelling', 'order.askCancel'],
    [status === 'COMPLETED', 'returning', 'order.return'],
    [status === 'KASPI_DELIVERY_RETURN_REQUESTED', 'returned', 'order.returnDone'],
  ];
  return moves.filter(([isPossible]) => isPossible).map(([, to, word]) => [to, word]);
}
