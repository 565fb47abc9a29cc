import { z } from 'zod';
import { systemActor } from '../kernel/scope.ts';
import type { BoundInCompany, Scope } from '../platform/db/scope.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/define-job.ts';
import { listDueStores } from './checks/due-stores.ts';
import { runStore } from './checks/run-store.ts';
import { beginCycle } from './moves/send-price.ts';
import type { PricingDeps } from './pricing.ports.ts';

/** Stores repriced at once in one process. */
const PARALLEL_STORES = 8;

/** The repricer's jobs: a tick that finds stores with due work, and a run over one store. */
export function pricingJobs(deps: PricingDeps): readonly JobDefinition[] {
  const run = runStoreJob(deps);
  return [tickJob(deps, run), run] as readonly JobDefinition[];
}

/** Reads what is due across companies and hands each store to one run; never starts a second one beside it. */
function tickJob({ enqueue, settings }: PricingDeps, run: ReturnType<typeof runStoreJob>) {
  return defineJob({
    name: 'pricing.tick',
    data: z.object({}),
    lockMinutes: 1,
    retries: 0,
    every: `${settings.tickSeconds} seconds`,
    async run(_, { inSystem }) {
      const stores = await inSystem('select stores with due price checks', listDueStores);
      for (const store of stores) {
        await enqueue(run, store);
      }
    },
  });
}

/** Reads, talks to the marketplace with no transaction open, writes. The next tick repeats what failed. */
function runStoreJob(deps: PricingDeps) {
  return defineJob({
    name: 'pricing.runStore',
    data: z.object({ companyId: z.uuid(), storeId: z.uuid() }),
    lockMinutes: 5,
    retries: 0,
    key: ({ storeId }) => storeId,
    concurrency: PARALLEL_STORES,
    async run({ companyId, storeId }, { inCompany, inSystem, signal }) {
      const bound: BoundInCompany = (work) => inCompany(companyId, systemActor('jobs.pricing.runStore'), work);
      const session = await bound((scope: Scope) => deps.cabinets.readSession(scope, storeId));
      if (session) {
        await runStore({ cycle: beginCycle({ deps, inCompany: bound, storeId, signal, session }), inSystem });
      }
    },
  });
}
