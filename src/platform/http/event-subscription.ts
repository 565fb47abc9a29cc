import { PassThrough } from 'node:stream';
import type { HappenedEvent } from '../../kernel/events.ts';
import { type Actor, systemActor } from '../../kernel/scope.ts';
import type { InCompany } from '../db/scope.ts';
import { OutboxEvent } from '../events/outbox.entity.ts';
import type { Logger } from '../logging/logger.ts';
import type { Caller } from './route.ts';

/** What the stream is made of. */
export interface EventStreamOptions {
  readonly inCompany: InCompany;
  readonly logger: Logger;
  /** Calls the listener after events have committed in this process. */
  readonly onEvents: (listener: (events: readonly HappenedEvent[]) => void) => void;
  /** Asked again with every heartbeat, so that a sign-in that ended closes its streams. */
  readonly authenticate: (cookieToken: string) => Promise<Caller | undefined>;
  readonly mayHear: (actor: Actor, eventName: string) => boolean;
  /** Between two looks for events of other processes, which are also the heartbeats; 15 seconds if absent. */
  readonly heartbeatMs?: number;
}

const HEARTBEAT_MS = 15_000;
/** An event's id is made before its commit, so one may appear after younger ones: this far back is looked again. */
const LATE_MS = 10_000;
const MAX_REPLAY = 500;
const RETRY_MS = 2_000;

/** Who listens, and the last event they have seen. */
export interface Listener {
  readonly caller: Caller;
  readonly cookie: string;
  readonly since: string | undefined;
}

/** One browser that listens. */
export class Subscription {
  readonly body = new PassThrough();
  caller: Caller;
  private readonly options: EventStreamOptions;
  private readonly cookie: string;
  private readonly told = new Set<string>();
  private readonly isNew: boolean;
  private lastId: string;
  private looking: Promise<void> | undefined;
  private isAskedAgain = false;

  constructor(options: EventStreamOptions, { caller, cookie, since }: Listener) {
    this.options = options;
    this.caller = caller;
    this.cookie = cookie;
    this.isNew = since === undefined;
    this.lastId = since ?? idAt(Date.now());
    const heart = setInterval(() => void this.beat(), options.heartbeatMs ?? HEARTBEAT_MS);
    this.body.once('close', () => clearInterval(heart));
    // Without a listener a connection that breaks off would end the process.
    this.body.on('error', (error) => options.logger.debug({ err: error }, 'event stream broke off'));
  }

  /** Passes over what has happened already; a browser that comes back gets what it missed, some of it once more. */
  async begin(): Promise<void> {
    if (this.isNew) {
      const known = await this.news();
      this.remember(known);
    } else {
      this.told.add(this.lastId);
      this.look();
    }
    this.write(`retry: ${RETRY_MS}\n: welcome\n\n`);
  }

  /** Looks for news soon; while it looks, any number of calls cause one more look. */
  look(): void {
    this.isAskedAgain = true;
    this.looking ??= this.run();
  }

  private async run(): Promise<void> {
    while (this.isAskedAgain && this.body.writable) {
      this.isAskedAgain = false;
      await this.tellNews().catch((error: unknown) => {
        this.options.logger.error({ err: error }, 'event stream failed');
        this.body.end();
      });
    }
    this.looking = undefined;
  }

  private async beat(): Promise<void> {
    const caller = await this.options.authenticate(this.cookie).catch(() => this.caller);
    if (!caller) {
      this.body.end();
      return;
    }

    this.caller = caller;
    this.write(': beat\n\n');
    this.look();
  }

  /** While something was awaited the browser may have left, or the stream been closed. */
  private write(lines: string): void {
    if (this.body.writable) {
      this.body.write(lines);
    }
  }

  private async tellNews(): Promise<void> {
    const news = await this.news();
    this.remember(news);
    for (const event of news.filter(({ name }) => this.options.mayHear(this.caller.actor, name))) {
      this.write(`id: ${event.id}\ndata: ${JSON.stringify({ name: event.name, ids: idsOf(event.payload) })}\n\n`);
    }
    this.isAskedAgain ||= news.length === MAX_REPLAY;
  }

  private async news(): Promise<OutboxEvent[]> {
    const { companyId } = this.caller;
    return this.options.inCompany(companyId, systemActor('http.stream'), ({ em }) =>
      em.find(
        OutboxEvent,
        { id: { $gt: earlier(this.lastId), $nin: [...this.told] } },
        { orderBy: { id: 'asc' }, limit: MAX_REPLAY },
      ),
    );
  }

  private remember(events: readonly OutboxEvent[]): void {
    for (const { id } of events) {
      this.told.add(id);
      this.lastId = id > this.lastId ? id : this.lastId;
    }

    for (const id of this.told) {
      if (id < earlier(this.lastId)) {
        this.told.delete(id);
      }
    }
  }
}

/** Only ids leave: whoever wants to know more asks a route, which asks for the right. */
function idsOf(payload: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key.endsWith('Id')));
}

/** The smallest time-ordered id of a moment (milliseconds since 1970). */
function idAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

function earlier(id: string): string {
  return idAt(Number.parseInt(id.replace('-', '').slice(0, 12), 16) - LATE_MS);
}
