import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { createJobs, type JobBackend, type Jobs, type JobsOptions } from '../../src/platform/jobs/create-jobs.ts';
import type { JobContext, JobDefinition } from '../../src/platform/jobs/define-job.ts';
import type { Logger } from '../../src/platform/logging/logger.ts';

/** Jobs of these tests need no data; one that asked for some would fail loudly. */
export const noContext: JobContext = {
  inCompany: () => Promise.reject(new Error('no database here')),
  inSystem: () => Promise.reject(new Error('no database here')),
};

/** Failures of these tests are meant; they would only hide real ones in the output. */
export const quietLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quietLogger,
};

/**
 * An empty place for jobs; `oldenClaims` makes claims look as if they were made an hour ago, `leaveClaim` one whose
 * claimer died so many milliseconds ago, before its job was written.
 */
export type ContractBackend = Readonly<{
  backend: JobBackend;
  oldenClaims(): Promise<void>;
  leaveClaim(claim: Readonly<{ name: string; key: string; agoMs: number }>): Promise<void>;
  drop(): Promise<void>;
}>;

/** Fast times for tests: a look every 200 ms, locks of 1.2 seconds. */
export function testJobs(backend: JobBackend, jobs: readonly JobDefinition[], more: Partial<JobsOptions> = {}): Jobs {
  return createJobs({
    backend,
    jobs,
    context: noContext,
    logger: quietLogger,
    clock: { now: () => new Date() },
    processEveryMs: 200,
    leaseMs: 1_200,
    ...more,
  });
}

/** A definition with the limits most tests want. */
export function testJob<Schema extends z.ZodType>(
  definition: Pick<JobDefinition<Schema>, 'name' | 'data' | 'run'> & Partial<JobDefinition<Schema>>,
): JobDefinition<Schema> {
  return { lockMinutes: 1, retries: 0, backoff: () => 10, ...definition };
}

/** Polls until the value is there. */
export async function eventually<T>(read: () => Promise<T> | T, accepts: (value: T) => boolean): Promise<T> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const value = await read();
    if (accepts(value)) {
      return value;
    }
    if (performance.now() > deadline) {
      throw new Error(`Still not: ${JSON.stringify(value)}`);
    }
    await delay(25);
  }
}
