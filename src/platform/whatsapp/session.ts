import type { Downloaded, Ending, Outbound, Presence, Sent, SessionSettings } from './child-protocol.ts';
import { DownloadedSchema, PresenceSchema, SentSchema } from './child-protocol.ts';
import type { SessionNews, SessionState } from './session-events.ts';
import { SessionProcess, SessionProcessGone } from './session-process.ts';
import { SessionRefusal } from './session-refusal.ts';
import type { StartGate } from './start-gate.ts';

const keptKeys = 2_000;
const failedAfter = 5;

/** Where a session stands now, and in which processes. */
export interface SessionStatus {
  readonly state: SessionState;
  readonly reason: string;
  readonly at: Date;
  readonly pids: { readonly process: number | undefined; readonly browser: number | undefined };
}

/** What a session needs of its host. */
export interface SessionContext {
  readonly id: string;
  readonly settings: SessionSettings;
  readonly gate: StartGate;
  /** Waits between attempts, milliseconds; the last one repeats. */
  readonly retryMs: readonly number[];
  readonly tell: (news: SessionNews) => void;
}

/** Keeps one session alive: a process per attempt, a new attempt after a loss, a fresh code after a logout. */
export class Session {
  readonly #context: SessionContext;
  readonly #sent = new Map<string, Promise<Sent>>();
  #process: SessionProcess | undefined;
  #status: Omit<SessionStatus, 'pids'> = { state: 'stopped', reason: 'not opened', at: new Date() };
  #failures = 0;
  #isClosing = false;
  #retry: NodeJS.Timeout | undefined;
  #leaveGate: () => void = () => undefined;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  get status(): SessionStatus {
    return { ...this.#status, pids: this.#process?.pids ?? { process: undefined, browser: undefined } };
  }

  /** Starts an attempt as soon as the gate lets it through; a failed session stays failed until one succeeds. */
  start(): void {
    if (this.#failures <= failedAfter) {
      this.#move('starting', this.#failures > 0 ? `attempt ${this.#failures + 1}` : 'opened');
    }
    void this.#context.gate.enter().then((leave) => this.#launch(leave));
  }

  /** Ends the attempt and all further ones; within 8 s. */
  async stop(reason: string): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#retry);
    await this.#process?.stop();
    this.#move('stopped', reason);
  }

  /** Unlinks the device at WhatsApp and forgets the login. @throws SessionRefusal unless ready */
  async logout(): Promise<void> {
    const process = this.#running();
    this.#isClosing = true;
    try {
      await process.call({ type: 'logout' });
    } catch (error) {
      if (!(error instanceof SessionProcessGone)) {
        this.#isClosing = false;
        throw error;
      }
    }
    await process.stop();
  }

  /** @throws SessionRefusal */
  async pair(phone: string): Promise<string> {
    return String(await this.#running().call({ type: 'pair', phone }));
  }

  async check(phone: string): Promise<Presence> {
    return PresenceSchema.parse(await this.#running().call({ type: 'check', phone }));
  }

  async download(messageId: string): Promise<Downloaded | undefined> {
    return DownloadedSchema.optional().parse(await this.#running().call({ type: 'download', messageId }));
  }

  /** Sends once per key: a repeated key gets the first answer. @throws SessionRefusal when nothing was sent */
  send(key: string, message: Outbound): Promise<Sent> {
    const known = this.#sent.get(key);
    if (known) {
      return known;
    }

    const sending = this.#send(message);
    this.#sent.set(key, sending);
    sending.catch(() => this.#sent.delete(key)); // Nothing left: the same key may try again.
    for (const oldest of [...this.#sent.keys()].slice(0, -keptKeys)) {
      this.#sent.delete(oldest);
    }
    return sending;
  }

  async #send(message: Outbound): Promise<Sent> {
    try {
      return SentSchema.parse(await this.#running().call({ type: 'send', message }));
    } catch (error) {
      if (error instanceof SessionProcessGone) {
        return { certainty: 'unknown' };
      }
      throw error;
    }
  }

  #running(): SessionProcess {
    if (!this.#process) {
      throw new SessionRefusal('not_ready', `the session is ${this.#status.state}`);
    }
    return this.#process;
  }

  #launch(leaveGate: () => void): void {
    if (this.#isClosing) {
      leaveGate();
      return;
    }
    this.#leaveGate = leaveGate;
    this.#process = new SessionProcess(this.#context.id, this.#context.settings, {
      onNews: (news) => this.#hear(news),
      onEnded: (ending) => this.#ended(ending),
    });
  }

  #hear(news: SessionNews): void {
    this.#leaveGate();
    if (news.kind !== 'state') {
      this.#context.tell(news);
      return;
    }
    this.#failures = news.state === 'ready' || news.state === 'waiting_for_scan' ? 0 : this.#failures;
    this.#move(news.state, news.reason);
  }

  #ended({ outcome, reason }: Ending): void {
    this.#leaveGate();
    this.#process = undefined;
    if (outcome === 'logged_out' || outcome === 'restricted') {
      this.#move(outcome, reason);
    }
    if (this.#isClosing || outcome === 'restricted') {
      return;
    }
    if (outcome === 'logged_out') {
      this.#failures = 0;
      this.start();
      return;
    }
    this.#recover(reason);
  }

  #recover(reason: string): void {
    const { retryMs } = this.#context;
    const waitMs = retryMs[Math.min(this.#failures, retryMs.length - 1)];
    this.#failures += 1;
    this.#move(this.#failures > failedAfter ? 'failed' : 'recovering', reason);
    this.#retry = setTimeout(() => this.start(), waitMs);
  }

  #move(state: SessionState, reason: string): void {
    this.#status = { state, reason, at: new Date() };
    this.#context.tell({ kind: 'state', ...this.#status });
  }
}
