import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa from 'koa';
import compress from 'koa-compress';
import { languageOf } from '../../kernel/language.ts';
import type { InCompany } from '../db/scope.ts';
import type { Logger } from '../logging/logger.ts';
import type { Words } from '../words/words.ts';
import { docsRoutes } from './docs.routes.ts';
import { STREAM_PATH } from './event-stream.routes.ts';
import { httpErrors } from './http.errors.ts';
import type { AnsweredRequest } from './http-meter.ts';
import { keepCookiesSecure, refuseForeignOrigins } from './own-address.ts';
import { createProblems, type Problems } from './problems.ts';
import type { Caller, Route } from './route.ts';
import { type RequestState, SIGN_IN_COOKIE, serveRoute } from './serve-route.ts';

/** What the web server is made of. */
export interface HttpOptions {
  readonly routes: readonly Route[];
  readonly inCompany: InCompany;
  readonly authenticate: (cookieToken: string) => Promise<Caller | undefined>;
  readonly words: Words;
  readonly logger: Logger;
  /** Each dependency and whether it answers; `/ready` is 200 when all do. */
  readonly readiness: () => Promise<Readonly<Record<string, boolean>>>;
  /** Middleware that serves other paths: webhooks, the event stream, media, the admin. It sees the caller. */
  readonly others: readonly Koa.Middleware[];
  /** Where browsers reach this server when something stands in between; else a request's own address counts. */
  readonly publicUrl?: string | undefined;
  /** Hears of every answered request. */
  readonly observe?: ((request: AnsweredRequest) => void) | undefined;
}

/** The running web server. */
export interface Http {
  /** Listens and tells the port it got. */
  start(at: { host: string; port: number }): Promise<number>;
  /** Takes no more requests and waits for those under way, cutting them after the limit. */
  stop(limit: { timeoutMs: number }): Promise<void>;
}

const BODY_LIMIT = '1mb';

/** Puts the web server together; the order of the middleware is decided here and nowhere else. */
export function createHttp(options: HttpOptions): Http {
  const app = new Koa<RequestState>();
  const problems = createProblems(options.words, options.logger);
  app.use(accessLog(options));
  app.use(securityHeaders);
  app.use(compress({ threshold: 1024, br: false }) as Koa.Middleware);
  app.use(tellProblems(problems));
  app.use(healthRoutes(options.readiness));
  app.use(keepCookiesSecure(options.publicUrl));
  app.use(recognise(options.authenticate));
  for (const middleware of options.others) {
    app.use(middleware);
  }
  app.use(docsRoutes(options.routes, options.words));
  app.use(refuseForeignOrigins(options.publicUrl));
  app.use(bodyParser({ jsonLimit: BODY_LIMIT, enableTypes: ['json'] }));
  const api = apiRouter(options);
  app.use(api.routes());
  app.use(api.allowedMethods({ throw: true, methodNotAllowed: () => httpErrors.methodNotAllowed() }));
  // Failures are answered by tellProblems; what is left here is a connection that broke off.
  app.on('error', (error: Error) => options.logger.debug({ err: error }, 'connection broke off'));
  return serverOf(app);
}

function apiRouter({ routes, inCompany }: HttpOptions): Router<RequestState> {
  const router = new Router<RequestState>({ prefix: '/api/v1' });
  for (const route of routes) {
    router[route.method](route.path, serveRoute(route, inCompany));
  }
  return router;
}

function accessLog({ logger, observe }: Pick<HttpOptions, 'logger' | 'observe'>): Koa.Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    ctx.state.requestId = randomUUID();
    ctx.set('x-request-id', ctx.state.requestId);
    await next();
    const tookMs = performance.now() - startedAt;
    const durationMs = Math.round(tookMs);
    observe?.({ method: ctx.method, route: templateOf(ctx), status: ctx.status, durationMs: tookMs });
    const { requestId, caller } = ctx.state;
    // The matched pattern, not the path: tokens and ids stay out of the log. Only below these two is the rest no secret.
    const route = ctx._matchedRoute ?? /^\/(?:(?:api|admin)\/)?[\w-]*/.exec(ctx.path)?.[0];
    logger.info(
      { requestId, company: caller?.companyId, method: ctx.method, route, status: ctx.status, durationMs },
      'request',
    );
  };
}

/** The pattern of the API's route, or one of the paths that stand for themselves. */
function templateOf(ctx: Koa.Context): string | undefined {
  return ctx._matchedRoute?.toString() ?? (plainPaths.includes(ctx.path) ? ctx.path : undefined);
}

const plainPaths = ['/health', '/ready', '/metrics', STREAM_PATH];

async function securityHeaders(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  ctx.set('x-content-type-options', 'nosniff');
  ctx.set('referrer-policy', 'same-origin');
  ctx.set('x-frame-options', 'DENY');
  await next();
}

function tellProblems(problems: Problems): Koa.Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) {
        throw httpErrors.notFound();
      }
    } catch (error) {
      const language = ctx.state.language ?? languageOf(ctx.get('accept-language'));
      const problem = problems(error, language);
      ctx.status = problem.status;
      ctx.type = 'application/problem+json';
      ctx.body = JSON.stringify(problem);
    }
  };
}

function recognise(authenticate: HttpOptions['authenticate']): Koa.Middleware {
  return async (ctx, next) => {
    const cookie = ctx.cookies.get(SIGN_IN_COOKIE);
    const caller = cookie === undefined ? undefined : await authenticate(cookie);
    const asked = ctx.get('accept-language');
    const language = asked ? languageOf(asked) : (caller?.language ?? 'ru');
    Object.assign(ctx.state, { cookie, caller, language });
    await next();
  };
}

function healthRoutes(readiness: HttpOptions['readiness']): Koa.Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/health') {
      ctx.body = { status: 'ok' };
      return;
    }

    if (ctx.path !== '/ready') {
      return next();
    }

    const dependencies = await readiness();
    const isReady = Object.values(dependencies).every(Boolean);
    ctx.status = isReady ? 200 : 503;
    ctx.body = { status: isReady ? 'ready' : 'not ready', dependencies };
  };
}

function serverOf(app: Koa<RequestState>): Http {
  let server: ReturnType<typeof app.listen> | undefined;
  return {
    start: ({ host, port }) =>
      new Promise((resolve, reject) => {
        const listening = app.listen(port, host, () => resolve((listening.address() as AddressInfo).port));
        listening.once('error', reject);
        server = listening;
      }),
    stop: ({ timeoutMs }) =>
      new Promise((resolve) => {
        if (!server?.listening) {
          return resolve();
        }

        const cut = setTimeout(() => server?.closeAllConnections(), timeoutMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
