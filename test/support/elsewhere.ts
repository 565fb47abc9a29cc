import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';

/** A file whose `prepare` makes a task ready in a process of its own: `(input) => Promise<() => Promise<Result>>`. */
export interface Task<Input> {
  readonly file: string;
  /** Crosses as JSON. */
  readonly input: Input;
  /** How often the process does it, all at once. */
  readonly times?: number;
}

/** What became of one time a task was done. */
export type Outcome<Result> = { readonly value: Result } | { readonly error: string };

/** A process that is prepared and waits. */
export interface Elsewhere<Result> {
  /** Lets it begin; answers once it has ended, with nothing when it was killed. */
  begin(): Promise<Outcome<Result>[]>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Stops it in the middle of whatever it does, and lets it go on. */
  freeze(): void;
  thaw(): void;
}

/** Starts a process of its own for a task and waits until it is prepared. */
export async function startElsewhere<Result>({ file, input, times = 1 }: Task<unknown>): Promise<Elsewhere<Result>> {
  const script = join(import.meta.dirname, 'elsewhere-process.ts');
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [script, file, JSON.stringify(input), String(times)],
    { stdio: ['pipe', 'pipe', 'inherit'], env: {} },
  );
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const isPrepared = !(await lines.next()).done;
  if (!isPrepared) {
    throw new Error(`${file} ended before it was prepared`);
  }
  return {
    begin: async () => {
      child.stdin.write('go\n');
      const { value } = await lines.next();
      await ended;
      return value === undefined ? [] : JSON.parse(value);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

/** Does a task in two processes at the same moment, so many times at once in each; answers every outcome. */
export async function inTwoProcesses<Result>(task: Task<unknown>): Promise<Outcome<Result>[]> {
  const both = await Promise.all([startElsewhere<Result>(task), startElsewhere<Result>(task)]);
  return (await Promise.all(both.map((one) => one.begin()))).flat();
}

/** The addresses of a test's database alone, so that they can cross. */
export function crossing({ ownerUrl, appUrl, systemUrl, jobsUrl }: DatabaseUrls): DatabaseUrls {
  return { ownerUrl, appUrl, systemUrl, jobsUrl };
}
