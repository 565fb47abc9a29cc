import { isAllowed, type Role } from '../companies/index.ts';
import { type Language, languageOf } from '../kernel/language.ts';
import type { SystemScope } from '../platform/db/scope.ts';
import type { TelegramUser, Visitor } from '../platform/telegram/visitor.ts';
import type { IdentityDeps } from './telegram-identity.ts';

/** Finds who is behind a Telegram account and the company they work in: one named query, before any scope is open. */
export function resolveVisitor(deps: IdentityDeps): (user: TelegramUser) => Promise<Visitor> {
  return async (user) => {
    const memberships = await deps.inSystem('resolve a visitor', (scope) => loadMemberships(scope, user.id));
    const identity = memberships[0];
    const active = memberships.find((row) => row.company_id !== null && row.company_id === row.active_company_id);
    const present = active ?? memberships.find((row) => row.company_id !== null);
    return {
      telegramUserId: user.id,
      language: identity?.language_chosen_at ? identity.language : languageOf(user.languageCode),
      ...(identity?.person_id && { personId: identity.person_id }),
      ...(present && membershipOf(present)),
      companies: memberships.flatMap((row) =>
        row.company_id && row.company_name ? [{ id: row.company_id, name: row.company_name }] : [],
      ),
      can: (action) => present?.role != null && isAllowed(present.role, action),
    };
  };
}

interface MembershipRow {
  readonly language: Language;
  readonly language_chosen_at: string | null;
  readonly person_id: string | null;
  readonly active_company_id: string | null;
  readonly company_id: string | null;
  readonly company_name: string | null;
  readonly zone: string | null;
  readonly member_id: string | null;
  readonly role: Role | null;
}

async function loadMemberships({ em }: SystemScope, telegramUserId: number): Promise<MembershipRow[]> {
  return em.execute<MembershipRow[]>(
    `select t.language, t.language_chosen_at, t.person_id, t.active_company_id,
       c.id as company_id, c.name as company_name, c.zone, m.id as member_id, m.role
     from telegram_identities t
     left join members m on m.person_id = t.person_id and m.is_active and m.deleted_at is null
     left join companies c on c.id = m.company_id and c.deleted_at is null
     where t.telegram_user_id = ? order by m.id`,
    [String(telegramUserId)],
  );
}

function membershipOf(row: MembershipRow): Partial<Visitor> {
  return {
    ...(row.company_id && { companyId: row.company_id }),
    ...(row.member_id && { memberId: row.member_id }),
    ...(row.role && { role: row.role }),
    ...(row.zone && { zone: row.zone }),
  };
}
