import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { SystemScope } from '#src/platform/db/scope.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDatabase } from '../support/test-database.ts';

/** More than a pool holds. */
const LOSSES = 15;

let urls: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  urls = await cloneDatabase();
  admin = new pg.Client({ connectionString: urls.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await urls.drop();
});

/** Cuts the line of whoever runs a statement that contains this text. */
async function cut(text: string): Promise<void> {
  const sql = `select pg_terminate_backend(pid) from pg_stat_activity
    where query like $1 and pid <> pg_backend_pid() and datname = current_database()`;
  let lost = 0;
  while (lost === 0) {
    lost = (await admin.query(sql, [`%${text}%`])).rowCount ?? 0;
  }
}

const cases: [string, (scope: SystemScope, mark: string) => Promise<unknown>][] = [
  ['in the middle of a statement', ({ em }, mark) => em.execute(`select pg_sleep(20), '${mark}'`)],
  [
    'between two statements',
    async ({ em }, mark) => {
      await em.execute(`select '${mark}'`);
      await cut(mark);
      await em.execute('select 1');
    },
  ],
  [
    'before the commit',
    async ({ em }, mark) => {
      await em.execute(`select '${mark}'`);
      await cut(mark);
    },
  ],
];

describe.each(cases)('a database that drops the line %s, more often than there are connections', (name, work) => {
  it('fails that work alone: the next works, and the end is not waited for in vain', async () => {
    const { inSystem, close } = openTestDatabase(urls);
    for (let loss = 0; loss < LOSSES; loss += 1) {
      const mark = `mark ${name} ${loss}`;
      const working = inSystem('test', (scope) => work(scope, mark));
      const failing = expect(working).rejects.toThrow(/connection|terminat/i);
      await (name === 'in the middle of a statement' ? cut(mark) : undefined);
      await failing;
    }
    expect(await inSystem('test', ({ em }) => em.execute('select 1 as one'))).toEqual([{ one: 1 }]);
    await close();
  }, 30_000);
});
