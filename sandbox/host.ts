import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa, { type Middleware } from 'koa';
import { z } from 'zod';
import type { EventBus } from './events.ts';
import { loopbackOnly } from './loopback.ts';
import { phonesPage } from './phones-page.ts';
import type { StandIn } from './stand-in.ts';

/** What one HTTP server of the sandbox serves; a stand-in called `x` answers under /x/ and /_control/x/. */
export interface HostOptions {
  readonly standIns: Readonly<Record<string, StandIn>>;
  readonly events: EventBus;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
}

/** A listening server of the sandbox. */
export interface Host {
  readonly url: string;
  readonly port: number;
  /** Stops the stand-ins, ends open streams and closes the port. */
  stop(): Promise<void>;
}

/** Serves stand-ins, their control APIs, the event stream and the phones page on 127.0.0.1. */
export async function hostStandIns(options: HostOptions): Promise<Host> {
  const app = new Koa();
  app.silent = true;
  app.use(answerErrors);
  app.use(loopbackOnly);
  app.use(under('/_control/events', options.events.stream));
  for (const [name, standIn] of Object.entries(options.standIns)) {
    app.use(under(`/_control/${name}`, standIn.control));
    app.use(under(`/${name}`, standIn.routes));
  }
  app.use(under('/sandbox', phonesPage()));

  const server = createServer(app.callback());
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      await Promise.all(Object.values(options.standIns).map((standIn) => standIn.stop()));
      options.events.close();
      await close(server);
    },
  };
}

function under(prefix: string, middleware: Middleware): Middleware {
  return (ctx, next) => {
    const isInside = ctx.path === prefix || ctx.path.startsWith(`${prefix}/`);
    return isInside ? middleware(ctx, next) : next();
  };
}

const answerErrors: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const { message, status = 500 } = error as Error & { status?: number };
    const isMalformed = error instanceof SyntaxError || error instanceof z.ZodError;
    ctx.status = isMalformed ? 400 : status;
    ctx.body = { error: error instanceof z.ZodError ? z.prettifyError(error) : message };
    if (ctx.status >= 500) {
      console.error('sandbox:', ctx.method, ctx.path.replace(/bot\d+:[^/]+/, 'bot***'), error);
    }
  }
};

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
