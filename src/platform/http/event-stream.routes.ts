import type { Context, Middleware } from 'koa';
import { type EventStreamOptions, Subscription } from './event-subscription.ts';
import { httpErrors } from './http.errors.ts';
import type { Caller } from './route.ts';

/** The stream of a company's events, and its end. */
export interface EventStream {
  readonly middleware: Middleware;
  /** Ends every stream; browsers come back by themselves and tell where they were. */
  close(): void;
}

/** Where the stream is. */
export const STREAM_PATH = '/api/v1/stream';

/** GET /api/v1/stream: names and ids of the company's events as they happen (server-sent events). */
export function eventStream(options: EventStreamOptions): EventStream {
  const streams = new Set<Subscription>();
  options.onEvents((events) => {
    const companies = new Set(events.map((event) => event.companyId));
    for (const stream of streams) {
      if (companies.has(stream.caller.companyId)) {
        stream.look();
      }
    }
  });
  return {
    middleware: async (ctx, next) => {
      if (ctx.path !== STREAM_PATH || ctx.method !== 'GET') {
        return next();
      }

      const { caller, cookie } = ctx.state as { caller?: Caller; cookie?: string };
      if (!caller || cookie === undefined) {
        throw httpErrors.notSignedIn();
      }

      const stream = new Subscription(options, { caller, cookie, since: sinceOf(ctx) });
      streams.add(stream);
      stream.body.once('close', () => streams.delete(stream));
      try {
        await stream.begin();
      } catch (error) {
        stream.body.destroy();
        throw error;
      }
      answer(ctx, stream);
    },
    close: () => {
      for (const stream of streams) {
        stream.body.end();
      }
    },
  };
}

/** Where a browser that comes back was; one that is new hears only what happens from now on. */
function sinceOf(ctx: Context): string | undefined {
  const last = ctx.get('last-event-id');
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(last) ? last : undefined;
}

function answer(ctx: Context, stream: Subscription): void {
  ctx.status = 200;
  ctx.type = 'text/event-stream';
  ctx.set('cache-control', 'no-store');
  ctx.set('x-accel-buffering', 'no');
  // Compression would hold lines back until its buffer is full.
  ctx.compress = false;
  ctx.req.socket.setTimeout(0);
  ctx.body = stream.body;
}
