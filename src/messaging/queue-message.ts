import { newId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { Channel } from './message.entity.ts';
import './messaging.events.ts';

/** A message to be; it leaves once its transaction has committed. */
export interface NewMessage {
  readonly event: string;
  readonly subjectId: string;
  readonly template: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly customerId?: string | undefined;
  readonly language: Language;
  readonly text?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  /** Sent once more when nobody knows whether it left. */
  readonly isCritical: boolean;
  readonly sendAt?: Date | undefined;
}

/** Puts a message in the outbox, once per event, subject, template, channel and recipient; undefined when it is there. */
export async function queueMessage(scope: Scope, message: NewMessage): Promise<string | undefined> {
  const { event, subjectId, template, channel, recipient, customerId, language, text, isCritical } = message;
  const now = scope.now();
  const rows = await scope.em.execute<{ id: string }[]>(
    `insert into messages (id, created_at, updated_at, company_id, event, subject_id, template, channel, recipient,
       customer_id, language, text, params, is_critical, next_attempt_at, state, version)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, 'queued', 1)
     on conflict (company_id, event, subject_id, template, channel, recipient) do nothing returning id`,
    [
      ...[newId(), now, now, scope.companyId, event, subjectId, template, channel, recipient],
      ...[customerId ?? null, language, text ?? null, JSON.stringify(message.params ?? {}), isCritical],
      message.sendAt ?? now,
    ],
  );
  const id = rows[0]?.id;
  if (id !== undefined) {
    scope.emit('message.queued', { messageId: id });
  }
  return id;
}
