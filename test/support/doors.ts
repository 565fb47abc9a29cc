import { entities } from '../../src/entities.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import type { Logger } from '../../src/platform/logging/logger.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { createSecretBox, readSecretsKey } from '../../src/platform/secrets/secret-box.ts';

// No jest here: this serves tests and the processes they start.

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

/** Opens the doors to a test's database; whoever opens them closes them, or ends. */
export function openDoors(urls: DatabaseUrls, options: Partial<Parameters<typeof openDatabase>[1]> = {}): Database {
  return openDatabase(urls, { entities, logger: silentLogger, secrets: testSecrets, ...options });
}
