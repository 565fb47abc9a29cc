import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { aClock, aCompany } from './post-office.ts';

/** A database of its own, a company in it, and workers in processes of their own that can be killed. */
export async function aKillableHouse() {
  const urls = await cloneDatabase();
  const clock = aClock(new Date().toISOString());
  const database = openTestDatabase(urls, { clock });
  const company = await aCompany({ database });
  return { urls, clock, database, company };
}

/** Starts a worker; `killAfter` ends it with SIGKILL once it has handed over so many messages. Answers what it handed over. */
export async function runWorker(urls: TestDatabase, { killAfter, takesMs }: { killAfter: number; takesMs: number }) {
  const { name, ownerUrl, appUrl, systemUrl, jobsUrl } = urls;
  const work = JSON.stringify({ urls: { name, ownerUrl, appUrl, systemUrl, jobsUrl }, takesMs });
  const script = join(import.meta.dirname, 'delivery-worker.ts');
  const child: ChildProcessByStdio<null, Readable, null> = spawn(process.execPath, [script, work], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  });
  const ended = once(child, 'exit');
  const handedOver: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    handedOver.push(line);
    if (handedOver.length === killAfter) {
      child.kill('SIGKILL');
    }
  }
  await ended;
  return handedOver;
}
