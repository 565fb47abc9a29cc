import { type ChangedOrder, changeOrder, type OrderAction } from './change-order.ts';
import { orderErrors } from './order.errors.ts';
import type { OrderDeps } from './order.ports.ts';

/**
 * Accepts a new order on the marketplace; however many ask at once, one request is sent. An order that is accepted
 * already is told as it stands. @throws order.notFound, order.notAcceptable, permission.forbidden, store.tokenMissing,
 * marketplace.tokenRejected and the other outages
 */
export async function acceptOrder(deps: OrderDeps, input: { readonly orderId: string }): Promise<ChangedOrder> {
  return changeOrder(deps, input.orderId, accept(deps));
}

function accept({ signal }: OrderDeps): OrderAction {
  return {
    can: 'orders.accept',
    guard: 'acceptRequestedAt',
    to: 'accepted',
    isDone: ({ status, externalId }) => {
      if (status === 'cancelled' || status === 'cancelling') {
        throw orderErrors.notAcceptable({ code: externalId, status });
      }
      return status !== 'new';
    },
    call: (shopApi, token, key) => shopApi.acceptOrder(token, key, signal),
  };
}
