import { z } from 'zod';
import { systemActor } from '../kernel/scope.ts';
import type { BoundInCompany } from '../platform/db/scope.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/define-job.ts';
import { createCardDesk } from './checks/card-desk.ts';
import { listDueStores, type Shard } from './checks/due-stores.ts';
import { runStore } from './checks/run-store.ts';
import type { PricingDeps } from './pricing.ports.ts';

/** The repricer's jobs: a tick that finds stores with due work, and a run over one store. */
export function pricingJobs(deps: PricingDeps): readonly JobDefinition[] {
  const run = runStoreJob(deps);
  return [tickJob(deps, run), run] as readonly JobDefinition[];
}

/** Checks that one tick looks for; what is left is found by the next. */
const DUE_AT_ONCE = 500;

/** Jobs of a part of the stores have names of their own, so that only processes of that part take them. */
function nameOf(name: string, shard: Shard | undefined): string {
  return shard ? `${name}.part${shard.index}of${shard.count}` : name;
}

/** Reads what is due across companies and hands each store to one run; never starts a second one beside it. */
function tickJob({ enqueue, settings, shard }: PricingDeps, run: ReturnType<typeof runStoreJob>) {
  return defineJob({
    name: nameOf('pricing.tick', shard),
    data: z.object({}),
    lockMinutes: 1,
    retries: 0,
    every: `${settings.tickSeconds} seconds`,
    async run(_, { inSystem }) {
      const stores = await inSystem('select stores with due price checks', (scope) =>
        listDueStores(scope, { shard, limit: DUE_AT_ONCE }),
      );
      for (const store of stores) {
        await enqueue(run, store);
      }
    },
  });
}

/** Reads, talks to the marketplace with no transaction open, writes. The next tick repeats what failed. */
function runStoreJob(deps: PricingDeps) {
  const { marketplace, clock, settings } = deps;
  const desk = createCardDesk({ storefront: marketplace.storefront, clock }, settings.parallelLooks);
  return defineJob({
    name: nameOf('pricing.runStore', deps.shard),
    data: z.object({ companyId: z.uuid(), storeId: z.uuid() }),
    lockMinutes: 60,
    retries: 0,
    key: ({ storeId }) => storeId,
    concurrency: settings.parallelStores,
    async run({ companyId, storeId }, { inCompany, signal }) {
      const bound: BoundInCompany = (work) => inCompany(companyId, systemActor('jobs.pricing.runStore'), work);
      await runStore({ companyId, storeId, deps, desk, inCompany: bound, signal });
    },
  });
}
