import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { type Ending, type Order, ReportSchema, type SessionSettings } from './child-protocol.ts';
import type { SessionNews } from './session-events.ts';
import { SessionRefusal } from './session-refusal.ts';

const script = fileURLToPath(new URL('./child/main.ts', import.meta.url));
const stopMs = 6_000;

/** Said when the process went away before it answered: what was asked may have happened. */
export class SessionProcessGone extends Error {
  override readonly name = 'SessionProcessGone';
}

/** What the supervisor hears of a process. */
export interface ProcessListener {
  onNews(news: SessionNews): void;
  /** Comes once, when the process is gone. */
  onEnded(ending: Ending): void;
}

type Call = Extract<Order, { id: number }>;
type CallWithoutId = Call extends infer Each ? (Each extends Call ? Omit<Each, 'id'> : never) : never;
type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/** One child process with one browser. The library lives there and nowhere else. */
export class SessionProcess {
  readonly #child: ChildProcess;
  readonly #listener: ProcessListener;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<unknown>;
  #lastId = 0;
  #ending: Ending | undefined;
  #browserPid: number | undefined;

  constructor(sessionId: string, settings: SessionSettings, listener: ProcessListener) {
    this.#listener = listener;
    // An empty environment: no secret of ours is in a process that runs a foreign site.
    this.#child = fork(script, [], { execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#exited = once(this.#child, 'exit').catch(() => undefined);
    this.#child.on('message', (raw) => this.#receive(raw));
    this.#child.once('exit', (code, signal) => this.#end(`its process ended (${signal ?? code})`));
    this.#child.on('error', (error) => this.#end(`its process could not run: ${error.message}`));
    this.#tell({ type: 'start', sessionId, settings });
  }

  get pids(): { readonly process: number | undefined; readonly browser: number | undefined } {
    return { process: this.#child.pid, browser: this.#browserPid };
  }

  /** Asks and waits for the answer. @throws SessionRefusal, SessionProcessGone */
  call(order: CallWithoutId): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#tell({ ...order, id } as Call);
    return promise.finally(() => this.#waiting.delete(id));
  }

  /** Closes the browser in order; after 6 s by force. */
  async stop(): Promise<void> {
    this.#tell({ type: 'stop' });
    const isLate = Symbol('late');
    const outcome = await Promise.race([this.#exited, delay(stopMs, isLate, { ref: false })]);
    if (outcome === isLate) {
      this.#child.kill('SIGKILL');
      await this.#exited;
    }
  }

  #tell(order: Order): void {
    if (this.#child.connected) {
      // A process that dies meanwhile is noticed by its exit.
      this.#child.send(order, () => undefined);
    }
  }

  #receive(raw: unknown): void {
    const report = ReportSchema.safeParse(raw);
    if (!report.success) {
      this.#ending = { outcome: 'lost', reason: `its process said something malformed: ${report.error.message}` };
      this.#child.kill('SIGKILL');
      return;
    }
    this.#hear(report.data);
  }

  #hear(report: z.output<typeof ReportSchema>): void {
    if (report.type === 'news') {
      this.#listener.onNews(report.news);
    } else if (report.type === 'browser') {
      this.#browserPid = report.pid;
    } else if (report.type === 'ended') {
      this.#ending = report.ending;
    } else {
      this.#answer(report);
    }
  }

  #answer(report: Extract<z.output<typeof ReportSchema>, { id: number }>): void {
    const waiting = this.#waiting.get(report.id);
    if (report.type === 'done') {
      waiting?.resolve(report.value);
      return;
    }
    const known = report.reason as SessionRefusal['reason']; // Written by our own child.
    waiting?.reject(new SessionRefusal(known, report.message));
  }

  #end(reason: string): void {
    for (const { reject } of this.#waiting.values()) {
      reject(new SessionProcessGone(reason));
    }
    this.#waiting.clear();
    this.#listener.onEnded(this.#ending ?? { outcome: 'lost', reason });
  }
}
