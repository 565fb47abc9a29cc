import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../logging/logger.ts';
import { mayScrape } from './may-scrape.ts';
import type { Metrics } from './metrics.ts';

/** Where the metrics of a process can be read without its web server. */
export interface MetricsServer {
  /** Listens and tells the port it got. */
  start(at: { host: string; port: number }): Promise<number>;
  stop(): Promise<void>;
}

/** Serves `GET /metrics` and nothing else, under the same rule as the web server does. */
export function createMetricsServer(options: {
  readonly metrics: Metrics;
  readonly token: string | undefined;
  readonly logger: Logger;
}): MetricsServer {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.logger.error({ err: error }, 'metrics could not be read');
      response.writeHead(500).end();
    });
  });
  return {
    start: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, token }: { metrics: Metrics; token: string | undefined },
): Promise<void> {
  const isAsked = request.method === 'GET' && request.url?.split('?')[0] === '/metrics';
  const status = isAsked ? mayScrape(request, token) : 404;
  if (status !== 200) {
    response.writeHead(status).end();
    return;
  }

  const text = await metrics.text();
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
}
