import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Jobs } from '../../src/platform/jobs/create-jobs.ts';
import type { JobDefinition } from '../../src/platform/jobs/define-job.ts';
import { type ContractBackend, eventually, testJob, testJobs } from './jobs-support.ts';

const nothing = z.object({});

/** What every storage of jobs must keep to about repeated jobs and about staff's verbs. */
export function describeRecurringJobs(kind: string, open: () => Promise<ContractBackend>): void {
  describe(`repeated jobs and the desk on ${kind}`, () => {
    let place: ContractBackend;
    let opened: Jobs[];

    const started = async (...definitions: readonly JobDefinition[]) => {
      const jobs = testJobs(place.backend, definitions);
      opened.push(jobs);
      await jobs.start();
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

    it('repeats every second as one row, however many processes start it at once', async () => {
      const ranAt: number[] = [];
      const tick = testJob({
        name: 'test.tick',
        data: nothing,
        every: '1 second',
        run: async () => void ranAt.push(Date.now()),
      });
      const [jobs] = await Promise.all([started(tick), started(tick), started(tick)]);
      await eventually(
        () => ranAt.length,
        (count) => count >= 4,
      );
      expect((await jobs.list()).total).toBe(1);
      const gaps = ranAt.slice(1).map((at, index) => at - (ranAt[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThan(800);
    });

    it('keeps the stored next time over restarts, so that frequent deploys starve nothing', async () => {
      const daily = testJob({
        name: 'test.daily',
        data: nothing,
        every: { cron: '0 9 * * *', timezone: 'Asia/Almaty' },
        run: async () => undefined,
      });
      const first = await started(daily);
      const {
        jobs: [before],
      } = await first.list();
      expect(before?.nextRunAt?.getUTCHours()).toBe(4);
      await first.runNow(before?.id ?? '');
      await first.stop({ timeoutMs: 5_000 });

      const second = await started(daily);
      const [after] = (await second.list()).jobs;
      expect(after?.id).toBe(before?.id);
      await eventually(
        second.list,
        ({ jobs: [row] }) => row?.lastRunAt !== null && row?.nextRunAt?.getUTCHours() === 4,
      );
    });

    it('runs at once what was missed while nobody ran jobs', async () => {
      const cron = { cron: '0 9 * * *', timezone: 'Asia/Almaty' };
      const daily = testJob({ name: 'test.missed', data: nothing, every: cron, run: async () => undefined });
      const first = await started(daily);
      await first.pause('test.missed');
      const {
        jobs: [row],
      } = await first.list();
      await first.runNow(row?.id ?? '');
      await first.stop({ timeoutMs: 0 });
      let runs = 0;
      const count = () => {
        runs += 1;
      };
      const second = await started({ ...daily, run: async () => count() });
      expect(runs).toBe(0);
      await second.resume('test.missed');
      await eventually(
        () => runs,
        (count) => count === 1,
      );
    });

    it('follows a changed schedule and drops one that was taken away', async () => {
      const old = testJob({ name: 'test.changing', data: nothing, every: '1 day', run: async () => undefined });
      const first = await started(old);
      await eventually(first.list, ({ jobs: [row] }) => row?.lastRunAt !== null);
      await first.stop({ timeoutMs: 5_000 });
      let runs = 0;
      const count = () => {
        runs += 1;
      };
      const second = await started({ ...old, every: '1 second', run: async () => count() });
      await eventually(
        () => runs,
        (count) => count >= 2,
      );
      await second.stop({ timeoutMs: 5_000 });
      const { every: _, ...once } = old;
      const third = await started(once);
      expect((await third.list()).total).toBe(0);
    });

    it('refuses a schedule that cannot be read', async () => {
      const odd = testJob({ name: 'test.odd', data: nothing, every: 'now and then', run: async () => undefined });
      await expect(started(odd)).rejects.toThrow('test.odd');
    });

    it('retries a failed repetition no later than its regular time', async () => {
      const ranAt: number[] = [];
      const shaky = testJob({
        name: 'test.shaky',
        data: nothing,
        every: '1 second',
        retries: 3,
        backoff: () => 60_000,
        run: async () => {
          ranAt.push(Date.now());
          throw new Error('a bug');
        },
      });
      await started(shaky);
      await eventually(
        () => ranAt.length,
        (count) => count >= 3,
      );
      expect(ranAt.length).toBeGreaterThanOrEqual(3);
    });

    it('keeps a paused name from running, also for jobs that come later, until it is resumed', async () => {
      const ran: string[] = [];
      const note = async ({ id }: { id: string }) => void ran.push(id);
      const data = z.object({ id: z.string() });
      const quiet = testJob({ name: 'test.quiet', data, run: note });
      const loud = testJob({ name: 'test.loud', data, run: note });
      const jobs = await started(quiet, loud);
      await jobs.pause('test.quiet');
      await jobs.enqueue(quiet, { id: 'quiet' });
      expect(await jobs.status()).toMatchObject([
        { name: 'test.loud', isPaused: false },
        { name: 'test.quiet', isPaused: true, isKnown: true, waiting: 1 },
      ]);
      const twoLooksLater = new Date(Date.now() + 500);
      await jobs.enqueue(loud, { id: 'loud' }, { runAt: twoLooksLater });
      await eventually(
        () => ran.length,
        (count) => count === 1,
      );
      expect(ran).toEqual(['loud']);
      await jobs.resume('test.quiet');
      await eventually(
        () => ran.length,
        (count) => count === 2,
      );
    });

    it('makes a waiting job due, and aborts a running one that is cancelled', async () => {
      const events: string[] = [];
      const job = testJob({
        name: 'test.desk',
        data: nothing,
        retries: 5,
        run: async (_, { signal }) => {
          events.push('started');
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          events.push((signal.reason as Error).message);
        },
      });
      const jobs = await started(job);
      const result = await jobs.enqueue(job, {}, { runAt: new Date(Date.now() + 3_600_000) });
      const id = 'id' in result ? result.id : '';
      expect(await jobs.runNow(id)).toBe(true);
      await eventually(
        () => events.length,
        (count) => count === 1,
      );
      expect(await jobs.runNow(id)).toBe(false);
      expect(await jobs.cancel(id)).toBe(true);
      await eventually(
        () => events.length,
        (count) => count === 2,
      );
      expect(events).toEqual(['started', 'test.desk was cancelled while it ran']);
      expect(await jobs.cancel(id)).toBe(false);
      expect((await jobs.list()).total).toBe(0);
    });
  });
}
