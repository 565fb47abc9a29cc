import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../../src/platform/postgres/prepare-database.ts';
import { startEmbeddedPostgres } from '../../src/platform/postgres/start-embedded-postgres.ts';
import { publishTestServer, templateName, testPassword } from './postgres.ts';
import { dropServer, keepServer } from './postgres-run.ts';
import { migrateTemplate } from './postgres-template.ts';

/** Crash safety is worth nothing in a server that lives for one run. */
const fastSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/** Starts one PostgreSQL for the whole run and prepares the template that tests clone. */
// biome-ignore lint/style/noDefaultExport: Jest calls the default export.
export default async function globalSetup(): Promise<void> {
  const given = process.env.SAUDA_TEST_FOLDER;
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'sauda-test-')));
  // The server may run as another user, who must be able to enter; its own folder inside is private.
  await chmod(folder, 0o755);
  const dataDir = join(process.env.SAUDA_TEST_DATABASES ?? folder, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir, settings: fastSettings });
  keepServer({ server, ownFolder: given ? null : folder });
  try {
    const urls = await prepareDatabase({ adminUrl: server.adminUrl, database: templateName, passwords: testPassword });
    await migrateTemplate(urls);
    publishTestServer({ adminUrl: server.adminUrl, template: urls });
  } catch (error) {
    // Jest calls no teardown after a failed set-up.
    await dropServer();
    throw error;
  }
}
