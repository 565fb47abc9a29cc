import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../src/entities.ts';
import { openMigrator } from '../src/platform/db/orm.ts';
import { prepareDatabase } from '../src/platform/postgres/prepare-database.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/start-embedded-postgres.ts';

const commands: Record<string, (orm: MikroORM) => Promise<void>> = { new: createMigration, check: checkSnapshot };
const command = commands[process.argv[2] ?? ''];
if (command) {
  await withScratchDatabase(command);
} else {
  console.error('Usage: npm run db:new [-- name] | npm run db:check');
  process.exitCode = 2;
}

/** Writes the migration that brings the committed snapshot to the entities. */
async function createMigration(orm: MikroORM): Promise<void> {
  await orm.migrator.up();
  const { fileName, diff } = await orm.migrator.create();
  console.log(diff.up.length === 0 ? 'The schema is up to date.' : `Written: migrations/${fileName}. Review it.`);
}

/** Fails when the entities differ from what the migrations make. */
async function checkSnapshot(orm: MikroORM): Promise<void> {
  const bySnapshot = await orm.migrator.checkSchema();
  await orm.migrator.up();
  const missing = await orm.schema.getUpdateSchemaSQL({ wrap: false });
  if (bySnapshot || missing !== '') {
    console.error('Entities and migrations differ: run npm run db:new, review and commit the migration and snapshot.');
    process.exitCode = 1;
    return;
  }
  console.log('Entities and migrations agree.');
}

async function withScratchDatabase(work: (orm: MikroORM) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sauda-db-'));
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    const urls = await prepareDatabase({
      adminUrl: server.adminUrl,
      database: 'sauda',
      passwords: (role) => `scratch-${role}`,
    });
    const orm = await openMigrator(urls, entities);
    await work(orm).finally(() => orm.close());
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
