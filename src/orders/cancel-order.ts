import type { CancelDetails } from '../stores/index.ts';
import { type ChangedOrder, changeOrder, type OrderAction } from './change-order.ts';
import { orderErrors } from './order.errors.ts';
import type { OrderDeps } from './order.ports.ts';

/** Why a seller cancels, in the marketplace's three words. */
export const cancelReasons = [
  'BUYER_CANCELLATION_BY_MERCHANT',
  'BUYER_NOT_REACHABLE',
  'MERCHANT_OUT_OF_STOCK',
] as const satisfies readonly CancelDetails['reason'][];

/** One of the reasons why a seller cancels. */
export type CancelReason = (typeof cancelReasons)[number];

/**
 * Cancels an order on the marketplace; however many ask at once, one request is sent. An order that is cancelled already
 * is told as it stands. @throws order.notFound, order.notCancellable, permission.forbidden, store.tokenMissing,
 * marketplace.tokenRejected and the other outages
 */
export async function cancelOrder(
  deps: OrderDeps,
  input: { readonly orderId: string; readonly reason: CancelReason; readonly comment?: string | undefined },
): Promise<ChangedOrder> {
  const { reason, comment } = input;
  const action: OrderAction = {
    can: 'orders.cancel',
    guard: 'cancelRequestedAt',
    to: 'cancelled',
    isDone: ({ status, externalId }) => {
      // Kaspi refuses once the parcel is assembled (contract 1.4).
      if (!['new', 'accepted', 'cancelling', 'cancelled'].includes(status)) {
        throw orderErrors.notCancellable({ code: externalId, status });
      }
      return status === 'cancelling' || status === 'cancelled';
    },
    call: (shopApi, token, key) => shopApi.cancelOrder(token, { ...key, reason, comment }, deps.signal),
  };
  return changeOrder(deps, input.orderId, action);
}
