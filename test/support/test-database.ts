import { afterAll } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import type { Logger } from '../../src/platform/logging/logger.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { createSecretBox, readSecretsKey } from '../../src/platform/secrets/secret-box.ts';
import { workerDatabase } from './postgres.ts';

/** A logger that says nothing, for tests that do not look at logs. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLogger,
};

/** The secrets key of tests. */
export const testSecrets = createSecretBox([readSecretsKey(Buffer.alloc(32, 7).toString('base64'))]);

const opened: Database[] = [];
let shared: Database | undefined;

/** The doors to this worker's database, opened once per test file; a clock of its own gets doors of its own. */
export async function testDatabase(options: { clock?: Clock } = {}): Promise<Database> {
  if (options.clock) {
    return openTestDatabase(await workerDatabase(), options);
  }

  shared ??= openTestDatabase(await workerDatabase());
  return shared;
}

/** Opens the doors to a test's database; they are closed when the test file ends. */
export function openTestDatabase(urls: DatabaseUrls, options: { clock?: Clock } = {}): Database {
  const database = openDatabase(urls, {
    entities,
    logger: silentLogger,
    secrets: testSecrets,
    ...(options.clock && { clock: options.clock }),
  });
  opened.push(database);
  return database;
}

afterAll(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});
