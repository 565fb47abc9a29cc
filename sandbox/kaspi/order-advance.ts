import { z } from 'zod';
import type { Kaspi } from './kaspi.ts';
import { type Order, openStateOf } from './order.ts';
import { emitOrder } from './orders.ts';

/** Where the outside world can take an order. */
export const advanceSchema = z.strictObject({
  to: z.enum(['signed', 'transmitted', 'completed', 'cancelled', 'cancelling', 'returning', 'returned']),
});

type Goal = z.infer<typeof advanceSchema>['to'];

interface Move {
  isAllowed(order: Order): boolean;
  apply(order: Order, now: Date): void;
}

const isWithMerchant = ({ status }: Order) => status === 'APPROVED_BY_BANK' || status === 'ACCEPTED_BY_MERCHANT';
const isAccepted = ({ status }: Order) => status === 'ACCEPTED_BY_MERCHANT';

const moves: Readonly<Record<Goal, Move>> = {
  signed: {
    isAllowed: (order) => isAccepted(order) && order.state === 'SIGN_REQUIRED',
    apply: (order) => {
      order.signatureRequired = false;
      order.state = openStateOf(order);
    },
  },
  transmitted: {
    isAllowed: (order) => order.assembled && isAccepted(order) && order.transmittedAt === null,
    apply: (order, now) => {
      order.transmittedAt = Number(now);
    },
  },
  completed: { isAllowed: isAccepted, apply: (order) => archive(order, 'COMPLETED') },
  cancelled: {
    isAllowed: (order) => isWithMerchant(order) || order.status === 'CANCELLING',
    apply: (order) => {
      order.cancellationReason ??= 'BUYER_CANCELLATION';
      archive(order, 'CANCELLED');
    },
  },
  cancelling: {
    isAllowed: (order) => isAccepted(order) && order.state === 'KASPI_DELIVERY',
    apply: (order) => {
      order.cancellationReason = 'BUYER_CANCELLATION';
      order.status = 'CANCELLING';
    },
  },
  returning: {
    isAllowed: (order) => order.isKaspiDelivery && (isAccepted(order) || order.status === 'COMPLETED'),
    apply: (order) => {
      order.state = 'KASPI_DELIVERY';
      order.status = 'KASPI_DELIVERY_RETURN_REQUESTED';
    },
  },
  returned: {
    isAllowed: ({ status }) => status === 'KASPI_DELIVERY_RETURN_REQUESTED',
    apply: (order) => {
      order.returnedToWarehouse = true;
      archive(order, 'RETURNED');
    },
  },
};

/** Moves an order as buyer, bank or courier would. @throws Error when it can't go there from here */
export function advanceOrder(kaspi: Kaspi, order: Order, to: Goal): void {
  if (!moves[to].isAllowed(order)) {
    throw new Error(`an order in ${order.state}/${order.status} can't become ${to}`);
  }
  moves[to].apply(order, kaspi.now());
  emitOrder(kaspi, 'order.changed', order);
}

function archive(order: Order, status: Order['status']): void {
  order.status = status;
  order.state = 'ARCHIVE';
}
