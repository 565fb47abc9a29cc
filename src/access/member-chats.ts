import { type Action, isAllowed, type Role } from '../companies/index.ts';
import type { Language } from '../kernel/language.ts';
import type { Scope } from '../platform/db/scope.ts';

/** Where a member is told things. */
export interface MemberChat {
  readonly memberId: string;
  readonly telegramUserId: string;
  readonly language: Language;
}

/** The Telegram chats of the company's active members who may take an action. */
export async function listMemberChats(scope: Scope, action: Action): Promise<MemberChat[]> {
  const rows = await scope.em.execute<ChatRow[]>(
    `select m.id as member_id, m.role, t.telegram_user_id, t.language
     from members m join telegram_identities t on t.person_id = m.person_id
     where m.company_id = ? and m.is_active and m.deleted_at is null order by m.id`,
    [scope.companyId],
  );
  return rows
    .filter((row) => isAllowed(row.role, action))
    .map((row) => ({ memberId: row.member_id, telegramUserId: row.telegram_user_id, language: row.language }));
}

interface ChatRow {
  readonly member_id: string;
  readonly role: Role;
  readonly telegram_user_id: string;
  readonly language: Language;
}
