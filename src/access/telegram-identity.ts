import { type Language, languageOf } from '../kernel/language.ts';
import { readPhone } from '../kernel/phone.ts';
import type { InSystem, SystemScope } from '../platform/db/scope.ts';
import type { TelegramUser } from '../platform/telegram/visitor.ts';
import { accessErrors } from './access.errors.ts';
import { Person, PersonPhone, TelegramIdentity } from './person.entity.ts';

/** Telegram accounts and people belong to no company, so these verbs work across companies by name. */
export interface IdentityDeps {
  readonly inSystem: InSystem;
}

/** Keeps the language a Telegram user chose, for them and for the person behind the account. */
export async function chooseLanguage(
  deps: IdentityDeps,
  input: { user: TelegramUser; language: Language },
): Promise<void> {
  await deps.inSystem('choose a language', async (scope) => {
    const identity = await rememberIdentity(scope, input.user);
    identity.language = input.language;
    identity.languageChosenAt = scope.now();
    if (identity.person) {
      await scope.em.nativeUpdate(Person, { id: identity.person }, { language: input.language });
    }
  });
}

/** A contact as Telegram hands it over; `userId` is whose contact it is. */
export interface SharedContact {
  readonly userId: number | undefined;
  readonly phone: string;
}

/**
 * Ties a Telegram account to the person with this phone; a new phone makes a new person.
 * @throws access.notYourContact for somebody else's contact, access.phoneUnreadable
 */
export async function sharePhone(
  deps: IdentityDeps,
  input: { user: TelegramUser; contact: SharedContact },
): Promise<{ personId: string; name: string }> {
  if (input.contact.userId !== input.user.id) {
    throw accessErrors.notYourContact();
  }

  const phone = readPhone(input.contact.phone);
  if (!phone) {
    throw accessErrors.phoneUnreadable();
  }

  return deps.inSystem('share a phone', async (scope) => {
    const identity = await rememberIdentity(scope, input.user);
    await scope.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`person:${phone}`]);
    const known = await scope.em.findOne(PersonPhone, { phone });
    const personId = known?.person ?? createPerson(scope, { identity, phone });
    identity.person = personId;
    return { personId, name: identity.name };
  });
}

/** Makes a company the one the Telegram user works in. */
export async function switchCompany(
  deps: IdentityDeps,
  input: { telegramUserId: number; companyId: string },
): Promise<void> {
  await deps.inSystem('switch the active company', async ({ em }) => {
    const [member] = await em.execute<unknown[]>(
      `select 1 from members m join telegram_identities t on t.person_id = m.person_id
       where t.telegram_user_id = ? and m.company_id = ? and m.is_active and m.deleted_at is null`,
      [String(input.telegramUserId), input.companyId],
    );
    if (!member) {
      throw accessErrors.noCompany();
    }

    await em.nativeUpdate(
      TelegramIdentity,
      { telegramUserId: String(input.telegramUserId) },
      { activeCompanyId: input.companyId },
    );
  });
}

/** The stored Telegram account, made on its first message. */
export async function rememberIdentity(scope: SystemScope, user: TelegramUser): Promise<TelegramIdentity> {
  const telegramUserId = String(user.id);
  await scope.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`telegram:${telegramUserId}`]);
  const known = await scope.em.findOne(TelegramIdentity, { telegramUserId });
  return (
    known ??
    scope.em.create(TelegramIdentity, {
      telegramUserId,
      name: fullName(user),
      language: languageOf(user.languageCode),
    })
  );
}

function createPerson(scope: SystemScope, input: { identity: TelegramIdentity; phone: string }): string {
  const person = scope.em.create(Person, { name: input.identity.name, language: input.identity.language });
  scope.em.create(PersonPhone, { person: person.id, phone: input.phone, verifiedAt: scope.now() });
  return person.id;
}

function fullName(user: TelegramUser): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ').slice(0, 120);
}
