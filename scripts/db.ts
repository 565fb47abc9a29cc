import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { openData } from '../src/app/open-data.ts';
import { loadSecretsKey } from '../src/app/secrets-key.ts';
import { decideConfig } from '../src/config/config.ts';
import { readEnvironment } from '../src/config/env.ts';
import { entities } from '../src/entities.ts';
import { openMigrator } from '../src/platform/db/orm.ts';
import { createLogger } from '../src/platform/logging/logger.ts';
import { prepareDatabase } from '../src/platform/postgres/prepare-database.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/start-embedded-postgres.ts';

const commands: Record<string, () => Promise<void>> = {
  new: () => withScratchDatabase(createMigration),
  check: () => withScratchDatabase(checkSnapshot),
  up: migrateOwn,
};
const command = commands[process.argv[2] ?? ''];
if (command) {
  await command();
} else {
  console.error('Usage: npm run db:new | npm run db:check | npm run db:up');
  process.exitCode = 2;
}

/** Brings the installation's own database up to date, as a start would, and starts nothing else. */
async function migrateOwn(): Promise<void> {
  const config = decideConfig(readEnvironment());
  const data = await openData(config, await loadSecretsKey(config), { logger: createLogger(config.logLevel) });
  await data.stop();
  console.log(`The schema is up to date: ${data.place}`);
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
