import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context, Middleware, Next } from 'koa';
import type { Area } from './faults.ts';
import type { Kaspi } from './kaspi.ts';

/** Which part of Kaspi an endpoint belongs to and the name it is counted under. */
export interface Endpoint {
  readonly area: Area;
  readonly name: string;
}

const antiBotPage = '<!doctype html><html><head><title>Kaspi.kz</title></head><body>Проверяем браузер…</body></html>';

/** Counts a request and lets the switched faults hit it before the endpoint answers. */
export function gate(kaspi: Kaspi, endpoint: Endpoint): Middleware {
  kaspi.endpoints.add(endpoint.name);
  return async (ctx, next) => {
    const address = endpoint.area === 'offers' ? ctx.ip : undefined;
    kaspi.stats.came(endpoint.name, address);
    if (kaspi.faults.latencyMs > 0) {
      await waited(kaspi, kaspi.faults.latencyMs);
    }
    const outcome = await passOrFail(kaspi, endpoint, { ctx, next });
    kaspi.stats.answered(endpoint.name, outcome, address);
  };
}

/** Tells whether a User-Agent is a browser's or an app's: a product followed by its system in brackets. */
export function isBrowserLike(userAgent: string): boolean {
  return /^[\w.-]+\/[\d.]+ \([^)]+\)/.test(userAgent);
}

interface Request {
  readonly ctx: Context;
  readonly next: Next;
}

async function passOrFail(kaspi: Kaspi, endpoint: Endpoint, { ctx, next }: Request): Promise<string> {
  if (failedOnce(kaspi, endpoint, ctx)) {
    return String(ctx.status);
  }
  const needsAgent = endpoint.area === 'shopApi' && kaspi.faults.bareUserAgentDropped;
  if (needsAgent && !isBrowserLike(ctx.get('user-agent'))) {
    return keepSilent(kaspi, ctx);
  }
  const failure = kaspi.faults.affects.includes(endpoint.area) ? await applyFaults(kaspi, ctx) : undefined;
  if (failure !== undefined) {
    return failure;
  }

  await next();
  return String(ctx.status);
}

/** Lets the switched general faults answer; the outcome, or nothing when the request may go on. */
async function applyFaults(kaspi: Kaspi, ctx: Context): Promise<string | undefined> {
  const { faults } = kaspi;
  if (faults.unreachable || (faults.slowMs > 0 && !(await waited(kaspi, faults.slowMs)))) {
    ctx.respond = false;
    ctx.req.socket.destroy();
    return 'dropped';
  }
  if (faults.htmlInsteadOfJson) {
    ctx.status = 200;
    ctx.type = 'text/html';
    ctx.body = antiBotPage;
    return 'html';
  }
  if (faults.blocked403) {
    ctx.status = 403;
    ctx.body = 'Forbidden';
    return '403';
  }
  return undefined;
}

function failedOnce(kaspi: Kaspi, endpoint: Endpoint, ctx: Context): boolean {
  if (kaspi.nextFailures.length === 0) {
    return false;
  }

  const index = kaspi.nextFailures.findIndex(({ endpoint: name }) => name === endpoint.name);
  const failure = kaspi.nextFailures[index];
  if (!failure) {
    return false;
  }

  failure.times -= 1;
  if (failure.times === 0) {
    kaspi.nextFailures.splice(index, 1);
  }
  ctx.status = failure.status;
  if (failure.retryAfterSeconds !== undefined) {
    ctx.set('retry-after', String(failure.retryAfterSeconds));
  }
  ctx.body = { errors: [{ title: `Request failed with ${failure.status}` }] };
  return true;
}

/** The request gets no answer at all: the connection stays open until the client gives up. */
async function keepSilent(kaspi: Kaspi, ctx: Context): Promise<string> {
  ctx.respond = false;
  if (!ctx.req.socket.destroyed && !kaspi.stopped.aborted) {
    await Promise.race([once(ctx.req.socket, 'close'), once(kaspi.stopped, 'abort')]);
  }
  ctx.req.socket.destroy();
  return 'dropped';
}

async function waited(kaspi: Kaspi, ms: number): Promise<boolean> {
  const timer = await delay(ms, 'over', { signal: kaspi.stopped }).catch(() => 'stopped');
  return timer === 'over';
}
