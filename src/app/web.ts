import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authenticate } from '../access/index.ts';
import { apiRoutes, mayHear } from '../api.ts';
import { adminRoutes } from '../platform/http/admin.routes.ts';
import { ensureAdminBuilt } from '../platform/http/admin-build.ts';
import { createHttp } from '../platform/http/create-http.ts';
import { eventStream } from '../platform/http/event-stream.routes.ts';
import { createHttpMeter } from '../platform/http/http-meter.ts';
import { mediaRoutes } from '../platform/http/media.routes.ts';
import { metricsRoutes } from '../platform/http/metrics.routes.ts';
import { demoFeedSettings, feedRoutes, liveFeedSettings } from '../pricing/index.ts';
import type { Bots } from './bots.ts';
import { ifPortIsFree } from './free-port.ts';
import type { House } from './house.ts';
import type { Queue } from './jobs.ts';

/** The web server of this process. */
export interface Web {
  /** Listens; the house then knows its address. */
  start(): Promise<void>;
  stop(limit: { timeoutMs: number }): Promise<void>;
}

const sources = fileURLToPath(new URL('../../admin-web', import.meta.url));
const locales = fileURLToPath(new URL('../../locales', import.meta.url));

/** Builds the web server: API, documentation, event stream, pictures, webhooks and the admin. */
export async function buildWeb(
  house: House,
  parts: { bots: Bots; queue: Queue; signal?: AbortSignal | undefined },
): Promise<Web> {
  const { config, data, words, logger, media, marketplace, metrics } = house;
  const { inCompany, inSystem, onEvents } = data.database;
  const recognise = (token: string) => authenticate({ inSystem }, token);
  const stream = eventStream({ inCompany, logger, onEvents, authenticate: recognise, mayHear });
  const builtDir =
    config.adminDist ??
    (await ensureAdminBuilt({
      ...{ sourceDir: sources, alsoFrom: [locales], outDir: join(config.browserDir, 'admin') },
      signal: parts.signal,
    }));
  const http = createHttp({
    routes: apiRoutes({ inSystem, marketplace, words }),
    inCompany,
    authenticate: recognise,
    words,
    logger,
    readiness: () => readiness(house, parts),
    publicUrl: config.http.publicUrl,
    observe: createHttpMeter(metrics),
    others: [
      metricsRoutes(metrics, config.metrics.token?.reveal()),
      parts.bots.host.webhookRoutes,
      stream.middleware,
      mediaRoutes(media),
      feedRoutes({
        ...{ inCompany, inSystem, logger },
        settings: config.mode === 'demo' ? demoFeedSettings : liveFeedSettings,
      }),
      await adminRoutes({ builtDir, imagesFrom: [new URL(house.world.urls.kaspiStorefront).origin] }),
    ],
  });
  return {
    start: async () => {
      const { host, port } = config.http;
      const listening = await http.start({
        host,
        port: config.mode === 'demo' ? await ifPortIsFree(host, port) : port,
      });
      house.complete({ localUrl: `http://127.0.0.1:${listening}` });
    },
    stop: async (limit) => {
      stream.close();
      await http.stop(limit);
    },
  };
}

async function readiness(
  { data, config, isStarted }: House,
  { bots, queue }: { bots: Bots; queue: Queue },
): Promise<Record<string, boolean>> {
  const answers = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    );
  return {
    start: isStarted(),
    database: await answers(data.database.ping()),
    jobs: await answers(queue.jobs.ping()),
    ...(config.roles.includes('bots') && { telegram: bots.host.isReady() }),
  };
}
