import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  authenticate,
  chooseLanguage,
  createSignInLink,
  listMemberChats,
  redeemSignInLink,
  resolveVisitor,
  sharePhone,
  signOut,
  switchCompany,
} from '#src/access/index.ts';
import { createCompany, Member } from '#src/companies/index.ts';
import { newId } from '#src/kernel/ids.ts';
import { systemActor } from '#src/kernel/scope.ts';
import { crossing, inTwoProcesses } from '../support/elsewhere.ts';
import { workerDatabase } from '../support/postgres.ts';
import { testDatabase } from '../support/test-database.ts';

let lastUserId = 5_000_000;
const aUser = () => {
  lastUserId += 1;
  return { id: lastUserId, firstName: 'Айгерим', languageCode: 'kk' };
};
const aPhone = () => `+7701${String(lastUserId).slice(-7)}`;

async function anOwner(options: { now?: () => Date } = {}) {
  const database = await testDatabase(options.now && { clock: { now: options.now } });
  const user = aUser();
  const { personId, name } = await sharePhone(database, { user, contact: { userId: user.id, phone: aPhone() } });
  const { companyId, memberId } = await createCompany(database, {
    name: 'TechnoMart',
    language: 'ru',
    owner: { personId, name },
  });
  return { database, user, personId, companyId, memberId };
}

describe('a Telegram visitor', () => {
  it('is nobody in particular before the first message, in Telegram’s language', async () => {
    const database = await testDatabase();
    const visitor = await resolveVisitor(database)(aUser());
    expect(visitor).toMatchObject({ language: 'kk', companies: [] });
    expect(visitor.can('orders.read')).toBe(false);
  });

  it('keeps the language they chose', async () => {
    const database = await testDatabase();
    const user = aUser();
    await chooseLanguage(database, { user, language: 'en' });
    expect(await resolveVisitor(database)(user)).toMatchObject({ language: 'en' });
  });

  it('is an owner once the phone is shared and a company founded', async () => {
    const { database, user, companyId, memberId } = await anOwner();
    const visitor = await resolveVisitor(database)(user);
    expect(visitor).toMatchObject({ companyId, memberId, role: 'owner', companies: [{ name: 'TechnoMart' }] });
    expect(visitor.can('stores.connect')).toBe(true);
  });

  it('can’t use somebody else’s contact, nor an unreadable phone', async () => {
    const database = await testDatabase();
    const user = aUser();
    const share = (userId: number, phone: string) => sharePhone(database, { user, contact: { userId, phone } });
    await expect(share(1, '+77011234567')).rejects.toMatchObject({ code: 'access.notYourContact' });
    await expect(share(user.id, '12')).rejects.toMatchObject({ code: 'access.phoneUnreadable' });
  });

  it('is one person with two Telegram accounts on one phone, even when both share it at once', async () => {
    const database = await testDatabase();
    const phone = aPhone();
    const users = Array.from({ length: 20 }, aUser);
    const people = await Promise.all(
      users.map((user) => sharePhone(database, { user, contact: { userId: user.id, phone } })),
    );
    expect(new Set(people.map((person) => person.personId)).size).toBe(1);
  });

  it('switches only to a company of their own', async () => {
    const [ours, theirs] = [await anOwner(), await anOwner()];
    const switching = switchCompany(ours.database, { telegramUserId: ours.user.id, companyId: theirs.companyId });
    await expect(switching).rejects.toMatchObject({ code: 'access.noCompany' });
    const second = await createCompany(ours.database, {
      name: 'Second',
      language: 'ru',
      owner: { personId: ours.personId, name: 'A' },
    });
    await switchCompany(ours.database, { telegramUserId: ours.user.id, companyId: second.companyId });
    expect(await resolveVisitor(ours.database)(ours.user)).toMatchObject({ companyId: second.companyId });
  });
});

describe('a sign-in link', () => {
  it('signs its person in to its company', async () => {
    const { database, personId, companyId } = await anOwner();
    const { token } = await createSignInLink(database, { personId, companyId });
    const { cookieToken } = await redeemSignInLink(database, { token });
    const signedIn = await authenticate(database, cookieToken);
    expect(signedIn).toMatchObject({ companyId, personId, role: 'owner' });
    await signOut(database, cookieToken);
    expect(await authenticate(database, cookieToken)).toBeUndefined();
  });

  it('works once, also when two processes try it ten times each at the same moment', async () => {
    const { database, personId, companyId } = await anOwner();
    const { token } = await createSignInLink(database, { personId, companyId });
    const file = join(import.meta.dirname, 'redeem-elsewhere.ts');
    const input = { urls: crossing(await workerDatabase()), token };
    const tries = await inTwoProcesses<string>({ file, input, times: 10 });
    const cookies = tries.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
    expect(tries).toHaveLength(20);
    expect(cookies).toHaveLength(1);
    expect(await authenticate(database, String(cookies[0]))).toMatchObject({ personId, companyId });
  });

  it('is worth nothing after five minutes', async () => {
    let now = new Date();
    const { database, personId, companyId } = await anOwner({ now: () => now });
    const { token } = await createSignInLink(database, { personId, companyId });
    now = new Date(now.getTime() + 5 * 60_000);
    await expect(redeemSignInLink(database, { token })).rejects.toMatchObject({ code: 'access.linkInvalid' });
  });

  it('opens nothing for a member who was deactivated', async () => {
    const { database, personId, companyId, memberId } = await anOwner();
    const { token } = await createSignInLink(database, { personId, companyId });
    const { cookieToken } = await redeemSignInLink(database, { token });
    await database.inCompany(companyId, systemActor('test'), async ({ em }) => {
      await em.nativeUpdate(Member, { id: memberId }, { isActive: false });
    });
    expect(await authenticate(database, cookieToken)).toBeUndefined();
    expect(await authenticate(database, 'made-up')).toBeUndefined();
  });
});

describe('notices to members', () => {
  it('go to those who may do the action, of this company only', async () => {
    const [ours] = [await anOwner(), await anOwner()];
    await ours.database.inCompany(ours.companyId, systemActor('test'), async ({ em }) => {
      em.create(Member, { personId: newId(), name: 'No Telegram', role: 'manager' });
    });
    const chats = await ours.database.inCompany(ours.companyId, systemActor('test'), (scope) =>
      listMemberChats(scope, 'orders.accept'),
    );
    expect(chats.map((chat) => chat.telegramUserId)).toEqual([String(ours.user.id)]);
  });
});
