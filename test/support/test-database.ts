import { afterAll } from '@jest/globals';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Database } from '../../src/platform/db/database.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { openDoors } from './doors.ts';
import { workerDatabase } from './postgres.ts';

export { silentLogger, testSecrets } from './doors.ts';

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
  const database = openDoors(urls, options);
  opened.push(database);
  return database;
}

afterAll(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});
