import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { prepareDatabase } from '../../src/platform/postgres/prepare-database.ts';
import { withCredentials, withDatabase } from '../../src/platform/postgres/urls.ts';
import { cloneDatabase, type TestDatabase, templateName, testAdminUrl, testPassword } from '../support/postgres.ts';

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const powers =
  'select current_user as role, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user';

describe('the roles of a cloned database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['appUrl', 'app'],
    ['systemUrl', 'system'],
    ['jobsUrl', 'jobs'],
    ['ownerUrl', 'owner'],
  ] as const)('connects %s as a role that carries the template name and has no powers', async (url, role) => {
    const [row] = await ask(database[url], powers);
    expect(row).toEqual({
      role: `${templateName}_${role}`,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
    });
  });

  it('is UTF-8 whatever the machine speaks', async () => {
    const rows = await ask(
      database.appUrl,
      "select pg_encoding_to_char(encoding) as encoding, datcollate, upper('қазақша') as upper from pg_database where datname = current_database()",
    );
    expect(rows).toEqual([{ encoding: 'UTF8', datcollate: 'C.UTF-8', upper: 'ҚАЗАҚША' }]);
  });

  it('lets app and system write the tables that the owner makes later, but make none', async () => {
    await ask(database.ownerUrl, 'create table later (id bigserial primary key, word text)');
    await ask(database.appUrl, "insert into later (word) values ('app')");
    await ask(database.systemUrl, "update later set word = 'system'");
    expect(await ask(database.appUrl, 'select word from later')).toEqual([{ word: 'system' }]);
    for (const url of [database.appUrl, database.systemUrl]) {
      await expect(ask(url, 'create table mine (id int)')).rejects.toThrow('permission denied for schema public');
      await expect(ask(url, 'truncate later')).rejects.toThrow('permission denied');
    }
  });

  it('gives jobs its own schema and nothing of the others', async () => {
    await ask(database.jobsUrl, 'create table queue (id int)');
    expect(await ask(database.jobsUrl, "select schemaname from pg_tables where tablename = 'queue'")).toEqual([
      { schemaname: 'jobs' },
    ]);
    await ask(database.ownerUrl, 'create table secret (id int)');
    await expect(ask(database.jobsUrl, 'select * from public.secret')).rejects.toThrow('permission denied');
    await expect(ask(database.appUrl, 'select * from jobs.queue')).rejects.toThrow('permission denied');
  });
});

describe('prepareDatabase', () => {
  const passwords = testPassword;

  it('creates a database once and may be repeated by two processes at once', async () => {
    const options = { adminUrl: testAdminUrl(), database: 'fresh', passwords };
    const [first, second] = await Promise.all([prepareDatabase(options), prepareDatabase(options)]);
    expect(first).toEqual(second);
    expect(await ask(first.appUrl, 'select current_user as role, current_database() as db')).toEqual([
      { role: 'fresh_app', db: 'fresh' },
    ]);
  });

  it('repairs a password, powers and a right that were changed behind its back', async () => {
    const options = { adminUrl: testAdminUrl(), database: 'damaged', passwords };
    const urls = await prepareDatabase(options);
    await ask(urls.ownerUrl, 'create table kept (id int)');
    await ask(
      withDatabase(testAdminUrl(), 'damaged'),
      "alter role damaged_app password 'x' bypassrls; revoke usage on schema public from damaged_system",
    );
    await expect(ask(urls.appUrl, 'select 1')).rejects.toThrow('password authentication failed');

    await prepareDatabase(options);
    expect(await ask(urls.appUrl, powers)).toEqual([
      { role: 'damaged_app', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    ]);
    expect(await ask(urls.systemUrl, 'select * from kept')).toEqual([]);
  });

  it('keeps a right that a migration took from one table', async () => {
    const options = { adminUrl: testAdminUrl(), database: 'ledgers', passwords };
    const urls = await prepareDatabase(options);
    await ask(
      urls.ownerUrl,
      'create table open (id int); create table ledger (id int); revoke update, delete on ledger from ledgers_app',
    );
    await prepareDatabase(options);
    await expect(ask(urls.appUrl, 'delete from ledger')).rejects.toThrow('permission denied');
    expect(await ask(urls.appUrl, 'delete from open')).toEqual([]);
  });

  it('opens tables that were there before the roles, as after restoring a backup', async () => {
    const admin = testAdminUrl();
    await ask(admin, 'create database restored');
    await ask(admin, "create role restored_owner login password 'x'; alter database restored owner to restored_owner");
    await ask(withDatabase(admin, 'restored'), 'create table old (id int); alter table old owner to restored_owner');
    const urls = await prepareDatabase({ adminUrl: admin, database: 'restored', passwords });
    expect(await ask(urls.appUrl, 'select * from old')).toEqual([]);
  });

  describe('with a database of somebody else', () => {
    async function aRentedDatabase(name: string, rights: string): Promise<string> {
      const admin = testAdminUrl();
      await ask(admin, `create role ${name}_tenant login password 'rent' ${rights}`);
      await ask(admin, `create database ${name} owner ${name}_tenant`);
      return withCredentials(admin, { user: `${name}_tenant`, password: 'rent', database: name });
    }

    it('makes the roles when its user has CREATEROLE, and again', async () => {
      const adminUrl = await aRentedDatabase('rented', 'createrole');
      await prepareDatabase({ adminUrl, database: 'rented', passwords });
      const urls = await prepareDatabase({ adminUrl, database: 'rented', passwords });
      expect(urls.ownerUrl).toBe(adminUrl);
      await ask(adminUrl, 'create table things (id int)');
      expect(await ask(urls.appUrl, 'select current_user as role from things')).toEqual([]);
      await ask(urls.jobsUrl, 'create table queue (id int)');
    });

    it('names the addresses that are missing when roles may not be made', async () => {
      const adminUrl = await aRentedDatabase('closed', 'nocreaterole');
      const explicit = { system: withCredentials(adminUrl, { user: 'other', password: 'x' }) };
      await expect(prepareDatabase({ adminUrl, database: 'closed', passwords, explicit })).rejects.toThrow(
        'set DATABASE_APP_URL, DATABASE_JOBS_URL.',
      );
    });

    it('uses the roles that were made by hand', async () => {
      const adminUrl = await aRentedDatabase('managed', 'nocreaterole');
      const url = (user: string) => withCredentials(adminUrl, { user, password: 'hand' });
      await ask(
        testAdminUrl(),
        "create role one login password 'hand'; create role two login password 'hand'; create role three login password 'hand'",
      );
      const explicit = { app: url('one'), system: url('two'), jobs: url('three') };
      const urls = await prepareDatabase({ adminUrl, database: 'managed', passwords, explicit });
      await ask(adminUrl, 'create table things (id int)');
      expect(await ask(urls.appUrl, 'select current_user as role, count(*)::int as n from things')).toEqual([
        { role: 'one', n: 0 },
      ]);
      expect(await ask(urls.jobsUrl, 'show search_path')).toEqual([{ search_path: 'jobs' }]);
    });
  });
});
