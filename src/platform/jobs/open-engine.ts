import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Agenda, type Job } from 'agenda';
import type { JobsOptions } from './create-jobs.ts';
import type { JobDefinition } from './define-job.ts';
import { JobFailure } from './job-failure.ts';
import type { JobStorage, JobStore, StoredData } from './job-store.ts';
import { openMongoStorage } from './mongo-storage.ts';
import { openPostgresStorage } from './postgres-storage.ts';
import { type Runner, runJob } from './run-job.ts';
import { scheduleRecurring } from './schedule-recurring.ts';

/** Agenda with its storage, connected; it works jobs only after `start`. */
export type Engine = Readonly<{
  agenda: Agenda;
  store: JobStore;
  start(): Promise<void>;
  stop(limit: Readonly<{ timeoutMs: number; after?: Promise<unknown> }>): Promise<void>;
}>;

/**
 * The members of Agenda's private processor that refilling and stopping need (agenda 6.2.6, JobProcessor.ts). Agenda's
 * own drain lets go of the processor at its timeout, and with it of the rows that are claimed.
 */
type Processor = Readonly<{
  handleNotification(notification: { jobId: unknown; jobName: string }): Promise<void>;
  drain(options: { timeout: number }): Promise<{ running: number }>;
  isJobQueueFilling: ReadonlyMap<string, boolean>;
  runningJobs: readonly unknown[];
}>;

const defaultLeaseMs = 30_000;
const settleMs = 2_000;
const keepDeadLettersMs = 30 * 24 * 3_600_000;
const sweepEveryMs = 6 * 3_600_000;

/** Connects to the storage and tells Agenda every job. */
export async function openEngine(options: JobsOptions): Promise<Engine> {
  const storage = await openStorage(options);
  const closing = new AbortController();
  const shutdown = new AbortController();
  const agenda = new Agenda({
    backend: storage.agenda,
    name: `sauda-${process.pid}-${randomUUID().slice(0, 8)}`,
    processEvery: options.processEveryMs,
    maxConcurrency: 1_000,
  });
  agenda.on('error', (error) => options.logger.error({ err: error }, 'jobs engine error'));
  const leaseMs = Math.max(options.leaseMs ?? defaultLeaseMs, 3 * options.processEveryMs);
  const runner = { ...options, store: storage.store, leaseMs, shutdown: shutdown.signal };
  for (const definition of options.jobs) {
    defineOne(agenda, definition, runner);
  }

  const afterwards = followRuns(agenda, closing.signal);
  const sweep = () => storage.store.sweep(new Date(options.clock.now().getTime() - keepDeadLettersMs));
  return {
    agenda,
    store: storage.store,
    async start() {
      await sweep();
      const sweeping = setInterval(() => {
        void sweep().catch((error: unknown) => options.logger.warn({ err: error }, 'dead letters not swept'));
      }, sweepEveryMs);
      closing.signal.addEventListener('abort', () => clearInterval(sweeping), { once: true });
      await scheduleRecurring(agenda, options.jobs);
      await applyPauses(agenda, storage.store);
      await agenda.start();
    },
    stop: (limit) => stopEngine({ agenda, storage, closing, shutdown, afterwards }, limit),
  };
}

function openStorage({ backend, logger }: JobsOptions): Promise<JobStorage> {
  return backend.kind === 'postgres' ? openPostgresStorage(backend.url, logger) : openMongoStorage(backend.url, logger);
}

/** Agenda claims no more rows than may run at once; a handler with one parameter is awaited, with two it never ends. */
function defineOne(agenda: Agenda, definition: JobDefinition, runner: Runner): void {
  const concurrency = definition.concurrency ?? 1;
  agenda.define<StoredData>(definition.name, (job) => runJob(definition, job, runner), {
    concurrency,
    lockLimit: concurrency,
    lockLifetime: runner.leaseMs,
    removeOnComplete: false,
    backoff: ({ error }) => (error instanceof JobFailure ? error.retryInMs : null),
  });
}

/**
 * After each run: removes a finished job, and claims the next one at once. Agenda itself would wait for its next poll
 * before it claims again, which is one job per poll where lockLimit equals concurrency (measured).
 */
function followRuns(agenda: Agenda, closing: AbortSignal): ReadonlySet<Promise<void>> {
  const pending = new Set<Promise<void>>();
  agenda.on('fail', (error: Error | string, job) => {
    if (error instanceof JobFailure && !error.isCounted && 'attrs' in job) {
      job.attrs.failCount = Math.max(0, (job.attrs.failCount ?? 0) - 1);
    }
  });
  agenda.on('complete', (job) => {
    if (!('attrs' in job)) {
      return;
    }

    const after = finish(agenda, job as Job<unknown>, closing)
      .catch((error: unknown) => void agenda.emit('error', error))
      .finally(() => pending.delete(after));
    pending.add(after);
  });
  return pending;
}

async function finish(agenda: Agenda, job: Job<unknown>, closing: AbortSignal): Promise<void> {
  const { nextRunAt, failedAt, lastFinishedAt, _id } = job.attrs;
  const hasFailed = failedAt && lastFinishedAt && failedAt >= lastFinishedAt;
  if (!nextRunAt && !hasFailed && _id) {
    await agenda.db.removeJobs({ id: _id });
  }

  await new Promise((resolve) => setImmediate(resolve));
  if (!closing.aborted) {
    await processorOf(agenda)?.handleNotification({ jobId: _id, jobName: job.attrs.name });
  }
}

type Parts = Readonly<{
  agenda: Agenda;
  storage: JobStorage;
  /** Aborted when no more is taken. */
  closing: AbortController;
  /** Aborted when what runs has to leave. */
  shutdown: AbortController;
  afterwards: ReadonlySet<Promise<void>>;
}>;

/** Lets runs end, then tells the rest to leave and puts them back; what ignores even that stays locked for one lease. */
async function stopEngine(
  { agenda, storage, closing, shutdown, afterwards }: Parts,
  { timeoutMs, after }: Readonly<{ timeoutMs: number; after?: Promise<unknown> }>,
): Promise<void> {
  closing.abort();
  const processor = processorOf(agenda);
  if (processor) {
    const { running } = await processor.drain({ timeout: timeoutMs });
    shutdown.abort();
    if (running > 0) {
      await waitUntil(() => processor.runningJobs.length === 0, settleMs);
    }
    await waitUntil(() => processor.isJobQueueFilling.size === 0, settleMs);
    await agenda.stop();
  }
  shutdown.abort();
  await Promise.allSettled([...afterwards, after]);
  await storage.close();
}

async function waitUntil(isDone: () => boolean, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!isDone() && performance.now() < deadline) {
    await delay(20);
  }
}

async function applyPauses(agenda: Agenda, store: JobStore): Promise<void> {
  for (const name of await store.pausedNames()) {
    await agenda.disable({ name });
  }
}

/** Private in Agenda's types; the version is pinned exactly and the contract suite covers what is used. */
function processorOf(agenda: Agenda): Processor | undefined {
  return (agenda as unknown as { jobProcessor?: Processor }).jobProcessor;
}
