/** One order in the menu, and the way to cancel it: a reason, then a confirmation. */
import { findOrder } from '#src/orders/index.ts';
import { button, screen } from '../../feature.ts';
import { orderCardFor, reasonAt, reasonButtons } from './order-card.ts';
import { readOrder } from './order-words.ts';
import { groupOf } from './orders.screen.ts';

/** The card; Back leads to the list the order stands in. */
export const orderScreen = screen(
  'order',
  async (ctx, [orderId]) => {
    const told = await ctx.inCompany((scope) => readOrder(scope, String(orderId), ctx.visitor));
    const { can } = ctx.visitor;
    const { text, keyboard } = orderCardFor(ctx, told, { can, place: 'menu' });
    return {
      text,
      keyboard: [...keyboard, [button(ctx.label('orders-refresh-btn'), 'order', told.order.id)]],
      back: ['orders', groupOf(told.order.status)],
    };
  },
  { can: 'orders.read' },
);

/** Why the order is cancelled. */
export const cancelScreen = screen(
  'order-cancel',
  async (ctx, [orderId]) => {
    const { id, code } = await ctx.inCompany((scope) => findOrder(scope, String(orderId)));
    return {
      text: ctx.t('orders-cancel-question', { code }),
      keyboard: reasonButtons(ctx, id),
      back: ['order', id],
    };
  },
  { can: 'orders.cancel' },
);

/** Asks once more: a cancelled order does not come back. */
export const cancelSureScreen = screen(
  'cancel-sure',
  async (ctx, [orderId, index]) => {
    const { id, code } = await ctx.inCompany((scope) => findOrder(scope, String(orderId)));
    const chosen = reasonAt(ctx, index);
    return {
      text: ctx.t('orders-cancel-sure', { code, reason: chosen?.words ?? '' }),
      keyboard: chosen
        ? [[button(ctx.label('orders-cancel-yes-btn'), 'cancel-do', id, String(index))]]
        : reasonButtons(ctx, id),
      back: ['order', id],
    };
  },
  { can: 'orders.cancel' },
);
