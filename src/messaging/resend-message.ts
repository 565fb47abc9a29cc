import { LockMode } from '@mikro-orm/core';
import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { Message } from './message.entity.ts';
import { messagingErrors } from './messaging.errors.ts';
import { type MessageView, viewMessage } from './messaging.queries.ts';

/**
 * Has a message sent anew that failed, or of which nobody knows whether it left.
 * @throws messaging.messageNotFound, messaging.notResendable, permission.forbidden
 */
export async function resendMessage(scope: Scope, input: { readonly messageId: string }): Promise<MessageView> {
  assertCan(scope, 'messaging.resend');
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const message = await scope.em.findOne(Message, { id: input.messageId }, options);
  if (!message) {
    throw messagingErrors.messageNotFound();
  }

  if (!message.resend(scope.now())) {
    throw messagingErrors.notResendable({ state: message.state });
  }
  // A number that was not on WhatsApp may be by now.
  await scope.em.execute(`update whatsapp_contacts set checked_at = null where address = ? and is_present = false`, [
    message.recipient,
  ]);
  scope.emit('message.queued', { messageId: message.id });
  return viewMessage(message);
}
