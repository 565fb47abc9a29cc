import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { seedTariffs } from '../economics/index.ts';
import { entities } from '../entities.ts';
import { checkIsolation } from '../platform/db/boot-checks.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import type { Logger } from '../platform/logging/logger.ts';
import { type DatabaseUrls, prepareDatabase } from '../platform/postgres/prepare-database.ts';
import { startEmbeddedPostgres } from '../platform/postgres/start-embedded-postgres.ts';
import { databaseOf, withDatabase } from '../platform/postgres/urls.ts';
import { createSecretBox, deriveSecret, type SecretBox, type SecretsKey } from '../platform/secrets/secret-box.ts';
import { claimInstallation, refuseForeignInstallation } from './installation.ts';
import { within } from './within.ts';

const CLOSE_MS = 1_000;

/** The opened database with its roles, and its end. */
export interface OpenedData {
  readonly database: Database;
  readonly urls: DatabaseUrls;
  readonly secrets: SecretBox;
  /** Says in a few words where the data are. */
  readonly place: string;
  stop(): Promise<void>;
}

/** Who hears of the opening, and who may break it off between two steps. */
export interface Opening {
  readonly logger: Logger;
  readonly signal?: AbortSignal | undefined;
}

/** Starts or reaches Postgres, repairs its roles, migrates, checks isolation, opens the doors to data and puts known rates in. */
export async function openData(config: Config, key: SecretsKey, { logger, signal }: Opening): Promise<OpenedData> {
  const server = await reachServer(config, logger);
  try {
    signal?.throwIfAborted();
    const marks = { mode: config.mode, keyId: key.id };
    await refuseForeignInstallation(withDatabase(server.adminUrl, server.database), marks);
    const urls = await prepareDatabase({
      adminUrl: server.adminUrl,
      database: server.database,
      passwords: (role) => deriveSecret(key, `database:${role}`),
      explicit: {
        app: config.database.app?.reveal(),
        system: config.database.system?.reveal(),
        jobs: config.database.jobs?.reveal(),
      },
    });
    signal?.throwIfAborted();
    const migrations = await migrate(urls, entities);
    logger.info({ migrations }, 'schema up to date');
    await checkIsolation(urls);
    const secrets = createSecretBox([key]);
    const database = openDatabase(urls, { entities, logger, secrets });
    await claimInstallation(database, marks);
    await seedTariffs(database);
    const stop = async () => {
      // A query that hangs would hold its connection; the server's own end breaks it off.
      await within(CLOSE_MS, database.close());
      await server.stop();
    };
    return { database, urls, secrets, place: server.place, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

interface ReachedServer {
  readonly adminUrl: string;
  readonly database: string;
  readonly place: string;
  stop(): Promise<void>;
}

async function reachServer(config: Config, logger: Logger): Promise<ReachedServer> {
  const external = config.database.owner?.reveal();
  if (external) {
    const database = databaseOf(external);
    return {
      adminUrl: external,
      database,
      place: `PostgreSQL ${new URL(external).host}/${database}`,
      stop: async () => {},
    };
  }

  const server = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres'), logger });
  return {
    adminUrl: server.adminUrl,
    database: 'sauda',
    place: `embedded PostgreSQL in ${server.home}`,
    stop: () => server.stop(),
  };
}
