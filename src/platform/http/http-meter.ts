import type { Metrics } from '../metrics/metrics.ts';

/** One answered request. */
export interface AnsweredRequest {
  readonly method: string;
  /** The template that matched, never the path: ids and tokens stay out. Undefined where none did. */
  readonly route: string | undefined;
  readonly status: number;
  readonly durationMs: number;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
/** More than the API has routes and HTTP has statuses in use. */
const ROUTES = 200;
const STATUSES = 40;
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures how long the web server takes, by route template and status. */
export function createHttpMeter(metrics: Metrics): (request: AnsweredRequest) => void {
  const observe = metrics.histogram({
    name: 'sauda_http_request_duration_seconds',
    help: 'How long requests took, by the route template that served them.',
    labels: { method: methods, route: ROUTES, status: STATUSES },
    buckets: BUCKETS,
  });
  return ({ method, route, status, durationMs }) =>
    observe({ method, route: route ?? 'other', status: String(status) }, durationMs / 1_000);
}
