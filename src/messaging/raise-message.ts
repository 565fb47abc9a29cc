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
  /** What the message says; undefined where WhatsApp does not tell. */
  readonly text: string | undefined;
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

/**
 * The newest message to that chat, with that very text, of which nobody knows whether it left, or under which id: also
 * one whose second try waits for its session. What a person typed into the same chat says something else.
 */
async function findInDoubt(scope: Scope, { sessionId, chatId, text, mayRecover }: Receipt): Promise<Message | null> {
  if (!mayRecover || text === undefined) {
    return null;
  }

  return scope.em.findOne(
    Message,
    {
      sessionId: pointingAt(scope, sessionId),
      recipient: { $in: await addressesOf(scope, chatId) },
      providerId: null,
      text,
      $or: [{ state: { $in: ['unknown', 'sent'] } }, { state: 'queued', unknownAttempts: { $gt: 0 } }],
      updatedAt: { $gt: new Date(scope.now().getTime() - RECOVERY_MS) },
    },
    { orderBy: { updatedAt: 'desc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
}

/** Every address behind a chat: a person may be known by phone and by privacy id. */
async function addressesOf({ em }: Scope, chatId: string): Promise<string[]> {
  const contacts = await em.find(WhatsAppContact, { chatId });
  const [user = '', server] = chatId.split('@');
  return [...contacts.map(({ address }) => address), server === 'c.us' ? `+${user}` : user];
}
