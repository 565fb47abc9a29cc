import type { KaspiOptions } from '../../src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '../../src/integrations/kaspi/kaspi-marketplace.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { livePricingSettings, pricingJobs, silentPricingMeter } from '../../src/pricing/index.ts';
import { createCabinetAccess } from '../../src/stores/index.ts';
import type { CabinetSession } from '../../src/stores/store.ports.ts';
import { openDoors, silentLogger } from '../support/doors.ts';

/** A store that another process reprices. */
export interface Repricing {
  readonly urls: DatabaseUrls;
  readonly kaspi: KaspiOptions;
  readonly session: CabinetSession;
  readonly companyId: string;
  readonly storeId: string;
}

/** Opens the database and the marketplace; the task is one run over the store. */
export async function prepare({ urls, kaspi, session, companyId, storeId }: Repricing) {
  const { inCompany, inSystem } = openDoors(urls);
  const marketplace = createKaspiMarketplace(kaspi);
  const access = createCabinetAccess(marketplace);
  const [, runStore] = pricingJobs({
    marketplace,
    cabinets: { ...access, readSession: async () => session },
    enqueue: async () => ({ enqueued: true, id: '1' }),
    logger: silentLogger,
    clock: systemClock,
    settings: livePricingSettings,
    meter: silentPricingMeter,
  });
  const signal = new AbortController().signal;
  const tools = { inCompany, inSystem, signal, progress: async () => undefined, attempt: 1 };
  return async () => runStore?.run({ companyId, storeId }, tools);
}
