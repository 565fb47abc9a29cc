import { newId } from '../kernel/ids.ts';
import type { Scope } from '../platform/db/scope.ts';

/** What was learnt of a number or privacy id; what is left out stays as it was known. */
export interface ContactNews {
  /** E.164 phone, or a privacy id in digits. */
  readonly address: string;
  readonly isPresent?: boolean | undefined;
  readonly wroteAt?: Date | undefined;
  readonly chatId?: string | undefined;
}

/** Keeps what was learnt; who wrote is on WhatsApp. */
export async function noteContact(scope: Scope, news: ContactNews): Promise<void> {
  const isPresent = news.wroteAt ? true : (news.isPresent ?? null);
  const now = scope.now();
  await scope.em.execute(
    `insert into whatsapp_contacts (id, created_at, updated_at, company_id, address, is_present, checked_at, wrote_at, chat_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (company_id, address) do update set updated_at = excluded.updated_at,
       is_present = coalesce(excluded.is_present, whatsapp_contacts.is_present),
       checked_at = coalesce(excluded.checked_at, whatsapp_contacts.checked_at),
       wrote_at = greatest(excluded.wrote_at, whatsapp_contacts.wrote_at),
       chat_id = coalesce(excluded.chat_id, whatsapp_contacts.chat_id)`,
    [
      ...[newId(), now, now, scope.companyId, news.address.slice(0, 120), isPresent, isPresent === null ? null : now],
      ...[news.wroteAt ?? null, news.chatId?.slice(0, 120) ?? null],
    ],
  );
}
