import { createMetricsServer } from '../platform/metrics/metrics-server.ts';
import type { House } from './house.ts';

/** The metrics of this process at a port of their own, where one was asked for. */
export function buildMetrics({ config, metrics, logger }: House): { start(): Promise<void>; stop(): Promise<void> } {
  const { port, token } = config.metrics;
  if (port === undefined) {
    return { start: async () => undefined, stop: async () => undefined };
  }

  const server = createMetricsServer({ metrics, token: token?.reveal(), logger });
  return {
    start: async () => {
      const listening = await server.start({ host: config.http.host, port });
      logger.info({ port: listening }, 'metrics can be read');
    },
    stop: () => server.stop(),
  };
}
