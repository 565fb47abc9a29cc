import type { SystemScope } from '../platform/db/scope.ts';
import type { Channel } from './message.entity.ts';

/** A message that is ours to send until its lease ends. */
export interface ClaimedMessage {
  readonly id: string;
  readonly companyId: string;
  readonly channel: Channel;
  readonly token: string;
}

/**
 * Takes due messages and writes down that they are being sent, before anything leaves. Each company and channel has one
 * turn at a time in no fixed order, so a long queue of one delays no other; a number sends one message at a time and
 * keeps its gap, and a Telegram chat keeps its order. What leaves through a number is left to the process that holds it.
 */
export async function claimMessages(
  { em, now }: SystemScope,
  { limit, leaseSeconds, owner }: { limit: number; leaseSeconds: number; owner?: string | undefined },
): Promise<ClaimedMessage[]> {
  const at = now();
  const rows = await em.execute<{ id: string; company_id: string; channel: Channel; claim_token: string }[]>(
    `with due as (
       select m.id, row_number() over (partition by m.company_id, m.channel order by m.next_attempt_at, m.id) as turn
       from messages m
       where m.next_attempt_at <= ? and ${sendable} and not exists (
         select 1 from messages busy where busy.company_id = m.company_id and busy.channel = m.channel
           and busy.state = 'sending' and (m.channel = 'whatsapp' or busy.recipient = m.recipient))
         and not (m.channel = 'whatsapp' and exists (
           select 1 from whatsapp_sessions w where w.company_id = m.company_id and w.state = 'ready' and w.next_send_at > ?))
         and not (m.channel = 'whatsapp' and exists (
           select 1 from whatsapp_sessions held where held.company_id = m.company_id
             and held.lease_owner <> ? and held.lease_until > ?)))
     update messages set state = 'sending', claim_token = gen_random_uuid(), attempts = attempts + 1,
       claimed_until = ?::timestamptz + make_interval(secs => ?), updated_at = ?, version = version + 1
     where id in (select m.id from messages m join due on due.id = m.id and due.turn = 1
       where ${sendable} order by random() limit ? for update of m skip locked)
     returning id, company_id, channel, claim_token`,
    [at, at, owner ?? '', at, at, leaseSeconds, at, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    companyId: row.company_id,
    channel: row.channel,
    token: row.claim_token,
  }));
}

/** Messages whose sender died between writing down that it sends and writing down what became of it. */
export async function listAbandoned({ em, now }: SystemScope): Promise<{ id: string; companyId: string }[]> {
  const rows = await em.execute<{ id: string; company_id: string }[]>(
    `select id, company_id from messages where state = 'sending' and claimed_until < ? limit 500`,
    [now()],
  );
  return rows.map((row) => ({ id: row.id, companyId: row.company_id }));
}

/** What waits, and what may have left but is too important to be left in doubt: that is tried once more. */
export const sendable = `(m.state = 'queued' or (m.state = 'unknown' and m.is_critical and m.unknown_attempts < 2))`;
