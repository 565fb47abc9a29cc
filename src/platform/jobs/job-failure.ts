import { isAppError } from '../../kernel/errors.ts';
import type { JobDefinition } from './define-job.ts';

/** Stored data do not fit the job's schema: no retry can help. */
export class JobDataError extends Error {
  override readonly name = 'JobDataError';
}

/** The run was told to stop: by its own limit, a cancellation or the end of the app. */
export class JobStopped extends Error {
  override readonly name = 'JobStopped';
  readonly why: 'timeout' | 'cancelled' | 'shutdown';

  constructor(why: JobStopped['why'], message: string) {
    super(message);
    this.why = why;
  }
}

/** How one run ended badly and what follows; null means that no retry follows. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
  readonly retryInMs: number | null;
  /** False for a run that the end of the app cut short: it runs again without using up a retry. */
  readonly isCounted: boolean;

  constructor(cause: Error, retryInMs: number | null, isCounted: boolean) {
    super(cause.message, { cause });
    this.retryInMs = retryInMs;
    this.isCounted = isCounted;
  }
}

/** The facts that decide about a retry; `regularInMs` is when a repeated job comes by itself anyway. */
export type FailedRun = Readonly<{ error: Error; attempt: number; regularInMs: number | null }>;

const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;

/** Decides whether and when a failed run is repeated: never after an AppError, unusable data or a cancellation. */
export function judgeFailure(definition: JobDefinition, failed: FailedRun): JobFailure {
  const { error } = failed;
  if (error instanceof JobStopped && error.why === 'shutdown') {
    return new JobFailure(error, 0, false);
  }
  if (isFinal(error) || failed.attempt > definition.retries) {
    return new JobFailure(error, null, true);
  }

  const delayMs = definition.backoff?.(failed.attempt) ?? defaultBackoff(failed.attempt);
  return new JobFailure(error, Math.max(0, Math.min(delayMs, failed.regularInMs ?? delayMs)), true);
}

/** Whatever was thrown, as an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function isFinal(error: Error): boolean {
  return (
    isAppError(error) || error instanceof JobDataError || (error instanceof JobStopped && error.why === 'cancelled')
  );
}

/** Doubles from five seconds; up to a fifth is random, so that jobs that failed together do not return together. */
function defaultBackoff(attempt: number): number {
  const delayMs = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
  return Math.round(delayMs * (0.8 + Math.random() * 0.2));
}
