import { createHash } from 'node:crypto';
import { isAllowed, type Role } from '../companies/index.ts';
import { newToken } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Actor } from '../kernel/scope.ts';
import { accessErrors } from './access.errors.ts';
import { SignInLink, WebSignIn } from './sign-in.entity.ts';
import type { IdentityDeps } from './telegram-identity.ts';

const LINK_MINUTES = 5;
const SIGN_IN_DAYS = 30;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Makes a one-time token that signs its person in to the admin within five minutes. */
export async function createSignInLink(
  deps: IdentityDeps,
  input: { personId: string; companyId: string },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  return deps.inSystem('make a sign-in link', async ({ em, now }) => {
    const expiresAt = new Date(now().getTime() + LINK_MINUTES * MINUTE_MS);
    em.create(SignInLink, {
      tokenHash: hashOf(token),
      person: input.personId,
      companyId: input.companyId,
      expiresAt,
    });
    return { token, expiresAt };
  });
}

/** Trades a one-time token for the token of a browser's cookie; of many at once one wins. @throws access.linkInvalid */
export async function redeemSignInLink(
  deps: IdentityDeps,
  input: { token: string },
): Promise<{ cookieToken: string; expiresAt: Date }> {
  const cookieToken = newToken();
  return deps.inSystem('use a sign-in link', async ({ em, now }) => {
    const [link] = await em.execute<{ person_id: string; company_id: string }[]>(
      `update sign_in_links set used_at = ?, updated_at = ?
       where token_hash = ? and used_at is null and expires_at > ? returning person_id, company_id`,
      [now(), now(), hashOf(input.token), now()],
    );
    if (!link) {
      throw accessErrors.linkInvalid();
    }

    const expiresAt = new Date(now().getTime() + SIGN_IN_DAYS * DAY_MS);
    em.create(WebSignIn, {
      tokenHash: hashOf(cookieToken),
      person: link.person_id,
      companyId: link.company_id,
      expiresAt,
      lastSeenAt: now(),
    });
    return { cookieToken, expiresAt };
  });
}

/** A signed-in browser: in which company, as whom, with which rights. */
export interface SignedIn {
  readonly companyId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly actor: Actor;
}

/** Who a browser's cookie stands for; nobody once it has ended, expired or lost its membership. */
export async function authenticate(deps: IdentityDeps, cookieToken: string): Promise<SignedIn | undefined> {
  const row = await deps.inSystem('authenticate a browser', async ({ em, now }) => {
    const [found] = await em.execute<SignInRow[]>(
      `select s.company_id, s.person_id, p.name, p.language, m.id as member_id, m.role
       from web_sign_ins s
       join persons p on p.id = s.person_id
       join members m on m.company_id = s.company_id and m.person_id = s.person_id and m.is_active and m.deleted_at is null
       join companies c on c.id = s.company_id and c.deleted_at is null
       where s.token_hash = ? and s.ended_at is null and s.expires_at > ?`,
      [hashOf(cookieToken), now()],
    );
    return found;
  });
  return row && signedIn(row);
}

/** Ends a browser's sign-in. */
export async function signOut(deps: IdentityDeps, cookieToken: string): Promise<void> {
  await deps.inSystem('sign a browser out', async ({ em, now }) => {
    await em.nativeUpdate(WebSignIn, { tokenHash: hashOf(cookieToken), endedAt: null }, { endedAt: now() });
  });
}

interface SignInRow {
  readonly company_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly language: Language;
  readonly member_id: string;
  readonly role: Role;
}

function signedIn(row: SignInRow): SignedIn {
  return {
    companyId: row.company_id,
    personId: row.person_id,
    name: row.name,
    role: row.role,
    language: row.language,
    actor: { kind: 'member', id: row.member_id, can: (action) => isAllowed(row.role, action) },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
