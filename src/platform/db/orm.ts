import { Migrator } from '@mikro-orm/migrations';
import { type EntityMetadata, type EntitySchema, MikroORM, type Options } from '@mikro-orm/postgresql';
import type { DatabaseUrls } from '../postgres/prepare-database.ts';
import { userOf } from '../postgres/urls.ts';
import type { PolicyRole } from './company-owned.ts';
import { loadMigrations, migrationsFolder } from './migrations.ts';

/** Anything MikroORM accepts as an entity. */
export type EntityList = readonly (EntitySchema | (new (...args: never[]) => unknown))[];

/** Connections one pool may hold. */
const POOL = { min: 0, max: 10 };

/** Opens a lazily connecting ORM as one role of the database. */
export function openOrm(urls: DatabaseUrls, role: keyof DatabaseUrls, entities: EntityList): MikroORM {
  return new MikroORM(options(urls, urls[role], entities));
}

/** Opens the ORM that migrates: owner's role, with the migrations of this repository bound to the real role names. */
export async function openMigrator(urls: DatabaseUrls, entities: EntityList): Promise<MikroORM> {
  const roles = policyRoles(urls);
  return new MikroORM({
    ...options(urls, urls.ownerUrl, entities),
    extensions: [Migrator],
    migrations: {
      path: migrationsFolder,
      pathTs: migrationsFolder,
      snapshotName: '.snapshot-sauda',
      tableName: 'migrations',
      emit: 'ts',
      silent: true,
      // Only db:new writes the snapshot: a start must not touch the program's own files.
      snapshotOnMigrate: false,
      migrationsList: await loadMigrations(roles),
    },
    // Made by hand in migrations: functions, and tables in partitions, of which the snapshot keeps no note (with it
    // every further migration would copy the whole table).
    schemaGenerator: { ignoreRoutines: true, skipTables: [/^offer_observations/] },
  });
}

/** The database roles behind the names that entity policies use. */
export function policyRoles(urls: DatabaseUrls): Record<PolicyRole, string> {
  return { owner: userOf(urls.ownerUrl), system: userOf(urls.systemUrl) };
}

function options(urls: DatabaseUrls, clientUrl: string, entities: EntityList): Options {
  const roles = policyRoles(urls);
  return {
    clientUrl,
    entities: [...entities] as NonNullable<Options['entities']>,
    pool: POOL,
    driverOptions: { keepAlive: true },
    forceUtcTimezone: true,
    ignoreUndefinedInQuery: false,
    discovery: { warnWhenNoEntities: false, onMetadata: (meta) => bindPolicies(meta, roles) },
  };
}

function bindPolicies(meta: EntityMetadata, roles: Record<PolicyRole, string>): void {
  if (meta.policies) {
    meta.policies = meta.policies.map((policy) => ({
      ...policy,
      ...(policy.roles && { roles: policy.roles.map((role) => roles[role as PolicyRole] ?? role) }),
    }));
  }
}
