import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { cloneDatabase } from '../support/postgres.ts';
import { describeJobs } from './jobs-contract.ts';
import { describeJobLocks } from './jobs-locks-contract.ts';
import { describeRecurringJobs } from './jobs-recurring-contract.ts';
import { type ContractBackend, testJobs } from './jobs-support.ts';

async function open(): Promise<ContractBackend> {
  const database = await cloneDatabase();
  const query = async (text: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: database.jobsUrl });
    await client.connect();
    await client.query(text, [...values]);
    await client.end();
  };
  return {
    backend: { kind: 'postgres', url: database.jobsUrl },
    oldenClaims: () => query("update job_keys set claimed_at = claimed_at - interval '1 hour'"),
    leaveClaim: ({ name, key, agoMs }) =>
      query(
        "insert into job_keys (name, key, token, claimed_at) values ($1, $2, 'dead', now() - $3 * interval '1 millisecond')",
        [name, key, agoMs],
      ),
    drop: database.drop,
  };
}

describeJobs('postgres', open);
describeJobLocks('postgres', open);
describeRecurringJobs('postgres', open);

describe('jobs on postgres', () => {
  it('keeps its tables in the schema jobs, owned by role jobs', async () => {
    const database = await cloneDatabase();
    const jobs = testJobs({ kind: 'postgres', url: database.jobsUrl }, []);
    await jobs.list();
    const client = new pg.Client({ connectionString: database.jobsUrl });
    await client.connect();
    const { rows } = await client.query(
      "select schemaname, tablename from pg_tables where tableowner = current_user and schemaname not like 'pg%' order by 2",
    );
    await client.end();
    await jobs.stop({ timeoutMs: 0 });
    await database.drop();
    expect(rows).toEqual(
      ['agenda_jobs', 'job_keys', 'job_pauses'].map((tablename) => ({ schemaname: 'jobs', tablename })),
    );
  });

  it('says that the database refuses instead of ending the process, and connects once it can', async () => {
    const database = await cloneDatabase();
    const wrong = database.jobsUrl.replace('test-jobs', 'wrong');
    const refused = testJobs({ kind: 'postgres', url: wrong }, []);
    await expect(refused.start()).rejects.toThrow('password authentication failed');
    await refused.stop({ timeoutMs: 0 });
    const readOnly = testJobs({ kind: 'postgres', url: database.appUrl }, []);
    await expect(readOnly.start()).rejects.toThrow('permission denied');
    await database.drop();
  });
});
