/** The list of orders by where they stand. */
import { DateTime } from 'luxon';
import { formatTenge } from '#src/kernel/money.ts';
import {
  countOrdersByStatus,
  listOrders,
  type OrderStatus,
  type OrderView,
  sumOrdersSince,
} from '#src/orders/index.ts';
import type { BotContext, Button } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import type { HomePart } from '../seller-deps.ts';
import { statusWord } from './order-words.ts';

/** How the list is divided; each group is a button. */
const groups = {
  new: ['new'],
  work: ['accepted', 'packed'],
  way: ['handed_over'],
  done: ['completed'],
  back: ['cancelling', 'cancelled', 'returning', 'returned'],
} as const satisfies Readonly<Record<string, readonly OrderStatus[]>>;

type Group = keyof typeof groups;

const groupNames = Object.keys(groups) as Group[];
const PAGE = 8;
const NAME_LENGTH = 16;

/** One group, newest first; the second argument is the cursor of the page. */
export const ordersScreen = screen(
  'orders',
  async (ctx, [asked, after]) => {
    const group = groupNames.find((name) => name === asked) ?? 'new';
    const { counts, page } = await ctx.inCompany(async (scope) => ({
      counts: await countOrdersByStatus(scope),
      page: await listOrders(scope, { statuses: groups[group], limit: PAGE, ...(after !== undefined && { after }) }),
    }));
    const sum = (name: Group) => groups[name].reduce((total, status) => total + counts[status], 0);
    const isEmpty = page.orders.length === 0;
    return {
      text: [ctx.t('orders-title'), ctx.t(isEmpty ? `orders-empty-${group}` : `orders-group-${group}`)].join('\n\n'),
      keyboard: [
        ...page.orders.map((order) => [button(orderLabel(order), 'order', order.id)]),
        ...(page.next === null ? [] : [[button(ctx.label('orders-next-btn'), 'orders', group, page.next)]]),
        ...groupButtons(ctx, group, sum),
      ],
      ...(after !== undefined && { back: ['orders', group] as const }),
    };
  },
  { can: 'orders.read' },
);

/** What the main menu tells of orders: how many are new, and what today brought. */
export const ordersHome: HomePart = {
  screen: 'orders',
  labelId: 'orders-home-btn',
  can: 'orders.read',
  place: 30,
  summarize: async (scope, ctx) => {
    const since = DateTime.fromJSDate(scope.now(), { zone: ctx.visitor.zone ?? 'Asia/Almaty' }).startOf('day');
    const today = await sumOrdersSince(scope, since.toJSDate());
    const counts = await countOrdersByStatus(scope);
    const line = ctx.t('orders-home-today', { count: today.count, total: formatTenge(today.totalTiyn) });
    return { count: counts.new, ...(today.count > 0 && { lines: [line] }) };
  },
};

function orderLabel({ code, totalTiyn, customerName }: OrderView): string {
  const name = [...customerName].slice(0, NAME_LENGTH).join('');
  return [code, formatTenge(totalTiyn), name].filter(Boolean).join(' · ');
}

function groupButtons(ctx: BotContext, present: Group, sum: (group: Group) => number): Button[][] {
  const others = groupNames
    .filter((group) => group !== present)
    .map((group) => button(ctx.label(`orders-group-${group}-btn`, { count: sum(group) }), 'orders', group));
  return others.flatMap((_, index) => (index % 2 === 0 ? [others.slice(index, index + 2)] : []));
}

/** The group an order stands in. */
export function groupOf(status: OrderStatus): Group {
  return groupNames.find((name) => groups[name].some((one) => one === status)) ?? 'new';
}

/** The status in words, for buttons and pop-ups. */
export function statusLabel(ctx: Pick<BotContext, 'label'>, status: OrderStatus): string {
  return ctx.label(`orders-status-${statusWord(status)}`);
}
