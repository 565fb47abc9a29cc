import { upsertCustomer } from '../customers/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { InboundMessage } from '../platform/whatsapp/session-events.ts';
import './messaging.events.ts';
import type { MessagingSettings } from './messaging.ports.ts';
import { noteContact } from './note-contact.ts';
import type { WhatsAppState } from './whatsapp-session.entity.ts';

/** Where a session stands now, and why. */
export interface StateNews {
  readonly sessionId: string;
  readonly state: WhatsAppState;
  readonly reason: string;
}

/**
 * Keeps a session's state and announces it; once it is ready, what waited for it leaves at once, and what may have left
 * already once its receipt has had time to come.
 */
export async function recordState(
  scope: Scope,
  { sessionId, state, reason }: StateNews,
  settings: Pick<MessagingSettings, 'unknownRetrySeconds'>,
): Promise<void> {
  const now = scope.now();
  await scope.em.execute(
    `update whatsapp_sessions set state = ?, state_reason = ?, state_at = ?, updated_at = ?,
       qr = case when ? = 'waiting_for_scan' then qr end where id = ?`,
    [state, reason.slice(0, 200), now, now, state, sessionId],
  );
  scope.emit('whatsapp.stateChanged', { sessionId, state });
  if (state === 'ready') {
    await release(scope, settings.unknownRetrySeconds);
  }
}

/** Keeps the number that is linked; `phone` in digits. */
export async function recordAccount(
  scope: Scope,
  { sessionId, phone }: { sessionId: string; phone: string },
): Promise<void> {
  await scope.em.execute('update whatsapp_sessions set phone = ?, updated_at = ? where id = ?', [
    `+${phone}`,
    scope.now(),
    sessionId,
  ]);
}

/** Keeps the code to scan and announces it. */
export async function recordQr(scope: Scope, { sessionId, qr }: { sessionId: string; qr: string }): Promise<void> {
  await scope.em.execute('update whatsapp_sessions set qr = ?, updated_at = ? where id = ?', [
    qr,
    scope.now(),
    sessionId,
  ]);
  scope.emit('whatsapp.qrChanged', { sessionId });
}

/** Knows the customer who wrote, and that answers to them go in the reply lane now. */
export async function recordInbound(
  scope: Scope,
  { sessionId, message }: { sessionId: string; message: InboundMessage },
): Promise<void> {
  const phone = message.phone === undefined ? undefined : `+${message.phone}`;
  const customerId = await upsertCustomer(scope, { phone, lid: message.lid, firstName: message.name });
  const addresses = [phone, message.lid].filter((address) => address !== undefined);
  for (const address of addresses) {
    await noteContact(scope, { address, wroteAt: message.sentAt, chatId: message.chatId });
  }
  if (customerId !== undefined) {
    scope.emit('message.received', { sessionId, customerId, channel: 'whatsapp' });
  }
}

async function release(scope: Scope, unknownRetrySeconds: number): Promise<void> {
  const now = scope.now();
  const receiptsUntil = new Date(now.getTime() + unknownRetrySeconds * 1_000);
  await scope.em.execute(
    `update messages set next_attempt_at = greatest(next_attempt_at, ?), updated_at = ? where channel = 'whatsapp'
       and unknown_attempts > 0 and (state = 'queued' or (state = 'unknown' and is_critical and unknown_attempts < 2))`,
    [receiptsUntil, now],
  );
  const rows = await scope.em.execute<{ id: string }[]>(
    `update messages set next_attempt_at = ?, updated_at = ? where channel = 'whatsapp' and state = 'queued'
       and unknown_attempts = 0 and last_error in ('whatsapp_not_linked', 'whatsapp_not_ready') returning id`,
    [now, now],
  );
  const [first] = rows;
  if (first) {
    scope.emit('message.queued', { messageId: first.id });
  }
}
