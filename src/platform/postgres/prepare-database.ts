import pg from 'pg';
import { grantRights } from './grants.ts';
import { type AdminRights, ensureRole, loadAdminRights } from './roles.ts';
import { databaseOf, userOf, withCredentials, withJobsSchema } from './urls.ts';

/** The four roles of one database; owner migrates, app serves companies, system crosses them, jobs queues. */
export type DatabaseRole = 'owner' | 'app' | 'system' | 'jobs';

/** One connection string per role; `jobsUrl` has the schema `jobs` as its search path. */
export type DatabaseUrls = Readonly<{ ownerUrl: string; appUrl: string; systemUrl: string; jobsUrl: string }>;

/** `explicit` are connection strings given by an operator where we may not create roles. */
export type PrepareOptions = Readonly<{
  adminUrl: string;
  database: string;
  passwords: (role: DatabaseRole) => string;
  explicit?: Readonly<{ app?: string | undefined; system?: string | undefined; jobs?: string | undefined }>;
}>;

type ServingRole = Exclude<DatabaseRole, 'owner'>;

const servingRoles: readonly ServingRole[] = ['app', 'system', 'jobs'];
/** The key, as SQL, of the advisory lock under which processes that start together prepare and migrate in turn. */
export const PREPARE_LOCK = "hashtext('sauda.prepare')";
const maxNameBytes = 63 - '_system'.length;

/**
 * Creates or repairs the roles `<database>_app`, `_system`, `_jobs`, the schema `jobs` and their rights. Where
 * `adminUrl` points at another database than `database` (the embedded server), the database and its `_owner` come too;
 * where it points at it, its user is the owner. Safe to repeat and to run in two processes at once.
 * @throws Error naming the DATABASE_…_URL to set when roles are missing and may not be created
 */
export async function prepareDatabase(options: PrepareOptions): Promise<DatabaseUrls> {
  assertUsableName(options.database);
  const ownerUrl = await locked(options.adminUrl, async (client) => {
    const rights = await loadAdminRights(client);
    assertRolesPossible(options, rights);
    const ownerUrl = await ensureOwner(client, options, rights);
    for (const role of servingRoles.filter((one) => !options.explicit?.[one])) {
      await ensureRole(client, { name: roleName(options, role), password: options.passwords(role), rights });
    }
    return ownerUrl;
  });

  const urls = {
    ownerUrl,
    appUrl: roleUrl(options, ownerUrl, 'app'),
    systemUrl: roleUrl(options, ownerUrl, 'system'),
    jobsUrl: withJobsSchema(roleUrl(options, ownerUrl, 'jobs')),
  };
  await locked(ownerUrl, (client) =>
    grantRights(client, {
      database: options.database,
      app: userOf(urls.appUrl),
      system: userOf(urls.systemUrl),
      jobs: userOf(urls.jobsUrl),
    }),
  );
  return urls;
}

async function ensureOwner(client: pg.Client, options: PrepareOptions, rights: AdminRights): Promise<string> {
  if (databaseOf(options.adminUrl) === options.database) {
    return options.adminUrl;
  }

  const name = `${options.database}_owner`;
  const password = options.passwords('owner');
  await ensureRole(client, { name, password, rights });
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [options.database]);
  if (!rowCount) {
    await client.query(`create database ${pg.escapeIdentifier(options.database)} owner ${pg.escapeIdentifier(name)}`);
  }
  return withCredentials(options.adminUrl, { user: name, password, database: options.database });
}

function assertRolesPossible(options: PrepareOptions, rights: AdminRights): void {
  const missing = servingRoles.filter((role) => !options.explicit?.[role]);
  if (missing.length === 0 || rights.mayCreateRoles) {
    return;
  }

  const variables = missing.map((role) => `DATABASE_${role.toUpperCase()}_URL`).join(', ');
  throw new Error(
    `The user of DATABASE_URL may not create roles: give it CREATEROLE, or create the roles by hand and set ${variables}.`,
  );
}

function assertUsableName(database: string): void {
  if (Buffer.byteLength(database) > maxNameBytes) {
    throw new Error(`The database name ${database} is longer than ${maxNameBytes} bytes: role names carry it.`);
  }
}

function roleName(options: PrepareOptions, role: ServingRole): string {
  return `${options.database}_${role}`;
}

function roleUrl(options: PrepareOptions, ownerUrl: string, role: ServingRole): string {
  const given = options.explicit?.[role];
  return given ?? withCredentials(ownerUrl, { user: roleName(options, role), password: options.passwords(role) });
}

/** Two processes that start together take turns; the lock ends with the connection. */
async function locked<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${PREPARE_LOCK})`);
    return await work(client);
  } finally {
    await client.end();
  }
}
