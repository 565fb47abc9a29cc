import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { emptyFolder } from '../scripts/story/product-process.ts';
import { entities } from '../src/entities.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { type DatabaseUrls, prepareDatabase } from '../src/platform/postgres/prepare-database.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/start-embedded-postgres.ts';

/** A migrated database of a bench's own, on the embedded server with its production settings. */
export interface ScratchDatabase {
  readonly urls: DatabaseUrls;
  stop(): Promise<void>;
}

/** Makes the database in a fresh folder; `stop` removes both. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const dataDir = await emptyFolder('sauda-bench-db-');
  const server = await startEmbeddedPostgres({ dataDir });
  const password = randomBytes(12).toString('hex');
  const urls = await prepareDatabase({
    adminUrl: server.adminUrl,
    database: 'sauda',
    passwords: (role) => `${password}-${role}`,
  });
  await migrate(urls, entities);
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { urls, stop };
}
