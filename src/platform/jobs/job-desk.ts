import { randomUUID } from 'node:crypto';
import { Job, type JobState, type JobWithState } from 'agenda';
import { claimKey } from './claim-key.ts';
import type { JobsOptions } from './create-jobs.ts';
import type { StoredData } from './job-store.ts';
import type { Engine } from './open-engine.ts';

/** A job as staff see it. */
export type JobView = Readonly<{
  id: string;
  name: string;
  state: JobState;
  payload: unknown;
  nextRunAt: Date | null;
  lastRunAt: Date | null;
  failures: number;
  failReason: string | null;
  /** 0 to 100, or null when the job does not tell. */
  progress: number | null;
}>;

/** How many jobs of one name are in which state. */
export type JobStatus = Readonly<{
  name: string;
  isKnown: boolean;
  isPaused: boolean;
  waiting: number;
  running: number;
  failed: number;
}>;

/** Which jobs to list; newest due first. */
export type JobFilter = Readonly<{ name?: string; state?: JobState; skip?: number; limit?: number }>;

/** What staff may do with jobs; the verbs answer false when the job is gone or not in a state for it. */
export type JobDesk = Readonly<{
  /** Asks the queue's storage for a sign of life. @throws Error when it does not answer */
  ping(): Promise<void>;
  status(): Promise<readonly JobStatus[]>;
  list(filter?: JobFilter): Promise<Readonly<{ jobs: readonly JobView[]; total: number }>>;
  /** Makes a waiting job due now. */
  runNow(id: string): Promise<boolean>;
  /** Runs a job that failed for good once more, with all its retries; false while another has its key. */
  retry(id: string): Promise<boolean>;
  /** Removes a job; a running one is told to stop at its next renewal. */
  cancel(id: string): Promise<boolean>;
  /** Keeps jobs of this name, also future ones, from starting in every process. */
  pause(name: string): Promise<void>;
  resume(name: string): Promise<void>;
}>;

type StoredJob = JobWithState<StoredData>;

/** Makes the desk over an engine that connects when first asked. */
export function createJobDesk(connect: () => Promise<Engine>, { clock, jobs }: JobsOptions): JobDesk {
  const known = new Set(jobs.map((job) => job.name));
  return {
    async ping() {
      await (await connect()).store.pausedNames();
    },
    status: async () => loadStatus(await connect(), known),
    list: async (filter = {}) => listJobs(await connect(), filter),
    runNow: async (id) => makeDue(await connect(), id, clock.now()),
    retry: async (id) => revive(await connect(), id, clock.now()),
    cancel: async (id) => cancelJob(await connect(), id),
    async pause(name) {
      const { agenda, store } = await connect();
      await store.pause(name);
      await agenda.disable({ name });
    },
    async resume(name) {
      const { agenda, store } = await connect();
      await store.resume(name);
      await agenda.enable({ name });
    },
  };
}

async function loadStatus({ agenda, store }: Engine, known: ReadonlySet<string>): Promise<JobStatus[]> {
  const [overviews, paused] = await Promise.all([agenda.getJobsOverview(), store.pausedNames()]);
  const names = new Set([...known, ...overviews.map((one) => one.name)]);
  return [...names].sort().map((name) => {
    const found = overviews.find((one) => one.name === name);
    return {
      name,
      isKnown: known.has(name),
      isPaused: paused.has(name),
      waiting: (found?.scheduled ?? 0) + (found?.queued ?? 0) + (found?.repeating ?? 0),
      running: found?.running ?? 0,
      failed: found?.failed ?? 0,
    };
  });
}

async function listJobs({ agenda }: Engine, filter: JobFilter) {
  const found = await agenda.queryJobs({ limit: 50, ...filter });
  return { jobs: found.jobs.map((job) => viewOf(job as StoredJob)), total: found.total };
}

function viewOf(job: StoredJob): JobView {
  return {
    id: String(job._id),
    name: job.name,
    state: job.state,
    payload: job.data?.payload ?? null,
    nextRunAt: job.nextRunAt ?? null,
    lastRunAt: job.lastRunAt ?? null,
    failures: job.failCount ?? 0,
    failReason: job.failReason ?? null,
    progress: job.progress ?? null,
  };
}

async function makeDue(engine: Engine, id: string, now: Date): Promise<boolean> {
  const row = await findRow(engine, id);
  if (!row?.nextRunAt || row.lockedAt) {
    return false;
  }

  await new Job(engine.agenda, row).schedule(now).save();
  return true;
}

async function revive(engine: Engine, id: string, now: Date): Promise<boolean> {
  const row = await findRow(engine, id);
  if (row?.state !== 'failed' || row.nextRunAt) {
    return false;
  }

  const renewed = await reclaimKey(engine, row);
  if (renewed === null) {
    return false;
  }
  await new Job(engine.agenda, { ...row, data: renewed }).schedule(now).save();
  return true;
}

/** The dead job gave its key back, so it needs a new claim. */
async function reclaimKey({ store }: Engine, { name, data }: StoredJob): Promise<StoredData | null> {
  if (!data?.claim) {
    return { payload: data?.payload };
  }

  const claim = { key: data.claim.key, token: randomUUID() };
  const isOurs = await claimKey(store, { name, ...claim });
  return isOurs ? { payload: data.payload, claim } : null;
}

async function cancelJob(engine: Engine, id: string): Promise<boolean> {
  const row = await findRow(engine, id);
  if (!row) {
    return false;
  }

  const removed = await engine.agenda.cancel({ id });
  if (row.data?.claim) {
    await engine.store.releaseKey(row.data.claim.token);
  }
  return removed > 0;
}

async function findRow({ agenda }: Engine, id: string): Promise<StoredJob | undefined> {
  const { jobs } = await agenda.queryJobs({ id });
  return jobs[0] as StoredJob | undefined;
}
