import PQueue from 'p-queue';
import { createKaspiMarketplace } from '../../src/integrations/kaspi/kaspi-marketplace.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { systemActor } from '../../src/kernel/scope.ts';
import { createCardDesk } from '../../src/pricing/checks/card-desk.ts';
import { listDueStores } from '../../src/pricing/checks/due-stores.ts';
import { runStore } from '../../src/pricing/checks/run-store.ts';
import {
  livePricingSettings,
  type PricingDeps,
  type PricingSettings,
  silentPricingMeter,
} from '../../src/pricing/index.ts';
import { type CabinetSession, createCabinetAccess } from '../../src/stores/index.ts';
import type { Market } from './market.ts';
import type { BenchData } from './open-data.ts';

/** A worker of a bench. */
export interface WorkerOptions {
  readonly market: Market;
  readonly data: BenchData;
  readonly settings?: Partial<PricingSettings>;
  readonly clock?: Clock;
  /** The cabinet of every store, entered already. */
  readonly session?: CabinetSession;
}

/** What one process of the repricer does, without the queue between its tick and its runs. */
export interface Worker {
  /** Works on every store that has something due, as often as there is; answers how many runs that took. */
  workAll(): Promise<number>;
}

/** More stores than any bench has. */
const ALL = 100_000;

/** A worker with the settings of production but those given. */
export function createWorker({ market, data, clock = systemClock, session, ...options }: WorkerOptions): Worker {
  const marketplace = createKaspiMarketplace(market.client);
  const settings = { ...livePricingSettings, ...options.settings };
  const access = createCabinetAccess(marketplace);
  const deps: PricingDeps = {
    ...{ marketplace, logger: data.logger, clock, settings, meter: silentPricingMeter },
    cabinets: session ? { ...access, readSession: async () => session } : access,
    enqueue: async () => ({ enqueued: false }),
  };
  const desk = createCardDesk({ storefront: marketplace.storefront, clock }, settings.parallelLooks);
  const { inCompany, inSystem } = data.database;
  const { signal } = new AbortController();
  return {
    async workAll() {
      const stores = await inSystem('select stores with due price checks', (scope) =>
        listDueStores(scope, { limit: ALL }),
      );
      const queue = new PQueue({ concurrency: settings.parallelStores });
      await queue.addAll(
        stores.map(({ companyId, storeId }) => () => {
          const bound = (work: Parameters<typeof inCompany>[2]) => inCompany(companyId, systemActor('bench'), work);
          return runStore({ ...{ companyId, storeId, deps, desk, signal }, inCompany: bound as never });
        }),
      );
      return stores.length;
    },
  };
}
