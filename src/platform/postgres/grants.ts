import pg from 'pg';

export type GrantPlan = Readonly<{
  database: string;
  app: string;
  system: string;
  jobs: string;
}>;

/**
 * Lets app and system read and write every table that the connected owner makes, now and later, without the right to
 * make their own; gives jobs a schema of its own. A right that a migration took from one table stays taken.
 */
export async function grantRights(client: pg.Client, plan: GrantPlan): Promise<void> {
  const readers = [plan.app, plan.system].map((role) => pg.escapeIdentifier(role)).join(', ');
  const jobs = pg.escapeIdentifier(plan.jobs);
  const database = pg.escapeIdentifier(plan.database);
  const statements = [
    `grant connect on database ${database} to ${readers}, ${jobs}`,
    `grant usage on schema public to ${readers}`,
    `revoke create on schema public from public, ${readers}`,
    `alter default privileges in schema public grant select, insert, update, delete on tables to ${readers}`,
    `alter default privileges in schema public grant usage, select on sequences to ${readers}`,
    'create schema if not exists jobs',
    `grant usage, create on schema jobs to ${jobs}`,
  ];
  for (const statement of statements) {
    await client.query(statement);
  }

  for (const role of [plan.app, plan.system]) {
    await grantExistingTables(client, role);
  }
}

/** A role that may read nothing is new to tables that exist, as after restoring a backup on a fresh server. */
async function grantExistingTables(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ readable: boolean | null }>(
    `select bool_or(has_table_privilege($1, c.oid, 'select')) as readable
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    [role],
  );
  if (rows[0]?.readable !== false) {
    return;
  }

  const name = pg.escapeIdentifier(role);
  await client.query(`grant select, insert, update, delete on all tables in schema public to ${name}`);
  await client.query(`grant usage, select on all sequences in schema public to ${name}`);
}
