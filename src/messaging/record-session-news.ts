import { upsertCustomer } from '../customers/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { InboundMessage } from '../platform/whatsapp/session-events.ts';
import './messaging.events.ts';
import type { MessagingSettings } from './messaging.ports.ts';
import { noteContact } from './note-contact.ts';
import type { WhatsAppState } from './whatsapp-session.entity.ts';

/** Which session, and who says so: what a process says that no longer owns the session is not written down. */
export interface SessionOf {
  readonly sessionId: string;
  readonly owner: string;
}

/** Where a session stands now, and why. */
export interface StateNews extends SessionOf {
  readonly state: WhatsAppState;
  readonly reason: string;
}

/**
 * Keeps a session's state and announces it; once it is ready, what waited for it leaves at once, and what may have left
 * already once its receipt has had time to come.
 */
export async function recordState(
  scope: Scope,
  { sessionId, owner, state, reason }: StateNews,
  settings: Pick<MessagingSettings, 'unknownRetrySeconds'>,
): Promise<void> {
  const now = scope.now();
  const [changed] = await scope.em.execute<{ former: WhatsAppState }[]>(
    `update whatsapp_sessions w set state = ?, state_reason = ?, state_at = ?, updated_at = ?,
       qr = case when ? = 'waiting_for_scan' then w.qr end
     from (select id, state from whatsapp_sessions where id = ? and lease_owner = ? for update) before
     where w.id = before.id returning before.state as former`,
    [state, reason.slice(0, 200), now, now, state, sessionId, owner],
  );
  if (!changed) {
    return;
  }

  scope.emit('whatsapp.stateChanged', { sessionId, state, former: changed.former });
  if (state === 'ready') {
    await release(scope, settings.unknownRetrySeconds);
  }
}

/** Keeps the number that is linked; `phone` in digits. */
export async function recordAccount(
  scope: Scope,
  { sessionId, owner, phone }: SessionOf & { phone: string },
): Promise<void> {
  await scope.em.execute('update whatsapp_sessions set phone = ?, updated_at = ? where id = ? and lease_owner = ?', [
    ...[`+${phone}`, scope.now(), sessionId, owner],
  ]);
}

/** Keeps the code to scan and announces it. */
export async function recordQr(scope: Scope, { sessionId, owner, qr }: SessionOf & { qr: string }): Promise<void> {
  await scope.em.execute('update whatsapp_sessions set qr = ?, updated_at = ? where id = ? and lease_owner = ?', [
    ...[qr, scope.now(), sessionId, owner],
  ]);
  scope.emit('whatsapp.qrChanged', { sessionId });
}

/** The number is unlinked: the session is free for whoever connects it anew. */
export async function recordUnlinked(scope: Scope, { sessionId, owner }: SessionOf): Promise<void> {
  await scope.em.execute(
    `update whatsapp_sessions set must_unlink = false, state = 'stopped', state_reason = 'disconnected', state_at = ?,
       updated_at = ?, qr = null, phone = null, lease_owner = null, lease_until = null where id = ? and lease_owner = ?`,
    [scope.now(), scope.now(), sessionId, owner],
  );
}

/** Nobody has scanned the code: not wanted any more until somebody connects again. False when somebody just did. */
export async function recordUnscanned(
  scope: Scope,
  { sessionId, owner, wish }: SessionOf & { wish: string },
): Promise<boolean> {
  const rows = await scope.em.execute<{ id: string }[]>(
    `update whatsapp_sessions set is_wanted = false, updated_at = ?
     where id = ? and lease_owner = ? and coalesce(wanted_at::text, '') = ? returning id`,
    [scope.now(), sessionId, owner, wish],
  );
  return rows.length > 0;
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
