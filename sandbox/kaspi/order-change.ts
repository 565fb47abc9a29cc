import { z } from 'zod';
import { ownValue } from '../own.ts';
import type { Kaspi } from './kaspi.ts';
import { type Order, openStateOf } from './order.ts';
import { emitOrder } from './orders.ts';

/** What POST /orders must carry: contract §1.4. */
export const changeSchema = z.object({
  data: z.object({
    type: z.literal('orders'),
    id: z.string(),
    attributes: z.object({
      code: z.string().optional(),
      status: z.string(),
      numberOfSpace: z.unknown().optional(),
      cancellationReason: z.unknown().optional(),
      cancellationComment: z.unknown().optional(),
    }),
  }),
});

/** A change of status with the two headers of a completion. */
export interface OrderChange {
  readonly attributes: z.infer<typeof changeSchema>['data']['attributes'];
  readonly securityCode: string;
  readonly wantsCode: boolean;
}

/** A change that Kaspi refuses, with the title it gives. */
export class ChangeRefused extends Error {
  override readonly name = 'ChangeRefused';
}

const cancelReasons = ['BUYER_CANCELLATION_BY_MERCHANT', 'BUYER_NOT_REACHABLE', 'MERCHANT_OUT_OF_STOCK'];

type Step = (kaspi: Kaspi, order: Order, change: OrderChange) => void;

const steps: Readonly<Record<string, Step>> = {
  ACCEPTED_BY_MERCHANT: accept,
  ASSEMBLE: assemble,
  COMPLETED: complete,
  CANCELLED: cancel,
  ARRIVED: arrive,
  ARRIVED_BACKWARD: arriveBack,
};

/** Changes an order by the merchant's wish. @throws ChangeRefused with Kaspi's title */
export function changeOrder(kaspi: Kaspi, order: Order, change: OrderChange): void {
  const step = ownValue(steps, change.attributes.status);
  demand(step !== undefined, `Unknown status ${change.attributes.status}`);
  step(kaspi, order, change);
  emitOrder(kaspi, 'order.changed', order);
}

function accept(_: Kaspi, order: Order): void {
  demand(order.status === 'APPROVED_BY_BANK', 'Order can not be accepted in its current status');
  order.status = 'ACCEPTED_BY_MERCHANT';
  order.state = openStateOf(order);
}

/** The waybill appears after a delay: contract §3.4 speaks of up to five minutes. */
function assemble(kaspi: Kaspi, order: Order, { attributes }: OrderChange): void {
  const isOpen = order.status === 'ACCEPTED_BY_MERCHANT' && order.state === 'KASPI_DELIVERY';
  demand(isOpen && !order.assembled, 'Order can not be assembled in its current status');
  const spaces = attributes.numberOfSpace;
  demand(typeof spaces === 'string' && /^[1-9]\d*$/.test(spaces), 'numberOfSpace must be a string with a number');

  order.assembled = true;
  order.waybillNumber = `KD${order.code}`;
  printWaybillLater(kaspi, order);
}

/** Takes up the waybills that were still to come when the stand-in stopped. */
export function resumeWaybills(kaspi: Kaspi): void {
  for (const order of kaspi.orders.values()) {
    if (order.assembled && !order.hasWaybill) {
      printWaybillLater(kaspi, order);
    }
  }
}

function printWaybillLater(kaspi: Kaspi, order: Order): void {
  kaspi.later(kaspi.faults.waybillDelayMs, () => {
    order.hasWaybill = true;
    emitOrder(kaspi, 'order.changed', order);
  });
}

function complete(kaspi: Kaspi, order: Order, change: OrderChange): void {
  demand(order.status !== 'CANCELLED' && order.status !== 'CANCELLING', 'Order is cancelled');
  demand(order.status !== 'COMPLETED', 'Order is already completed');
  demand(order.state !== 'SIGN_REQUIRED', 'Order completion is not allowed: signing is required');
  const isOpen = order.status === 'ACCEPTED_BY_MERCHANT' && ['PICKUP', 'DELIVERY'].includes(order.state);
  demand(isOpen, 'Order completion is not allowed');

  if (change.wantsCode && change.securityCode === '') {
    order.securityCode = String(kaspi.random.between(1_000, 9_999));
    const { code, customer } = order;
    kaspi.sendCode({
      to: customer.phone,
      channel: 'sms',
      code: order.securityCode,
      purpose: 'order',
      orderCode: code,
    });
    return;
  }
  demand(order.securityCode !== null && change.securityCode === order.securityCode, 'Wrong security code');
  order.status = 'COMPLETED';
  order.state = 'ARCHIVE';
}

function cancel(_: Kaspi, order: Order, { attributes }: OrderChange): void {
  demand(!order.assembled, 'Order can not be cancelled after it was assembled');
  const isOpen = order.status === 'APPROVED_BY_BANK' || order.status === 'ACCEPTED_BY_MERCHANT';
  demand(isOpen, 'Order can not be cancelled in its current status');
  const reason = String(attributes.cancellationReason);
  demand(cancelReasons.includes(reason), `Unknown cancellationReason ${reason}`);
  const comment = attributes.cancellationComment ?? '';
  demand(typeof comment === 'string' && comment.length <= 1_000, 'cancellationComment is longer than 1000');

  order.status = 'CANCELLED';
  order.state = 'ARCHIVE';
  order.cancellationReason = reason;
}

function arrive(_: Kaspi, order: Order): void {
  const isOpen = order.status === 'ACCEPTED_BY_MERCHANT' && order.preOrder && !order.arrived;
  demand(isOpen, 'Only an accepted pre-order can arrive');
  order.arrived = true;
}

function arriveBack(_: Kaspi, order: Order): void {
  const isReturn = order.status === 'KASPI_DELIVERY_RETURN_REQUESTED';
  demand(isReturn || order.status === 'CANCELLING', 'Order is not on its way back');
  order.status = isReturn ? 'RETURNED' : 'CANCELLED';
  order.state = 'ARCHIVE';
  order.returnedToWarehouse = true;
}

function demand(condition: boolean, title: string): asserts condition {
  if (!condition) {
    throw new ChangeRefused(title);
  }
}
