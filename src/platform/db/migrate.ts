import { type DatabaseUrls, PREPARE_LOCK } from '../postgres/prepare-database.ts';
import { type EntityList, openMigrator } from './orm.ts';

/**
 * Brings the schema up to date as the owner; returns the names of the migrations that ran. Processes that start together
 * take turns, so each migration runs once.
 */
export async function migrate(urls: DatabaseUrls, entities: EntityList): Promise<string[]> {
  const orm = await openMigrator(urls, entities);
  try {
    // The lock and the migrations share one transaction: neither can outlive the other.
    const ran = await orm.em.fork().transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(${PREPARE_LOCK})`);
      return orm.migrator.up({ transaction: em.getTransactionContext() });
    });
    return ran.map((migration) => migration.name);
  } finally {
    await orm.close();
  }
}
