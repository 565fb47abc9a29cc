import pg from 'pg';
import type { Mode } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import type { Database } from '../platform/db/database.ts';

/** What a database belongs to. */
export interface InstallationMarks {
  readonly mode: Mode;
  /** The id of the secrets key. */
  readonly keyId: string;
}

interface MarkedRow {
  readonly mode: string;
  readonly key_id?: string | null;
}

/** PostgreSQL's code for a database that does not exist. */
const NO_DATABASE = '3D000';

/**
 * Looks, before anything is changed, whether the database was set up by another installation. A start with another
 * secrets key would give the roles new passwords under a program that runs, and could open nothing that is sealed.
 * @throws Error that says what does not fit
 */
export async function refuseForeignInstallation(url: string, marks: InstallationMarks): Promise<void> {
  const row = await readMarks(url);
  if (row && row.mode !== marks.mode) {
    throw new Error(`This database was made for ${row.mode} mode; ${marks.mode} mode needs a database of its own.`);
  }

  if (row?.key_id && row.key_id !== marks.keyId) {
    throw new Error(
      'This database was set up with another SECRETS_KEY; start with that one. The demo keeps its own in secrets.key of its data folder.',
    );
  }
}

/** Marks a database at its first start, and one from before there was a mark for the key. */
export async function claimInstallation(database: Database, { mode, keyId }: InstallationMarks): Promise<void> {
  await database.inSystem('claim the installation', async ({ em, now }) => {
    await em.execute(
      `insert into installation (id, created_at, updated_at, key, mode, key_id) values (?, ?, ?, 'main', ?, ?)
       on conflict (key) do update set key_id = coalesce(installation.key_id, excluded.key_id)`,
      [newId(), now(), now(), mode, keyId],
    );
  });
}

async function readMarks(url: string): Promise<MarkedRow | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows: found } = await client.query("select to_regclass('public.installation') is not null as is_there");
    const { rows } = found[0]?.is_there ? await client.query<MarkedRow>('select * from installation') : { rows: [] };
    return rows[0];
  } catch (error) {
    if ((error as { code?: string }).code === NO_DATABASE) {
      return undefined;
    }
    throw error;
  } finally {
    await client.end();
  }
}
