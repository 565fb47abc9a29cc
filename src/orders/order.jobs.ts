import { z } from 'zod';
import { isAppError } from '../kernel/errors.ts';
import { systemActor } from '../kernel/scope.ts';
import type { SystemScope } from '../platform/db/scope.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/define-job.ts';
import type { OrderJobDeps, OrderSettings } from './order.ports.ts';
import { pollStore } from './poll-store.ts';

/** Stores looked at at once in one process. */
const PARALLEL_STORES = 8;

/** The jobs of orders: a tick that finds stores that are due, and a look at one store. */
export function ordersJobs(deps: OrderJobDeps): readonly JobDefinition[] {
  const poll = pollStoreJob(deps);
  return [tickJob(deps, poll), poll] as readonly JobDefinition[];
}

function tickJob({ enqueue, settings }: OrderJobDeps, poll: ReturnType<typeof pollStoreJob>) {
  return defineJob({
    name: 'orders.poll',
    data: z.object({}),
    lockMinutes: 1,
    retries: 0,
    every: `${tickSeconds(settings)} seconds`,
    async run(_, { inSystem }) {
      const due = await inSystem('claim stores whose orders are due', (scope) => claimDueStores(scope, settings));
      for (const store of due) {
        await enqueue(poll, store);
      }
    },
  });
}

/** Finer than the interval itself, so that a store that falls due just after one tick does not wait for a whole turn. */
function tickSeconds({ pollSeconds }: OrderSettings): number {
  return Math.max(1, Math.min(30, Math.floor(pollSeconds / 5)));
}

/** Outages are the marketplace's own; the next tick looks again. */
function pollStoreJob(deps: OrderJobDeps) {
  return defineJob({
    name: 'orders.pollStore',
    data: z.object({ companyId: z.uuid(), storeId: z.uuid() }),
    lockMinutes: 10,
    retries: 0,
    key: ({ storeId }) => storeId,
    concurrency: PARALLEL_STORES,
    async run({ companyId, storeId }, { inCompany, signal }) {
      const actor = systemActor('jobs.orders.pollStore');
      try {
        await pollStore({ ...deps, signal, inCompany: (work) => inCompany(companyId, actor, work) }, storeId);
      } catch (error) {
        if (!isAppError(error)) {
          throw error;
        }
        deps.logger.warn({ storeId, failure: error.code }, 'orders could not be read');
      }
    },
  });
}

/** Takes the stores that are due and puts their next turn off, so that two ticks at once take each store once. */
export async function claimDueStores(
  { em, now }: SystemScope,
  { pollSeconds }: Pick<OrderSettings, 'pollSeconds'>,
): Promise<{ companyId: string; storeId: string }[]> {
  const rows = await em.execute<{ company_id: string; id: string }[]>(
    `update stores set next_order_poll_at = ?::timestamptz + make_interval(secs => ?)
     where id in (select id from stores where is_active and orders_enabled and api_token is not null
       and api_token_rejected_at is null and (next_order_poll_at is null or next_order_poll_at <= ?)
       order by next_order_poll_at nulls first limit 500 for update skip locked)
     returning company_id, id`,
    [now(), pollSeconds, now()],
  );
  return rows.map(({ company_id, id }) => ({ companyId: company_id, storeId: id }));
}
