import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A real process of a test that prints one JSON value per line. */
export type TestProcess = Readonly<{
  child: ChildProcess;
  /** The next line that the predicate accepts; lines before it are dropped. */
  next<T>(accepts: (line: T) => boolean): Promise<T>;
  /** Ends the process by the signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
}>;

/** Runs a TypeScript file of the tests with the same Node.js as the tests. */
export function startProcess(file: URL, args: readonly string[]): TestProcess {
  const child = spawn(process.execPath, [file.pathname, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async next<T>(accepts: (line: T) => boolean): Promise<T> {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) {
          throw new Error(`${file.pathname} ended before it printed what the test waits for`);
        }
        const line = JSON.parse(value) as T;
        if (accepts(line)) {
          return line;
        }
      }
    },
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** Called in the child: ends it when the tests are gone, however they ended; it does not keep the child alive. */
export function endWithTests(): void {
  process.stdin.on('end', () => process.exit(1)).resume();
  process.stdin.unref();
}
