import type { z } from 'zod';
import type { InCompany, InSystem } from '../db/scope.ts';

/** What createApp gives to every job: the two doors to data. */
export type JobContext = Readonly<{ inCompany: InCompany; inSystem: InSystem }>;

/** What a run may ask for besides the context. */
export type JobTools = Readonly<{
  /** Aborted when the time is over, the job was cancelled, or the app stops: leave soon after. */
  signal: AbortSignal;
  /** Tells that the run is alive and starts its time anew; `percent` (0 to 100) is shown to staff. */
  progress(percent?: number): Promise<void>;
  /** 1 on the first run, 2 on the first retry. */
  attempt: number;
}>;

/** A cron line with its IANA time zone, for work at fixed local hours. */
export type CronSchedule = Readonly<{ cron: string; timezone: string }>;

/** Later, repeated or slow work. It runs at least once, so its effects must bear repetition; its data are ids only. */
export type JobDefinition<Schema extends z.ZodType = z.ZodType> = Readonly<{
  name: string;
  /** Checked when enqueued and again when run. */
  data: Schema;
  /** How long one run may take without `progress`; afterwards its signal is aborted and it counts as failed. */
  lockMinutes: number;
  /** How often a failed run is tried again; an AppError is never tried again. */
  retries: number;
  /** Milliseconds before the retry that follows failure number `attempt`; five seconds doubling to 15 minutes if absent. */
  backoff?(attempt: number): number;
  /** While a job with this key waits or runs, another one is not accepted. */
  key?(data: z.output<Schema>): string;
  /** Repeats by itself: '2 seconds', '1 hour', or a cron line. Such a job has one row, whatever the number of processes. */
  every?: string | CronSchedule;
  /** How many may run in one process at once; 1 if absent. */
  concurrency?: number;
  run(data: z.output<Schema>, tools: JobTools & JobContext): Promise<void>;
}>;

const namePattern = /^[a-z][a-zA-Z]*(\.[a-z][a-zA-Z0-9]*)*$/;

/**
 * Declares a job; it does nothing until it is handed to createJobs.
 * @throws Error when a limit makes no sense
 */
export function defineJob<Schema extends z.ZodType>(definition: JobDefinition<Schema>): JobDefinition<Schema> {
  const { name, lockMinutes, retries, concurrency = 1 } = definition;
  const problems = [
    namePattern.test(name) ? '' : 'the name must look like orders.poll',
    lockMinutes > 0 && lockMinutes <= 24 * 60 ? '' : 'lockMinutes must be above 0 and at most a day',
    Number.isInteger(retries) && retries >= 0 ? '' : 'retries must be a whole number from 0',
    Number.isInteger(concurrency) && concurrency >= 1 ? '' : 'concurrency must be a whole number from 1',
  ].filter(Boolean);
  if (problems.length > 0) {
    throw new Error(`Job ${name}: ${problems.join('; ')}`);
  }
  return definition;
}
