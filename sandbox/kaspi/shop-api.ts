import type Router from '@koa/router';
import type { Context } from 'koa';
import { answerJsonApi, readJson, refuse } from './answers.ts';
import { gate } from './gate.ts';
import type { Kaspi } from './kaspi.ts';
import type { Order } from './order.ts';
import { ChangeRefused, changeOrder, changeSchema } from './order-change.ts';
import { BadQuery, type OrderQuery, readOrderQuery } from './order-query.ts';
import { customerIdOf, entryView, orderView, userView } from './order-view.ts';
import type { Merchant } from './world.ts';

/** Where the Shop API lives below the sandbox's address. */
export const shopApiPath = '/kaspi/shop/api/v2';

/** Serves the orders of the official Shop API: contract §1.2–1.4. */
export function mountShopApi(router: Router, kaspi: Kaspi): void {
  const counted = (name: string) => gate(kaspi, { area: 'shopApi', name });
  router.get(`${shopApiPath}/orders`, counted('orders.list'), (ctx) => listOrders(kaspi, ctx));
  router.post(`${shopApiPath}/orders`, counted('orders.change'), (ctx) => postOrder(kaspi, ctx));
  router.get(`${shopApiPath}/orders/:id`, counted('orders.get'), (ctx) => {
    const order = ownOrder(kaspi, ctx, String(ctx.params.id));
    if (order) {
      answerJsonApi(ctx, { data: orderView(kaspi, order, ctx), included: [] });
    }
  });
  router.get(`${shopApiPath}/orders/:id/user`, counted('orders.user'), (ctx) => {
    const order = ownOrder(kaspi, ctx, String(ctx.params.id));
    if (order) {
      answerJsonApi(ctx, { data: userView(kaspi, order), included: [] });
    }
  });
  router.get(`${shopApiPath}/orders/:id/entries`, counted('orders.entries'), (ctx) => {
    const order = ownOrder(kaspi, ctx, String(ctx.params.id));
    if (order) {
      const rows = order.lines.map((line, index) => entryView(order, line, index));
      answerJsonApi(ctx, { data: rows, included: [], meta: { pageCount: 1, totalCount: rows.length } });
    }
  });
}

/** The merchant of the request's token; refuses with 401 (or the switched status) and answers nothing otherwise. */
export function merchantByToken(kaspi: Kaspi, ctx: Context): Merchant | undefined {
  const token = ctx.get('x-auth-token');
  const merchant = [...kaspi.merchants.values()].find(({ apiToken }) => apiToken === token);
  if (merchant && kaspi.faults.tokenRejected === false) {
    return merchant;
  }
  const status = kaspi.faults.tokenRejected === 403 ? 403 : 401;
  refuse(ctx, status, status === 403 ? 'Access is denied' : 'Unauthorized');
  return undefined;
}

/** The token's own order by id; refuses with 401 or 404 otherwise. */
export function ownOrder(kaspi: Kaspi, ctx: Context, id: string): Order | undefined {
  const merchant = merchantByToken(kaspi, ctx);
  if (!merchant) {
    return undefined;
  }
  const order = [...kaspi.orders.values()].find((known) => known.id === id && known.merchantUid === merchant.uid);
  if (!order) {
    refuse(ctx, 404, 'Order not found');
  }
  return order;
}

/** Parameters are checked before the token: contract §1.2. */
function listOrders(kaspi: Kaspi, ctx: Context): void {
  const query = readQuery(kaspi, ctx);
  const merchant = query && merchantByToken(kaspi, ctx);
  if (!query || !merchant) {
    return;
  }

  const found = [...kaspi.orders.values()]
    .filter((order) => order.merchantUid === merchant.uid && query.matches(order))
    .sort((one, other) => one.createdAt - other.createdAt);
  const page = found.slice(query.page * query.size, (query.page + 1) * query.size);
  const shown = kaspi.faults.duplicateOrders ? page.flatMap((order) => [order, order]) : page;
  answerJsonApi(ctx, {
    data: shown.map((order) => orderView(kaspi, order, ctx)),
    included: includedOf(kaspi, page, query.include),
    meta: { pageCount: Math.ceil(found.length / query.size), totalCount: found.length },
  });
}

function readQuery(kaspi: Kaspi, ctx: Context): OrderQuery | undefined {
  try {
    return readOrderQuery(ctx, kaspi.now());
  } catch (error) {
    if (error instanceof BadQuery) {
      refuse(ctx, 400, error.message);
      return undefined;
    }
    throw error;
  }
}

function includedOf(kaspi: Kaspi, orders: readonly Order[], include: OrderQuery['include']): unknown[] {
  if (include === 'entries') {
    return orders.flatMap((order) => order.lines.map((line, index) => entryView(order, line, index)));
  }
  return include === 'user' ? orders.map((order) => userView(kaspi, order)) : [];
}

async function postOrder(kaspi: Kaspi, ctx: Context): Promise<void> {
  const body = changeSchema.safeParse(await readJson(ctx));
  if (!body.success) {
    refuse(ctx, 400, 'Request body is not a valid orders resource');
    return;
  }
  const { id, attributes } = body.data.data;
  const order = ownOrder(kaspi, ctx, id);
  if (!order) {
    return;
  }
  if (attributes.code !== undefined && attributes.code !== order.code) {
    refuse(ctx, 400, 'Order id and code do not match');
    return;
  }

  try {
    const wantsCode = ctx.get('x-send-code') === 'true';
    changeOrder(kaspi, order, { attributes, wantsCode, securityCode: ctx.get('x-security-code') });
  } catch (error) {
    if (error instanceof ChangeRefused) {
      refuse(ctx, 400, error.message);
      return;
    }
    throw error;
  }
  answerJsonApi(ctx, { data: echoOf(order, attributes.status), included: [] });
}

function echoOf(order: Order, status: string): Record<string, unknown> {
  return {
    type: 'orders',
    id: order.id,
    attributes: { code: order.code, status },
    relationships: { user: { data: { type: 'customers', id: customerIdOf(order) } } },
  };
}
