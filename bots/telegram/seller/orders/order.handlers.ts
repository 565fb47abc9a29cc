/** What the buttons of an order do; under a notice they edit the notice, in the menu they stay in the menu. */
import { Composer } from 'grammy';
import { resendMessage } from '#src/messaging/index.ts';
import { acceptOrder, type ChangedOrder, cancelOrder, findOrderByCode } from '#src/orders/index.ts';
import type { BotContext } from '../../context.ts';
import { action, type TapAction } from '../../feature.ts';
import { inlineButton } from '../../menu.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { orderCardFor, reasonAt, UNDER_NOTICE } from './order-card.ts';
import { readOrder } from './order-words.ts';
import { statusLabel } from './orders.screen.ts';

/** Accepting, cancelling and sending a message anew. */
export function orderActions({ marketplace }: Pick<SellerDeps, 'marketplace'>): TapAction[] {
  return [
    action(
      'order-accept',
      async (ctx, [orderId, mark]) => {
        const changed = await acceptOrder({ inCompany: ctx.inCompany, marketplace }, { orderId: String(orderId) });
        await tell(ctx, changed);
        await redraw(ctx, String(orderId), mark);
      },
      { can: 'orders.accept' },
    ),
    action('order-leave', askReason, { can: 'orders.cancel' }),
    action(
      'cancel-do',
      async (ctx, [id, index]) => {
        const orderId = String(id);
        const chosen = reasonAt(ctx, index);
        if (chosen) {
          const { reason } = chosen;
          await tell(ctx, await cancelOrder({ inCompany: ctx.inCompany, marketplace }, { orderId, reason }));
        }
        await ctx.menu.show('order', orderId);
      },
      { can: 'orders.cancel' },
    ),
    action(
      'order-resend',
      async (ctx, [messageId, orderId, mark]) => {
        await ctx.inCompany((scope) => resendMessage(scope, { messageId: String(messageId) }));
        await redraw(ctx, String(orderId), mark);
      },
      { can: 'messaging.resend' },
    ),
  ];
}

/** The number of an order, typed by itself, opens its card. */
export function orderNumbers(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.hears(/^\s*№?\s*(\d{6,15})\s*$/, async (ctx, next) => {
    const code = String(ctx.match[1]);
    const isMember = ctx.visitor.companyId !== undefined && ctx.visitor.can('orders.read');
    const order = isMember ? await ctx.inCompany((scope) => findOrderByCode(scope, code)) : undefined;
    await (order ? ctx.menu.showBelow('order', order.id) : next());
  });
  return composer;
}

/** A notice belongs to the house, so the questions go to the menu below it. */
async function askReason(ctx: BotContext, [orderId, mark]: readonly string[]): Promise<void> {
  const id = String(orderId);
  await (mark === UNDER_NOTICE ? ctx.menu.showBelow('order-cancel', id) : ctx.menu.show('order-cancel', id));
}

/** Says what the card alone would not: that somebody else was faster, or that Kaspi did not agree. */
async function tell(ctx: BotContext, { outcome, order }: ChangedOrder): Promise<void> {
  if (outcome !== 'done') {
    await ctx.reply(ctx.t(`orders-outcome-${outcome}`, { code: order.code, status: statusLabel(ctx, order.status) }));
  }
}

async function redraw(ctx: BotContext, orderId: string, mark: string | undefined): Promise<void> {
  if (mark !== UNDER_NOTICE) {
    await ctx.menu.show('order', orderId);
    return;
  }

  const told = await ctx.inCompany((scope) => readOrder(scope, orderId, ctx.visitor));
  const { text, keyboard } = orderCardFor(ctx, told, { can: ctx.visitor.can, place: 'notice' });
  await ctx.editMessageText(text, { reply_markup: { inline_keyboard: keyboard.map((row) => row.map(inlineButton)) } });
}
