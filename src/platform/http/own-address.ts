/** What depends on where browsers reach this server; a proxy in between hides it from the request itself. */
import type Koa from 'koa';
import { httpErrors } from './http.errors.ts';

/** Sets cookies for encrypted connections only where the public address is https, whatever the connection to us is. */
export function keepCookiesSecure(publicUrl: string | undefined): Koa.Middleware {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  return async (ctx, next) => {
    ctx.cookies.secure ||= isHttps;
    await next();
  };
}

/**
 * Refuses to act for pages of other sites with our cookie: a browser names the page that a request comes from. What it
 * does not name readably (`null`) is foreign. @throws http.foreignOrigin
 */
export function refuseForeignOrigins(publicUrl: string | undefined): Koa.Middleware {
  const own = publicUrl && new URL(publicUrl).origin;
  return async (ctx, next) => {
    const origin = ctx.get('origin');
    // Koa's `ctx.origin` is that header itself, so the own address is put together here.
    const isReading = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (!isReading && origin !== '' && URL.parse(origin)?.origin !== (own ?? `${ctx.protocol}://${ctx.host}`)) {
      throw httpErrors.foreignOrigin();
    }
    await next();
  };
}
