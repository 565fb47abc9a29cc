import { LockMode } from '@mikro-orm/core';
import { findOrderStatus, type OrderStatus } from '../orders/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { Message } from './message.entity.ts';
import { customerEvents, isStillTrue } from './message-events.ts';
import './messaging.events.ts';

/** Takes back what an order's customer was to be told and is true no more, also what may have left and would leave again. */
export async function cancelOutdated(scope: Scope, orderId: string, status: OrderStatus): Promise<void> {
  const outdated = customerEvents.filter((event) => !isStillTrue(event, status));
  const waiting = await scope.em.find(
    Message,
    { subjectId: orderId, template: { $in: outdated }, state: { $in: ['queued', 'unknown'] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  for (const message of waiting) {
    message.cancel(OUTDATED);
  }
}

/** Takes a claimed message back, before anything leaves, when its order has moved past it; true when it has. */
export async function cancelIfOutdated(scope: Scope, message: Message): Promise<boolean> {
  if (!(await isOutdated(scope, message))) {
    return false;
  }

  message.waitUntil(scope.now(), OUTDATED);
  message.cancel(OUTDATED);
  const { id, subjectId, channel, state } = message;
  scope.emit('message.raised', { messageId: id, subjectId, channel, state });
  return true;
}

const OUTDATED = 'subject_changed';

/** What a person has sent anew leaves as they want it. */
async function isOutdated(scope: Scope, { template, subjectId, resends }: Message): Promise<boolean> {
  const event = customerEvents.find((known) => known === template);
  if (!event || resends > 0) {
    return false;
  }

  const status = await findOrderStatus(scope, subjectId);
  return status !== undefined && !isStillTrue(event, status);
}
