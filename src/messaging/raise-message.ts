import { LockMode } from '@mikro-orm/core';
import { pointingAt } from '../platform/db/references.ts';
import type { Scope } from '../platform/db/scope.ts';
import { Message } from './message.entity.ts';
import './messaging.events.ts';
import { WhatsAppContact } from './whatsapp-session.entity.ts';

/** A receipt as WhatsApp gives it. */
export interface Receipt {
  readonly sessionId: string;
  readonly providerId: string;
  readonly chatId: string;
  readonly rung: 'sent' | 'delivered' | 'read' | 'failed';
  /** Whether it may belong to a message whose outcome nobody knows: so once nothing else claims its id. */
  readonly mayRecover: boolean;
}

const RECOVERY_MS = 15 * 60_000;

/** Raises the message that a receipt belongs to; false when there is none with its id. */
export async function raiseMessage(scope: Scope, receipt: Receipt): Promise<boolean> {
  const message = (await findByProviderId(scope, receipt)) ?? (await findInDoubt(scope, receipt));
  if (!message) {
    return false;
  }

  message.providerId = receipt.providerId;
  if (message.raise(receipt.rung, scope.now())) {
    const { id, subjectId, channel, state } = message;
    scope.emit('message.raised', { messageId: id, subjectId, channel, state });
  }
  return true;
}

async function findByProviderId(scope: Scope, { sessionId, providerId }: Receipt): Promise<Message | null> {
  const where = { sessionId: pointingAt(scope, sessionId), providerId };
  return scope.em.findOne(Message, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** The newest message to that chat of which nobody knows whether it left, or under which id. */
async function findInDoubt(scope: Scope, { sessionId, chatId, mayRecover }: Receipt): Promise<Message | null> {
  if (!mayRecover) {
    return null;
  }

  const contact = await scope.em.findOne(WhatsAppContact, { chatId });
  const phone = chatId.endsWith('@c.us') ? `+${chatId.slice(0, -5)}` : null;
  const recipients = [contact?.address, phone].filter((address): address is string => Boolean(address));
  return scope.em.findOne(
    Message,
    {
      sessionId: pointingAt(scope, sessionId),
      recipient: { $in: recipients },
      providerId: null,
      state: { $in: ['unknown', 'sent'] },
      updatedAt: { $gt: new Date(scope.now().getTime() - RECOVERY_MS) },
    },
    { orderBy: { updatedAt: 'desc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
}
