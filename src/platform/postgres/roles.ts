import pg from 'pg';

/** What the connected user may do about roles. */
export type AdminRights = Readonly<{ isSuperuser: boolean; mayCreateRoles: boolean }>;

/** Reads the rights of the connected user. */
export async function loadAdminRights(client: pg.Client): Promise<AdminRights> {
  const { rows } = await client.query<AdminRights>(
    `select rolsuper as "isSuperuser", rolsuper or rolcreaterole as "mayCreateRoles"
       from pg_roles where rolname = current_user`,
  );
  return rows[0] ?? { isSuperuser: false, mayCreateRoles: false };
}

/**
 * Creates a login role without special powers, or gives an existing one the password and takes its powers away.
 * @throws Error when an existing role has powers that the connected user may not take
 */
export async function ensureRole(
  client: pg.Client,
  role: Readonly<{ name: string; password: string; rights: AdminRights }>,
): Promise<void> {
  const name = pg.escapeIdentifier(role.name);
  const password = pg.escapeLiteral(role.password);
  const { rows } = await client.query<{ powerful: boolean }>(
    'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as powerful from pg_roles where rolname = $1',
    [role.name],
  );
  const [existing] = rows;
  if (!existing) {
    await client.query(`create role ${name} login password ${password}`);
    return;
  }

  await client.query(`alter role ${name} login password ${password}`);
  if (existing.powerful) {
    await takePowers(client, role.name, role.rights);
  }
}

/** Only a superuser may even mention SUPERUSER, BYPASSRLS and REPLICATION (PostgreSQL manual, ALTER ROLE). */
async function takePowers(client: pg.Client, name: string, rights: AdminRights): Promise<void> {
  if (!rights.isSuperuser) {
    throw new Error(`Role ${name} has powers that isolation forbids; a superuser must run: ${stripStatement(name)}`);
  }
  await client.query(stripStatement(name));
}

function stripStatement(name: string): string {
  return `alter role ${pg.escapeIdentifier(name)} nosuperuser nobypassrls nocreaterole nocreatedb noreplication`;
}
