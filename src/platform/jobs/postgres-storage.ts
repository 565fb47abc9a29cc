import { PostgresBackend, PostgresNotificationChannel } from '@agendajs/postgres-backend';
import pg from 'pg';
import type { Logger } from '../logging/logger.ts';
import { type JobStorage, type JobStore, type KeyClaim, orphanAfterMs } from './job-store.ts';

/**
 * Wakes workers by LISTEN/NOTIFY. It may be connected before Agenda starts, so that a process that only enqueues wakes
 * the others; it does not tell other processes about each start and end, which would cost three statements per job.
 */
class WakeChannel extends PostgresNotificationChannel {
  override async connect(): Promise<void> {
    if (this.state === 'disconnected' || this.state === 'reconnecting') {
      await super.connect();
    }
  }

  override async publishState(): Promise<void> {}
}

/** Opens the queue's schema with a connection string of role jobs; creates what is missing, one process at a time. */
export async function openPostgresStorage(url: string, logger: Logger): Promise<JobStorage> {
  const pool = new pg.Pool({ connectionString: url, max: 8, application_name: 'sauda-jobs' });
  pool.on('error', (error) => logger.warn({ err: error }, 'jobs connection lost'));
  const channel = new WakeChannel({ pool, channelName: 'sauda_jobs', reconnect: { enabled: true } });
  channel.on('error', (error) => logger.warn({ err: error }, 'jobs wake-up channel failed'));
  try {
    await createTables(pool);
    await channel.connect();
  } catch (error) {
    await channel.disconnect();
    await pool.end();
    throw error;
  }

  const backend = new PostgresBackend({ pool, ensureSchema: false, disableNotifications: true });
  return {
    agenda: {
      name: backend.name,
      repository: backend.repository,
      notificationChannel: channel,
      ownsConnection: false,
      connect: async () => undefined,
      disconnect: async () => undefined,
    },
    store: postgresStore(pool),
    async close() {
      await channel.disconnect();
      await pool.end();
    },
  };
}

/** Agenda's own statements are repeatable but fail when two processes run them at once. */
async function createTables(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('sauda.jobs'))");
    await new PostgresBackend({ pool, disableNotifications: true }).repository.connect();
    await client.query(ownTables);
    await client.query("select pg_advisory_unlock(hashtext('sauda.jobs'))");
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release();
}

const ownTables = `
  create table if not exists job_keys (
    name text not null, key text not null, token text not null unique, claimed_at timestamptz not null default now(),
    primary key (name, key)
  );
  create index if not exists agenda_jobs_claim_idx on agenda_jobs ((data #>> '{claim,token}')) where data ? 'claim';
  create table if not exists job_pauses (name text primary key, paused_at timestamptz not null default now());
`;

function postgresStore(pool: pg.Pool): JobStore {
  return {
    async claimKey(claim) {
      const isOurs = (await insertKey(pool, claim)) || (await takeOrphanedKey(pool, claim));
      return isOurs ? 'ours' : standingOf(pool, claim);
    },
    async releaseKey(token) {
      await pool.query('delete from job_keys where token = $1', [token]);
    },
    async pause(name) {
      await pool.query('insert into job_pauses (name) values ($1) on conflict do nothing', [name]);
    },
    async resume(name) {
      await pool.query('delete from job_pauses where name = $1', [name]);
    },
    async pausedNames() {
      const { rows } = await pool.query<{ name: string }>('select name from job_pauses');
      return new Set(rows.map((row) => row.name));
    },
    async sweep(before) {
      await pool.query(
        `delete from agenda_jobs where next_run_at is null and locked_at is null and last_finished_at is not null
           and (failed_at is null or failed_at < last_finished_at or last_finished_at < $1)`,
        [before],
      );
    },
  };
}

async function insertKey(pool: pg.Pool, { name, key, token }: KeyClaim): Promise<boolean> {
  const { rowCount } = await pool.query(
    'insert into job_keys (name, key, token) values ($1, $2, $3) on conflict (name, key) do nothing',
    [name, key, token],
  );
  return rowCount === 1;
}

/** A process that died between the claim and the job, or between the job's end and the release, leaves an orphan. */
async function takeOrphanedKey(pool: pg.Pool, { name, key, token }: KeyClaim): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update job_keys k set token = $3, claimed_at = now()
      where name = $1 and key = $2 and claimed_at < now() - $4 * interval '1 millisecond' and not ${hasJob}`,
    [name, key, token, orphanAfterMs],
  );
  return rowCount === 1;
}

async function standingOf(pool: pg.Pool, { name, key }: KeyClaim): Promise<'taken' | 'unsettled'> {
  const { rowCount } = await pool.query(`select 1 from job_keys k where name = $1 and key = $2 and ${hasJob}`, [
    name,
    key,
  ]);
  return rowCount === 1 ? 'taken' : 'unsettled';
}

/** Whether the claim `k` has a job that waits or runs. */
const hasJob = `exists (select 1 from agenda_jobs j where j.data ? 'claim' and j.data #>> '{claim,token}' = k.token
  and (j.next_run_at is not null or j.locked_at is not null))`;
