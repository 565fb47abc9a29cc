import type { Job } from 'agenda';
import type { Logger } from '../logging/logger.ts';
import type { JobContext, JobDefinition } from './define-job.ts';
import { holdLease, type Lease, type LeaseTimes } from './hold-lease.ts';
import { JobDataError, type JobFailure, judgeFailure, toError } from './job-failure.ts';
import type { JobStore, StoredData } from './job-store.ts';

/** A job that failed for good. Its row is kept: list it by state `failed`, run it again by `retry`. */
export type DeadLetter = Readonly<{ id: string; name: string; payload: unknown; error: Error; attempts: number }>;

/** What every run needs from createJobs. */
export type Runner = Readonly<{
  context: JobContext;
  logger: Logger;
  store: JobStore;
  leaseMs: number;
  shutdown: AbortSignal;
  onDeadLetter?: ((letter: DeadLetter) => void | Promise<void>) | undefined;
}>;

/**
 * Runs one claimed row: checks its data, keeps the lock, bounds the time, gives the key back when the job is over.
 * @throws JobFailure which says whether the row is tried again
 */
export async function runJob(definition: JobDefinition, job: Job<StoredData>, runner: Runner): Promise<void> {
  const startedAt = performance.now();
  const attempt = (job.attrs.failCount ?? 0) + 1;
  const facts = { job: definition.name, jobId: idOf(job), attempt };
  const lease = holdLease(job, leaseTimes(definition, runner), runner.shutdown);
  try {
    await work(definition, job, { lease, attempt, runner });
  } catch (thrown) {
    const error = lease.signal.aborted ? toError(lease.signal.reason) : toError(thrown);
    const failure = judgeFailure(definition, { error, attempt, regularInMs: regularInMs(job) });
    await conclude(job, { failure, attempt, runner });
    runner.logger[failure.retryInMs === null ? 'error' : 'warn']({ ...facts, err: error }, 'job failed');
    throw failure;
  } finally {
    await lease.release();
  }

  await releaseKey(job, runner);
  runner.logger.debug({ ...facts, durationMs: Math.round(performance.now() - startedAt) }, 'job done');
}

type Attempt = Readonly<{ lease: Lease; attempt: number; runner: Runner }>;

async function work(definition: JobDefinition, job: Job<StoredData>, { lease, attempt, runner }: Attempt) {
  const checked = definition.data.safeParse(job.attrs.data?.payload);
  if (!checked.success) {
    throw new JobDataError(`Job ${definition.name} has unusable data: ${checked.error.message}`);
  }

  const tools = { ...runner.context, signal: lease.signal, progress: lease.progress, attempt };
  await Promise.race([definition.run(checked.data, tools), lease.ignored]);
}

/** After the last failure the key is free and somebody is told; that must not hide the failure itself. */
async function conclude(
  job: Job<StoredData>,
  { failure, attempt, runner }: Readonly<{ failure: JobFailure; attempt: number; runner: Runner }>,
): Promise<void> {
  if (failure.retryInMs !== null) {
    return;
  }

  try {
    await releaseKey(job, runner);
    await runner.onDeadLetter?.({
      id: idOf(job),
      name: job.attrs.name,
      payload: job.attrs.data?.payload,
      error: toError(failure.cause),
      attempts: attempt,
    });
  } catch (error) {
    runner.logger.error({ job: job.attrs.name, jobId: idOf(job), err: error }, 'dead letter not reported');
  }
}

async function releaseKey(job: Job<StoredData>, runner: Runner): Promise<void> {
  const claim = job.attrs.data?.claim;
  if (claim) {
    await runner.store.releaseKey(claim.token);
  }
}

/** A repeated job's next regular run; its row already carries it while it runs. */
function regularInMs(job: Job<StoredData>): number | null {
  const { repeatInterval, nextRunAt } = job.attrs;
  return repeatInterval && nextRunAt ? nextRunAt.getTime() - Date.now() : null;
}

function leaseTimes(definition: JobDefinition, runner: Runner): LeaseTimes {
  return { leaseMs: runner.leaseMs, limitMs: definition.lockMinutes * 60_000 };
}

function idOf(job: Job<StoredData>): string {
  return String(job.attrs._id ?? '');
}
