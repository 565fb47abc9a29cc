import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AppError } from '../../src/kernel/errors.ts';
import type { Jobs, JobsOptions } from '../../src/platform/jobs/create-jobs.ts';
import type { JobDefinition } from '../../src/platform/jobs/define-job.ts';
import type { DeadLetter } from '../../src/platform/jobs/run-job.ts';
import { startProcess } from '../support/postgres-child.ts';
import { type ContractBackend, eventually, testJob, testJobs } from './jobs-support.ts';

const worker = new URL('./jobs-worker.ts', import.meta.url);
const withId = z.object({ id: z.string() });

/** What every storage of jobs must keep to. */
export function describeJobs(kind: string, open: () => Promise<ContractBackend>): void {
  describe(`jobs on ${kind}`, () => {
    let place: ContractBackend;
    let opened: Jobs[];

    const jobsOf = (definitions: readonly JobDefinition[], more: Partial<JobsOptions> = {}) => {
      const jobs = testJobs(place.backend, definitions, more);
      opened.push(jobs);
      return jobs;
    };

    beforeEach(async () => {
      opened = [];
      place = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.map((jobs) => jobs.stop({ timeoutMs: 0 })));
      await place.drop();
    });

    it('runs an enqueued job with its data and removes it', async () => {
      const seen: unknown[] = [];
      const hello = testJob({ name: 'test.hello', data: withId, run: async (data) => void seen.push(data) });
      const jobs = jobsOf([hello]);
      await jobs.start();
      await jobs.enqueue(hello, { id: 'a' });
      await eventually(jobs.list, ({ total }) => seen.length === 1 && total === 0);
      expect(seen).toEqual([{ id: 'a' }]);
    });

    it('runs a job enqueued by a process that runs none, not before its time', async () => {
      const ranAt: number[] = [];
      const later = testJob({ name: 'test.later', data: withId, run: async () => void ranAt.push(Date.now()) });
      const [office, factory] = [jobsOf([later]), jobsOf([later])];
      await factory.start();
      const runAt = new Date(Date.now() + 700);
      await office.enqueue(later, { id: 'a' }, { runAt });
      await eventually(
        () => ranAt.length,
        (count) => count === 1,
      );
      expect(ranAt[0]).toBeGreaterThanOrEqual(runAt.getTime());
    });

    it('refuses unknown jobs and data that do not fit', async () => {
      const known = testJob({ name: 'test.known', data: withId, run: async () => undefined });
      const stranger = testJob({ name: 'test.stranger', data: withId, run: async () => undefined });
      const jobs = jobsOf([known]);
      await expect(jobs.enqueue(stranger, { id: 'a' })).rejects.toThrow('test.stranger');
      await expect(jobs.enqueue(known, { id: 5 } as never)).rejects.toThrow(z.ZodError);
      expect((await jobs.list()).total).toBe(0);
    });

    it('fails for good when stored data no longer fit', async () => {
      const old = testJob({ name: 'test.shape', data: withId, retries: 5, run: async () => undefined });
      await jobsOf([old]).enqueue(old, { id: 'a' });
      let runs = 0;
      const run = async () => {
        runs += 1;
      };
      const next = { ...old, data: z.object({ other: z.string() }), run };
      const jobs = jobsOf([next]);
      await jobs.start();
      const {
        jobs: [dead],
      } = await eventually(
        () => jobs.list({ state: 'failed' }),
        ({ total }) => total === 1,
      );
      expect(dead).toMatchObject({ payload: { id: 'a' }, failures: 1, nextRunAt: null });
      expect(runs).toBe(0);
    });

    it('retries a bug with its attempts counted, then keeps it as a dead letter that can be run again', async () => {
      const attempts: number[] = [];
      const letters: DeadLetter[] = [];
      let isRepaired = false;
      const buggy = testJob({
        name: 'test.buggy',
        data: withId,
        retries: 2,
        key: ({ id }) => id,
        run: async (_, { attempt }) => {
          attempts.push(attempt);
          if (!isRepaired) {
            throw new Error('a bug');
          }
        },
      });
      const jobs = jobsOf([buggy], { onDeadLetter: (letter) => void letters.push(letter) });
      await jobs.start();
      await jobs.enqueue(buggy, { id: 'a' });
      const {
        jobs: [dead],
      } = await eventually(
        () => jobs.list({ state: 'failed' }),
        ({ jobs: [one] }) => one?.failures === 3 && one.nextRunAt === null,
      );
      expect(attempts).toEqual([1, 2, 3]);
      expect(letters).toMatchObject([{ id: dead?.id, name: 'test.buggy', payload: { id: 'a' }, attempts: 3 }]);
      expect(letters[0]?.error.message).toBe('a bug');

      isRepaired = true;
      expect(await jobs.retry(dead?.id ?? '')).toBe(true);
      await eventually(jobs.list, ({ total }) => total === 0);
      expect(attempts).toEqual([1, 2, 3, 1]);
    });

    it('does not retry an expected failure', async () => {
      let runs = 0;
      const refused = testJob({
        name: 'test.refused',
        data: withId,
        retries: 5,
        run: async () => {
          runs += 1;
          throw new AppError('test.refused', 409);
        },
      });
      const jobs = jobsOf([refused]);
      await jobs.start();
      await jobs.enqueue(refused, { id: 'a' });
      await eventually(
        () => jobs.list({ state: 'failed' }),
        ({ jobs: [one] }) => one?.nextRunAt === null,
      );
      expect(runs).toBe(1);
    });

    it('takes one of forty equal jobs offered by two processes at once, and again once it has ended', async () => {
      const args = [JSON.stringify(place.backend), 'enqueue'];
      const offers = [startProcess(worker, args), startProcess(worker, args)];
      const counts = await Promise.all(offers.map((one) => one.next<{ taken: number }>((line) => 'taken' in line)));
      expect(counts.reduce((sum, { taken }) => sum + taken, 0)).toBe(1);

      const stuck = testJob({ name: 'test.stuck', data: withId, key: ({ id }) => id, run: async () => undefined });
      const jobs = jobsOf([stuck]);
      expect(await jobs.enqueue(stuck, { id: 'same' })).toEqual({ enqueued: false });
      expect(await jobs.enqueue(stuck, { id: 'other' })).toMatchObject({ enqueued: true });
      await jobs.start();
      await eventually(jobs.list, ({ total }) => total === 0);
      expect(await jobs.enqueue(stuck, { id: 'same' })).toMatchObject({ enqueued: true });
    });

    it('frees the key of a job that failed for good or was cancelled', async () => {
      const doomed = testJob({
        name: 'test.doomed',
        data: withId,
        key: ({ id }) => id,
        run: () => Promise.reject(new Error('a bug')),
      });
      const jobs = jobsOf([doomed]);
      const first = await jobs.enqueue(doomed, { id: 'a' });
      expect(await jobs.cancel('id' in first ? first.id : '')).toBe(true);
      expect(await jobs.enqueue(doomed, { id: 'a' })).toMatchObject({ enqueued: true });
      await jobs.start();
      await eventually(
        () => jobs.list({ state: 'failed' }),
        ({ total }) => total === 1,
      );
      expect(await jobs.enqueue(doomed, { id: 'a' })).toMatchObject({ enqueued: true });
    });

    it('believes a claim without a job only for a while', async () => {
      const lost = testJob({ name: 'test.lost', data: withId, key: ({ id }) => id, run: async () => undefined });
      const jobs = jobsOf([lost]);
      await jobs.enqueue(lost, { id: 'kept' });
      await place.oldenClaims();
      expect(await jobs.enqueue(lost, { id: 'kept' })).toEqual({ enqueued: false });

      const {
        jobs: [row],
      } = await jobs.list();
      const gone = testJobs(place.backend, [{ ...lost, key: () => 'no longer the row' }]);
      opened.push(gone);
      expect(await gone.enqueue(lost, { id: 'x' })).toMatchObject({ enqueued: true });
      expect(await jobs.cancel(row?.id ?? '')).toBe(true);
      expect(await jobs.enqueue(lost, { id: 'kept' })).toMatchObject({ enqueued: true });
    });

    it('waits out a claim whose claimer died before its job was written, instead of losing the job', async () => {
      const begun = testJob({ name: 'test.begun', data: withId, key: ({ id }) => id, run: async () => undefined });
      const jobs = jobsOf([begun]);
      await jobs.list();
      await place.leaveClaim({ name: 'test.begun', key: 'a', agoMs: 9_500 });
      expect(await jobs.enqueue(begun, { id: 'a' })).toMatchObject({ enqueued: true });
      expect(await jobs.enqueue(begun, { id: 'a' })).toEqual({ enqueued: false });
    });

    it('takes jobs while it stops, until those who may still bring some have ended', async () => {
      const late = testJob({ name: 'test.late', data: withId, run: async () => undefined });
      const jobs = jobsOf([late]);
      await jobs.start();
      const producer = Promise.withResolvers<void>();
      const stopping = jobs.stop({ timeoutMs: 0, after: producer.promise });
      expect(await jobs.enqueue(late, { id: 'a' })).toMatchObject({ enqueued: true });
      producer.resolve();
      await stopping;
      const next = jobsOf([late]);
      expect((await next.list({ name: 'test.late' })).total).toBe(1);
    });

    it('begins nothing that waits while it drains', async () => {
      const begun: string[] = [];
      const releases: (() => void)[] = [];
      const queued = testJob({
        name: 'test.queued',
        data: withId,
        concurrency: 2,
        run: async ({ id }) => {
          begun.push(id);
          await new Promise<void>((resolve) => releases.push(resolve));
        },
      });
      const jobs = jobsOf([queued], { processEveryMs: 60_000 });
      for (const id of ['first', 'second', 'third']) {
        await jobs.enqueue(queued, { id });
      }
      await jobs.start();
      await eventually(
        () => begun.length,
        (count) => count === 2,
      );
      const stopping = jobs.stop({ timeoutMs: 5_000 });
      releases[0]?.();
      const next = jobsOf([queued]);
      await eventually(
        () => next.list({ name: 'test.queued' }),
        ({ total }) => total === 2,
      );
      releases[1]?.();
      await stopping;
      expect(begun).toHaveLength(2);
    });

    it('runs no more at once than it may, without waiting for the next look in between', async () => {
      let [running, most, done] = [0, 0, 0];
      const narrow = testJob({
        name: 'test.narrow',
        data: withId,
        concurrency: 2,
        run: async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 30));
          running -= 1;
          done += 1;
        },
      });
      const jobs = jobsOf([narrow], { processEveryMs: 5_000 });
      await Promise.all(Array.from({ length: 30 }, (_, id) => jobs.enqueue(narrow, { id: String(id) })));
      await jobs.start();
      await eventually(
        () => done,
        (count) => count === 30,
      );
      expect(most).toBe(2);
    });
  });
}
