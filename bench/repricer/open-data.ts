import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyFolder } from '../../scripts/story/product-process.ts';
import { entities } from '../../src/entities.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { createLogger, type Logger } from '../../src/platform/logging/logger.ts';
import { type DatabaseUrls, prepareDatabase } from '../../src/platform/postgres/prepare-database.ts';
import { startEmbeddedPostgres } from '../../src/platform/postgres/start-embedded-postgres.ts';
import { withDatabase } from '../../src/platform/postgres/urls.ts';
import { createSecretBox, readSecretsKey } from '../../src/platform/secrets/secret-box.ts';

/** A fresh installation's database on the embedded server, with the settings of production. */
export interface BenchData {
  readonly urls: DatabaseUrls;
  /** The server's superuser, for filling the database. */
  readonly adminUrl: string;
  readonly database: Database;
  readonly logger: Logger;
  /** Process id of the server that all its processes descend from. */
  readonly postmaster: number;
  stop(): Promise<void>;
}

/** Starts the server, makes the database and brings its schema up to date. */
export async function openBenchData(options: { readonly clock?: Clock } = {}): Promise<BenchData> {
  const folder = await emptyFolder('sauda-bench-data-');
  const dataDir = join(folder, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir });
  const urls = await prepareDatabase({
    adminUrl: server.adminUrl,
    database: 'sauda',
    passwords: (role) => `bench-${role}`,
  });
  await migrate(urls, entities);
  const logger = createLogger('error');
  const secrets = createSecretBox([readSecretsKey(Buffer.alloc(32, 7).toString('base64'))]);
  const database = openDatabase(urls, { entities, logger, secrets, ...options });
  return {
    urls,
    adminUrl: withDatabase(server.adminUrl, 'sauda'),
    database,
    logger,
    postmaster: Number.parseInt(await readFile(join(server.home, 'cluster', 'postmaster.pid'), 'utf8'), 10),
    stop: async () => {
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
