import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { type Channel, Message, type MessageState } from './message.entity.ts';
import { WhatsAppSession, type WhatsAppState } from './whatsapp-session.entity.ts';

/** A company's WhatsApp number as screens show it. */
export interface WhatsAppView {
  readonly sessionId: string;
  readonly label: string;
  /** E.164; null until it is known. */
  readonly phone: string | null;
  readonly state: WhatsAppState;
  readonly reason: string | null;
  readonly at: Date;
  readonly isWanted: boolean;
  /** The text to draw as a QR code while one is shown. */
  readonly qr: string | null;
}

/** A message as screens show it. */
export interface MessageView {
  readonly id: string;
  readonly event: string;
  readonly subjectId: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly text: string | null;
  readonly state: MessageState;
  /** Why it waits or failed. */
  readonly lastError: string | null;
  readonly queuedAt: Date;
  readonly nextAttemptAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
}

/** A page of messages and the cursor of the next one. */
export interface MessagePage {
  readonly messages: readonly MessageView[];
  readonly next: string | null;
}

/** The company's number; null when none was ever wanted. @throws permission.forbidden */
export async function whatsAppStatus(scope: Scope): Promise<WhatsAppView | null> {
  assertCan(scope, 'messaging.read');
  return findWhatsApp(scope);
}

/** The same without asking for the right to. */
export async function findWhatsApp({ em }: Scope): Promise<WhatsAppView | null> {
  const session = await em.findOne(WhatsAppSession, {}, { orderBy: { id: 'asc' }, refresh: true });
  return (
    session && {
      sessionId: session.id,
      label: session.label,
      phone: session.phone ?? null,
      state: session.state,
      reason: session.stateReason ?? null,
      at: session.stateAt,
      isWanted: session.isWanted,
      qr: session.qr ?? null,
    }
  );
}

/** What customers were told about a subject, oldest first. @throws permission.forbidden */
export async function listSubjectMessages(scope: Scope, subjectId: string): Promise<MessageView[]> {
  assertCan(scope, 'orders.read');
  const rows = await scope.em.find(Message, { subjectId }, { orderBy: { id: 'asc' } });
  return rows.filter(({ customerId }) => Boolean(customerId)).map(viewMessage);
}

/** Messages that need a person, newest first: failed ones and those of which nobody knows whether they left. @throws permission.forbidden */
export async function listFailedMessages(
  scope: Scope,
  page: { readonly after?: string | undefined; readonly limit?: number | undefined } = {},
): Promise<MessagePage> {
  assertCan(scope, 'messaging.read');
  const limit = Math.min(Math.max(Math.trunc(page.limit ?? 20), 1), 100);
  const cursor = page.after === undefined ? {} : { id: { $lt: page.after } };
  const where = { state: { $in: ['failed', 'unknown'] as MessageState[] }, ...cursor };
  const rows = await scope.em.find(Message, where, { orderBy: { id: 'desc' }, limit: limit + 1 });
  const messages = rows.slice(0, limit).map(viewMessage);
  return { messages, next: rows.length > limit ? (messages.at(-1)?.id ?? null) : null };
}

/** How many messages stand in each state; states without messages are left out. @throws permission.forbidden */
export async function countMessagesByState(scope: Scope): Promise<Partial<Record<MessageState, number>>> {
  assertCan(scope, 'messaging.read');
  const rows = await scope.em.execute<{ state: MessageState; count: number }[]>(
    'select state, count(*)::int as count from messages group by state',
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** A message as screens show it. */
export function viewMessage(message: Message): MessageView {
  const { id, event, subjectId, channel, recipient, state, nextAttemptAt } = message;
  return {
    ...{ id, event, subjectId, channel, recipient, state, nextAttemptAt },
    text: message.text ?? null,
    lastError: message.lastError ?? null,
    queuedAt: message.createdAt,
    sentAt: message.sentAt ?? null,
    deliveredAt: message.deliveredAt ?? null,
    readAt: message.readAt ?? null,
  };
}
