import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../logging/logger.ts';
import { claimKey } from './claim-key.ts';
import type { JobContext, JobDefinition } from './define-job.ts';
import { createJobDesk, type JobDesk } from './job-desk.ts';
import type { StoredData } from './job-store.ts';
import { type Engine, openEngine } from './open-engine.ts';
import type { DeadLetter } from './run-job.ts';

/** Where jobs are kept: for postgres a connection string of role jobs. */
export type JobBackend = Readonly<{ kind: 'postgres'; url: string }> | Readonly<{ kind: 'mongo'; url: string }>;

/** What createJobs is made of. */
export type JobsOptions = Readonly<{
  backend: JobBackend;
  jobs: readonly JobDefinition[];
  context: JobContext;
  logger: Logger;
  clock: Clock;
  /** How often due jobs are looked for: one query per job name each time. */
  processEveryMs: number;
  /** For how long a killed process keeps its jobs to itself; 30 seconds if absent, never below three looks. */
  leaseMs?: number;
  onDeadLetter?: (letter: DeadLetter) => void | Promise<void>;
}>;

/** Whether the job was taken; false when one with its key waits or runs already. */
export type Enqueued = Readonly<{ enqueued: true; id: string }> | Readonly<{ enqueued: false }>;

/** The queue of one process. Everything but `start` also works in a process that runs no jobs. */
export type Jobs = JobDesk &
  Readonly<{
    /** Begins to run jobs and gives the repeated ones their rows. */
    start(): Promise<void>;
    /**
     * Takes no more, waits for running jobs up to the limit, aborts and puts back the others. Disconnects when `after` has
     * settled too: whoever else is stopping may enqueue until then.
     */
    stop(limit: Readonly<{ timeoutMs: number; after?: Promise<unknown> }>): Promise<void>;
    /**
     * Adds a job, due now or at `runAt`. It does not belong to any transaction of the caller.
     * @throws Error for a job that createJobs was not given, ZodError for data that do not fit
     */
    enqueue<Schema extends z.ZodType>(
      definition: JobDefinition<Schema>,
      data: z.input<Schema>,
      options?: Readonly<{ runAt?: Date }>,
    ): Promise<Enqueued>;
  }>;

/**
 * Makes the queue; it connects when first used.
 * @throws Error when two jobs have one name
 */
export function createJobs(options: JobsOptions): Jobs {
  assertDistinct(options.jobs);
  const connection = connectOnce(options);
  return {
    ...createJobDesk(connection.get, options),
    start: async () => (await connection.get()).start(),
    stop: async (limit) => connection.close((engine) => engine.stop(limit)),
    enqueue: async (definition, data, { runAt } = {}) => {
      assertKnown(options, definition);
      const engine = await connection.get();
      return enqueue(engine, { definition, data, runAt: runAt ?? options.clock.now() });
    },
  };
}

type NewJob = Readonly<{ definition: JobDefinition; data: unknown; runAt: Date }>;

async function enqueue({ agenda, store }: Engine, { definition, data, runAt }: NewJob): Promise<Enqueued> {
  const { name } = definition;
  // As it will come back from the database: a Date that the schema expects would be a string there.
  const payload: unknown = JSON.parse(JSON.stringify(data ?? {}));
  const checked = definition.data.parse(payload);
  const key = definition.key?.(checked);
  const token = randomUUID();
  if (key !== undefined && !(await claimKey(store, { name, key, token }))) {
    return { enqueued: false };
  }

  try {
    const stored: StoredData = key === undefined ? { payload } : { payload, claim: { key, token } };
    const job = agenda.create(name, stored).schedule(runAt);
    const isPaused = (await store.pausedNames()).has(name);
    await (isPaused ? job.disable() : job).save();
    return { enqueued: true, id: String(job.attrs._id) };
  } catch (error) {
    await store.releaseKey(token);
    throw error;
  }
}

function assertKnown({ jobs }: JobsOptions, definition: JobDefinition): void {
  if (!jobs.some((known) => known.name === definition.name)) {
    throw new Error(`Job ${definition.name} is not among the jobs of this app, so nobody would run it`);
  }
}

function assertDistinct(jobs: readonly JobDefinition[]): void {
  const names = jobs.map((job) => job.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Error(`Two jobs are called ${twice}`);
  }
}

/** A failed connection is tried again by the next call; nothing is opened just to be stopped, nor after the stop. */
function connectOnce(options: JobsOptions) {
  let opening: Promise<Engine> | undefined;
  let isClosed = false;
  return {
    get(): Promise<Engine> {
      if (isClosed && !opening) {
        return Promise.reject(new Error('The queue is stopped.'));
      }

      opening ??= openEngine(options).catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    /** Jobs that still run may enqueue until the engine is down. */
    async close(stop: (engine: Engine) => Promise<void>): Promise<void> {
      isClosed = true;
      const engine = await opening?.catch(() => undefined);
      if (engine) {
        await stop(engine);
      }
      opening = undefined;
    },
  };
}
