import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Jobs } from '../../src/platform/jobs/create-jobs.ts';
import type { JobDefinition } from '../../src/platform/jobs/define-job.ts';
import { startProcess } from '../support/postgres-child.ts';
import { type ContractBackend, eventually, testJob, testJobs } from './jobs-support.ts';

const worker = new URL('./jobs-worker.ts', import.meta.url);
const withId = z.object({ id: z.string() });

/** What every storage of jobs must keep to about locks, kills and stops. */
export function describeJobLocks(kind: string, open: () => Promise<ContractBackend>): void {
  describe(`locks of jobs on ${kind}`, () => {
    let place: ContractBackend;
    let opened: Jobs[];

    const jobsOf = (definitions: readonly JobDefinition[]) => {
      const jobs = testJobs(place.backend, definitions);
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

    it('aborts a run that takes longer than its lock, and retries it', async () => {
      const attempts: number[] = [];
      const slow = testJob({
        name: 'test.slow',
        data: withId,
        lockMinutes: 0.01,
        retries: 1,
        run: async (_, { attempt, signal }) => {
          attempts.push(attempt);
          await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        },
      });
      const jobs = jobsOf([slow]);
      await jobs.start();
      await jobs.enqueue(slow, { id: 'a' });
      const {
        jobs: [dead],
      } = await eventually(
        () => jobs.list({ state: 'failed' }),
        ({ jobs: [one] }) => one?.failures === 2 && one.nextRunAt === null,
      );
      expect(attempts).toEqual([1, 2]);
      expect(dead?.failReason).toContain('took longer than 0.01 minutes');
    });

    it('keeps a silent run to itself for longer than one lease, within its limit', async () => {
      let [runs, ended] = [0, 0];
      const silent = testJob({
        name: 'test.silent',
        data: withId,
        lockMinutes: 1,
        run: async () => {
          runs += 1;
          await new Promise((resolve) => setTimeout(resolve, 3_500));
          ended += 1;
        },
      });
      const [one, two] = [jobsOf([silent]), jobsOf([silent])];
      await Promise.all([one.start(), two.start()]);
      await one.enqueue(silent, { id: 'a' });
      await eventually(one.list, ({ total }) => ended > 0 && total === 0);
      expect(runs).toBe(1);
    });

    it('keeps a long run that tells its progress to itself', async () => {
      let [runs, percent] = [0, 0];
      const long = testJob({
        name: 'test.long',
        data: withId,
        lockMinutes: 0.03,
        run: async (_, { progress, signal }) => {
          runs += 1;
          const until = Date.now() + 4_000;
          while (Date.now() < until) {
            signal.throwIfAborted();
            await progress(50);
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
        },
      });
      const [one, two] = [jobsOf([long]), jobsOf([long])];
      await Promise.all([one.start(), two.start()]);
      await one.enqueue(long, { id: 'a' });
      await eventually(one.list, ({ total, jobs: [job] }) => {
        percent = Math.max(percent, job?.progress ?? 0);
        return runs > 0 && total === 0;
      });
      expect({ runs, percent }).toEqual({ runs: 1, percent: 50 });
    });

    it('runs a job again after its process was killed, one lease later and not before', async () => {
      const first = startProcess(worker, [JSON.stringify(place.backend)]);
      await first.next((line: object) => 'ready' in line);
      const stuck = testJob({ name: 'test.stuck', data: withId, key: ({ id }) => id, run: async () => undefined });
      await jobsOf([stuck]).enqueue(stuck, { id: 'a' });
      await first.next((line: object) => 'started' in line);
      const second = startProcess(worker, [JSON.stringify(place.backend)]);
      await second.next((line: object) => 'ready' in line);

      const killedAt = Date.now();
      await first.end('SIGKILL');
      await second.next((line: object) => 'started' in line);
      expect(Date.now() - killedAt).toBeLessThan(4_000);
      await second.end('SIGKILL');
    });

    it('puts interrupted jobs back at a stop without using up a retry', async () => {
      const patient = testJob({
        name: 'test.patient',
        data: withId,
        run: async (_, { signal }) => {
          await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        },
      });
      const jobs = jobsOf([patient]);
      await jobs.start();
      await jobs.enqueue(patient, { id: 'a' });
      await eventually(
        () => jobs.list({ state: 'running' }),
        ({ total }) => total === 1,
      );
      await jobs.stop({ timeoutMs: 50 });

      const done: string[] = [];
      const next = jobsOf([{ ...patient, run: async ({ id }: { id: string }) => void done.push(id) }]);
      expect((await next.list()).jobs).toMatchObject([{ failures: 0 }]);
      const restartedAt = Date.now();
      await next.start();
      await eventually(
        () => done,
        (ids) => ids.length === 1,
      );
      expect(Date.now() - restartedAt).toBeLessThan(1_000);
    });

    it('waits at a stop for runs that end in time', async () => {
      let [isBegun, isDone] = [false, false];
      const brief = testJob({
        name: 'test.brief',
        data: withId,
        run: async () => {
          isBegun = true;
          await new Promise((resolve) => setTimeout(resolve, 300));
          isDone = true;
        },
      });
      const jobs = jobsOf([brief]);
      await jobs.start();
      await jobs.enqueue(brief, { id: 'a' });
      // A row that is locked may still wait for its turn: such a one is put back.
      await eventually(async () => isBegun, Boolean);
      await jobs.stop({ timeoutMs: 10_000 });
      expect(isDone).toBe(true);
      expect((await jobsOf([brief]).list()).total).toBe(0);
    });
  });
}
