import { PassThrough } from 'node:stream';
import type { Middleware } from 'koa';
import type { EmitEvent, SandboxEvent } from './stand-in.ts';

const keptEvents = 500;
const heartbeatMs = 15_000;

/** An event with its place in the sandbox's history. */
export type RecordedEvent = SandboxEvent & { readonly id: number; readonly at: string };

/** The sandbox's one stream of visible changes. */
export interface EventBus {
  readonly emit: EmitEvent;
  /** Answers with a server-sent event stream; a Last-Event-ID header replays what was missed (the last 500 are kept). */
  readonly stream: Middleware;
  subscribe(listener: (event: RecordedEvent) => void): () => void;
  close(): void;
}

/** Creates the event stream; ids grow by one. */
export function createEventBus(now: () => Date = () => new Date()): EventBus {
  const recent: RecordedEvent[] = [];
  const listeners = new Set<(event: RecordedEvent) => void>();
  const streams = new Set<PassThrough>();
  let lastId = 0;

  const emit: EmitEvent = (event) => {
    lastId += 1;
    const recorded: RecordedEvent = { ...event, id: lastId, at: now().toISOString() };
    recent.push(recorded);
    if (recent.length > keptEvents) {
      recent.shift();
    }
    for (const listener of listeners) {
      listener(recorded);
    }
  };

  const subscribe = (listener: (event: RecordedEvent) => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  const stream: Middleware = (ctx) => {
    const out = new PassThrough();
    const lastSeen = Number(ctx.get('last-event-id') || lastId);
    out.write(': connected\n\n');
    for (const event of recent.filter(({ id }) => id > lastSeen)) {
      out.write(frame(event));
    }
    const unsubscribe = subscribe((event) => out.write(frame(event)));
    const heartbeat = setInterval(() => out.write(': still here\n\n'), heartbeatMs).unref();
    streams.add(out);
    out.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      streams.delete(out);
    });

    ctx.set('cache-control', 'no-store');
    ctx.type = 'text/event-stream';
    ctx.body = out;
  };

  return { emit, stream, subscribe, close: () => streams.forEach((open) => void open.destroy()) };
}

function frame(event: RecordedEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
}
