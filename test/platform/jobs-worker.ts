import { z } from 'zod';
import { createJobs, type JobBackend } from '../../src/platform/jobs/create-jobs.ts';
import { defineJob } from '../../src/platform/jobs/define-job.ts';
import { endWithTests } from '../support/postgres-child.ts';
import { noContext, quietLogger } from './jobs-support.ts';

/** A worker in a process of its own: prints each start, and enqueues on demand. Arguments: backend as JSON, mode. */
const [backendJson = '{}', mode = 'work'] = process.argv.slice(2);
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

endWithTests();
const stuck = defineJob({
  name: 'test.stuck',
  data: z.object({ id: z.string() }),
  lockMinutes: 60,
  retries: 0,
  key: ({ id }) => id,
  async run({ id }) {
    print({ started: id, pid: process.pid });
    await new Promise(() => undefined);
  },
});

const jobs = createJobs({
  backend: JSON.parse(backendJson) as JobBackend,
  jobs: [stuck],
  context: noContext,
  logger: quietLogger,
  clock: { now: () => new Date() },
  processEveryMs: 200,
  leaseMs: 1_000,
});

if (mode === 'work') {
  await jobs.start();
  print({ ready: true });
} else {
  const results = await Promise.all(Array.from({ length: 20 }, () => jobs.enqueue(stuck, { id: 'same' })));
  print({ taken: results.filter((one) => one.enqueued).length });
  await jobs.stop({ timeoutMs: 0 });
}
