import type Koa from 'koa';
import { mayScrape } from '../metrics/may-scrape.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { httpErrors } from './http.errors.ts';

/** `GET /metrics` for Prometheus; not found, or not signed in where there is a token, for everybody else. */
export function metricsRoutes(metrics: Metrics, token: string | undefined): Koa.Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/metrics' || ctx.method !== 'GET') {
      return next();
    }

    const status = mayScrape(ctx.req, token);
    if (status !== 200) {
      throw status === 401 ? httpErrors.notSignedIn() : httpErrors.notFound();
    }

    ctx.set('content-type', metrics.contentType);
    ctx.set('cache-control', 'no-store');
    ctx.body = await metrics.text();
  };
}
