import { createHash } from 'node:crypto';
import { listMemberChats } from '../access/index.ts';
import type { Action } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { MemberNotice } from './message-events.ts';
import { queueMessage } from './queue-message.ts';

/** What the company's people are told. */
export interface Notice {
  readonly notice: MemberNotice;
  readonly subjectId: string;
  /** Tells two notices about one subject apart; the notice itself if absent. */
  readonly event?: string | undefined;
  /** Only members who may do this are told. */
  readonly to: Action;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

/** Tells every active member with a Telegram account who may know; once per event, subject and member. */
export async function notifyMembers(scope: Scope, notice: Notice): Promise<void> {
  for (const chat of await listMemberChats(scope, notice.to)) {
    await queueMessage(scope, {
      event: notice.event ?? notice.notice,
      subjectId: notice.subjectId,
      template: notice.notice,
      channel: 'telegram',
      recipient: chat.telegramUserId,
      language: chat.language,
      params: notice.params,
      isCritical: true,
    });
  }
}

/** Notices that many things at once may change rest between two edits, milliseconds: Telegram slows a busy chat down. */
const restMs: Partial<Record<MemberNotice, number>> = {
  price_news: 5_000,
  prices_held: 1_500,
  mass_held: 5_000,
};

/** Has the sent notices about a subject edited; one that is on its way is edited once it has arrived. */
export async function refreshNotices(scope: Scope, subjectId: string, notice: MemberNotice): Promise<void> {
  const { em } = scope;
  await em.execute(
    `update messages set is_stale = true, updated_at = ? where subject_id = ? and template = ? and state in ('sending', 'unknown')`,
    [scope.now(), subjectId, notice],
  );
  const rows = await em.execute<{ id: string }[]>(
    `update messages set state = 'queued', attempts = 0, next_attempt_at = ?, updated_at = ?, version = version + 1
     where subject_id = ? and template = ? and state = 'sent' returning id`,
    [new Date(scope.now().getTime() + (restMs[notice] ?? 0)), scope.now(), subjectId, notice],
  );
  for (const { id } of rows) {
    scope.emit('message.queued', { messageId: id });
  }
}

/** The same at once, whatever rest there is between two edits: somebody waits for what they have just done. */
export async function hurryNotices(scope: Scope, subjectId: string, notice: MemberNotice): Promise<void> {
  await refreshNotices(scope, subjectId, notice);
  await scope.em.execute(
    `update messages set next_attempt_at = ? where subject_id = ? and template = ? and state = 'queued'`,
    [scope.now(), subjectId, notice],
  );
}

/** A subject that stands for one day of the company, so that a lasting trouble is told once a day. */
export function dailySubject(scope: Scope, trouble: string): string {
  const day = scope.now().toISOString().slice(0, 10);
  const hex = createHash('sha256').update(`${scope.companyId} ${trouble} ${day}`).digest('hex');
  // The shape of a version 8 UUID (RFC 9562), made of our own bits.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
