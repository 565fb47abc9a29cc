import type { KaspiOptions } from '#src/integrations/kaspi/kaspi-config.ts';
import {
  livePricingSettings,
  type PricingDeps,
  type PricingSettings,
  pricingJobs,
  silentPricingMeter,
} from '#src/pricing/index.ts';
import { createCabinetAccess } from '#src/stores/index.ts';
import type { CabinetSession } from '#src/stores/store.ports.ts';
import { silentLogger } from '../support/test-database.ts';
import type { Bazaar } from './bazaar.ts';

/** A store that a worker works on. */
export interface WorkedStore {
  readonly companyId: string;
  readonly storeId: string;
}

/** How a worker differs from the usual one. */
export interface WorkerOptions {
  readonly settings?: Partial<PricingSettings>;
  readonly kaspi?: KaspiOptions;
  readonly shard?: PricingDeps['shard'];
  /** What a new sign-in without asking gives. */
  readonly revive?: (storeId: string) => Promise<CabinetSession | undefined>;
}

/** A worker with a desk, pacing and breakers of its own, as a new process would have. */
export function aWorker(bazaar: Bazaar, options: WorkerOptions = {}) {
  const { clock } = bazaar;
  const { inCompany, inSystem } = bazaar.doors;
  const marketplace = bazaar.client(options.kaspi);
  const found: WorkedStore[] = [];
  const access = createCabinetAccess(marketplace);
  const [tick, runStore] = pricingJobs({
    marketplace,
    cabinets: {
      readSession: async (_scope, storeId) => bazaar.sessions.get(storeId),
      revive: async (_inCompany, storeId) => options.revive?.(storeId),
      giveUp: (bound, storeId) => access.giveUp(bound, storeId),
    },
    enqueue: async (_job, data) => {
      found.push(data as WorkedStore);
      return { enqueued: true, id: '1' };
    },
    logger: silentLogger,
    clock,
    settings: { ...livePricingSettings, freshnessSeconds: 5, ...options.settings },
    meter: silentPricingMeter,
    ...(options.shard && { shard: options.shard }),
  });
  const signal = new AbortController().signal;
  const tools = { inCompany, inSystem, signal, progress: async () => undefined, attempt: 1 };
  const run = async ({ companyId, storeId }: WorkedStore) => void (await runStore?.run({ companyId, storeId }, tools));
  /** The stores a tick would run now, in its order. */
  const due = async () => {
    found.length = 0;
    await tick?.run({}, tools);
    return [...found];
  };
  const isDue = async ({ storeId }: WorkedStore) => (await due()).some((one) => one.storeId === storeId);
  return {
    ...{ run, due },
    /** One tick: runs every store that is due, one after the other. */
    async tick() {
      for (const store of await due()) {
        await run(store);
      }
    },
    /** Whether a tick would run the store now. */
    isDue,
    /** One tick that looks at this store alone. */
    async turn(store: WorkedStore) {
      if (await isDue(store)) {
        await run(store);
      }
    },
  };
}

/** A worker of a test. */
export type Worker = ReturnType<typeof aWorker>;
