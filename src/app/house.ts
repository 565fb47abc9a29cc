import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/config.ts';
import { createKaspiMarketplace } from '../integrations/kaspi/kaspi-marketplace.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { Jobs } from '../platform/jobs/create-jobs.ts';
import { createLogger, type Logger } from '../platform/logging/logger.ts';
import { createDiskMediaStore } from '../platform/media/disk-media-store.ts';
import type { MediaStore } from '../platform/media/media-store.ts';
import { createMetrics, type Metrics } from '../platform/metrics/metrics.ts';
import { databaseLanes } from '../platform/pace/database-lanes.ts';
import { createPace } from '../platform/pace/pace.ts';
import type { SecretsKey } from '../platform/secrets/secret-box.ts';
import { createWords, type Words } from '../platform/words/words.ts';
import { addRepricerGauges, createPricingMeter, type PricingMeter } from '../pricing/index.ts';
import { createProxySource, type Marketplace } from '../stores/index.ts';
import { type OpenedData, openData } from './open-data.ts';
import { loadSecretsKey } from './secrets-key.ts';
import type { World } from './world.ts';

/** What every part of the program is built on. */
export interface House {
  readonly config: Config;
  readonly world: World;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly key: SecretsKey;
  readonly data: OpenedData;
  readonly words: Words;
  readonly media: MediaStore;
  readonly marketplace: Marketplace;
  readonly metrics: Metrics;
  readonly pricingMeter: PricingMeter;
  /** Adds a job; jobs themselves are built later, from parts that need this. */
  readonly enqueue: Jobs['enqueue'];
  /** Where our own pages are, without a slash at the end; known once the web server listens. */
  publicUrl(): string;
  /** Whether everything that this process runs has started. */
  isStarted(): boolean;
  /** Hands the house what comes after it. */
  complete(later: { jobs?: Jobs; localUrl?: string; isStarted?: boolean }): void;
}

const localesFolder = fileURLToPath(new URL('../../locales', import.meta.url));

/** How soon a marketplace that failed is tried again; the demo lets people switch faults on and off. */
const breakerOpenMs = { demo: 3_000, live: 60_000 };

/** Opens the data and what stands on nothing but them. */
export async function buildHouse(config: Config, world: World, signal?: AbortSignal): Promise<House> {
  const logger = createLogger(config.logLevel);
  const key = await loadSecretsKey(config);
  const data = await openData(config, key, { logger, signal });
  const metrics = createMetrics();
  addRepricerGauges({ metrics, inSystem: data.database.inSystem, clock: systemClock, logger });
  const later: { jobs?: Jobs; localUrl?: string; isStarted?: boolean } = {};
  const pricingMeter = createPricingMeter(metrics);
  return {
    config,
    world,
    logger,
    clock: systemClock,
    key,
    data,
    words: createWords(localesFolder),
    metrics,
    pricingMeter,
    media: createDiskMediaStore({ folder: join(config.dataDir, 'media') }),
    marketplace: buildMarketplace(config, world, { data, logger, meter: pricingMeter }),
    enqueue: (definition, payload, options) => {
      if (!later.jobs) {
        throw new Error('A job was enqueued before the queue was built.');
      }
      return later.jobs.enqueue(definition, payload, options);
    },
    publicUrl: () => config.http.publicUrl?.replace(/\/$/, '') ?? later.localUrl ?? '',
    isStarted: () => later.isStarted ?? false,
    complete: (parts) => Object.assign(later, parts),
  };
}

/** Kaspi, paced together with every other process on the same database, over the proxies of its pool. */
function buildMarketplace(
  config: Config,
  { urls }: World,
  { data, logger, meter }: { data: OpenedData; logger: Logger; meter: PricingMeter },
): Marketplace {
  const { inSystem } = data.database;
  const { pace, ...routing } = config.kaspi;
  return createKaspiMarketplace(
    {
      apiUrl: urls.kaspiApi,
      cabinetUrl: urls.kaspiCabinet,
      idUrl: urls.kaspiId,
      storefrontUrl: urls.kaspiStorefront,
      breaker: { openMs: breakerOpenMs[config.mode] },
      pace,
      routing,
    },
    {
      logger,
      pace: createPace(databaseLanes(inSystem)),
      proxies: createProxySource(inSystem, data.secrets),
      observe: (request) => meter.asked(request),
    },
  );
}
