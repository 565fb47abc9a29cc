import type { DatabaseUrls } from '../postgres/prepare-database.ts';
import { type EntityList, openMigrator } from './orm.ts';

/** Brings the schema up to date as the owner; returns the names of the migrations that ran. */
export async function migrate(urls: DatabaseUrls, entities: EntityList): Promise<string[]> {
  const orm = await openMigrator(urls, entities);
  try {
    const ran = await orm.migrator.up();
    return ran.map((migration) => migration.name);
  } finally {
    await orm.close();
  }
}
