import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseRole, DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { withDatabase } from '../../src/platform/postgres/urls.ts';

/** The database that is migrated once per run and copied for tests; its roles serve every copy. */
export const templateName = 'sauda_template';

/** A database of a test's own, reached with the template's roles. */
export type TestDatabase = DatabaseUrls & Readonly<{ name: string; adminUrl: string; drop(): Promise<void> }>;

type TestServer = Readonly<{ adminUrl: string; template: DatabaseUrls }>;

/** Passwords of the template's roles. */
export function testPassword(role: DatabaseRole): string {
  return `test-${role}`;
}

/** Tells the workers of this run where the server is. */
export function publishTestServer(server: TestServer): void {
  process.env.SAUDA_TEST_SERVER = JSON.stringify(server);
}

/** The superuser's connection string of this run's server. */
export function testAdminUrl(): string {
  return testServer().adminUrl;
}

/** Copies the migrated template (or another unused database) under a new name; `drop` removes the copy. */
export async function cloneDatabase(template: string = templateName): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin((client) => createFrom(client, name, template));
  return describeDatabase(name);
}

/** The copy that belongs to this jest worker, made when first asked for and shared by its test files. */
export async function workerDatabase(): Promise<TestDatabase> {
  const name = `worker_${process.env.JEST_WORKER_ID ?? '1'}`;
  await asAdmin(async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) {
      await createFrom(client, name, templateName);
    }
  });
  return describeDatabase(name);
}

async function createFrom(client: pg.Client, name: string, template: string): Promise<void> {
  const owner = pg.escapeIdentifier(`${templateName}_owner`);
  await client.query(`create database ${name} template ${pg.escapeIdentifier(template)} owner ${owner}`);
}

function describeDatabase(name: string): TestDatabase {
  const { adminUrl, template } = testServer();
  return {
    name,
    adminUrl: withDatabase(adminUrl, name),
    ownerUrl: withDatabase(template.ownerUrl, name),
    appUrl: withDatabase(template.appUrl, name),
    systemUrl: withDatabase(template.systemUrl, name),
    jobsUrl: withDatabase(template.jobsUrl, name),
    drop: () => asAdmin(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

function testServer(): TestServer {
  const published = process.env.SAUDA_TEST_SERVER;
  if (!published) {
    throw new Error('No test server: run the tests with npm test, or jest with jest.config.mjs');
  }
  return JSON.parse(published) as TestServer;
}

async function asAdmin(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: testAdminUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
