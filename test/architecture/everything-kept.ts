import pg from 'pg';

/** One row of any table, as text. */
export interface KeptRow {
  readonly table: string;
  readonly text: string;
}

/** Every row of every table of ours and of the queue, seen with a superuser's eyes. */
export async function everythingKept(adminUrl: string): Promise<KeptRow[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const kept: KeptRow[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
      kept.push(...rows.map(({ text }) => ({ table: name, text })));
    }
    return kept;
  } finally {
    await client.end();
  }
}

/** Where a secret stands readable: as it is, or in a dress that anybody takes off. */
export function placesOf(secret: string, places: readonly KeptRow[]): string[] {
  const dresses = [
    secret,
    encodeURIComponent(secret),
    ...['hex', 'base64', 'base64url'].map((as) => dressed(secret, as)),
  ];
  const patterns = dresses.map((text) => new RegExp(`(?<![0-9A-Za-z.-])${literal(text)}(?![0-9A-Za-z])`));
  // A long secret is looked for inside other text too; a short one would be found in any number.
  const fits = (text: string) =>
    secret.length < 10 ? patterns.some((pattern) => pattern.test(text)) : dresses.some((dress) => text.includes(dress));
  return places.filter(({ text }) => fits(text)).map(({ table, text }) => `${table}: ${text.slice(0, 200)}`);
}

function dressed(secret: string, as: string): string {
  return Buffer.from(secret)
    .toString(as as BufferEncoding)
    .replaceAll('=', '');
}

function literal(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}-]/g, '\\$&');
}
