import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { acceptOrder, findOrderByCode } from '#src/orders/index.ts';
import { pollStore } from '#src/orders/poll-store.ts';
import { kaspiAt, until } from '../integrations/kaspi-sandbox.ts';
import { crossing, inTwoProcesses } from '../support/elsewhere.ts';
import { workerDatabase } from '../support/postgres.ts';
import { aShop, startKaspiForFile } from './shop.ts';

const { kaspi } = startKaspiForFile();

/** Holds a row until released; knows how many connections wait for it. */
async function holdOrder(orderId: string) {
  const { adminUrl, name } = await workerDatabase();
  const [holder, watcher] = [adminUrl, adminUrl].map((connectionString) => new pg.Client({ connectionString }));
  if (!holder || !watcher) {
    throw new Error('two clients were made');
  }
  await Promise.all([holder.connect(), watcher.connect()]);
  await holder.query('begin');
  await holder.query('select 1 from orders where id = $1 for update', [orderId]);
  return {
    waiting: async () => {
      const { rows } = await watcher.query<{ count: number }>(
        "select count(*)::int as count from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'",
        [name],
      );
      return rows[0]?.count ?? 0;
    },
    release: async () => {
      await holder.query('rollback');
      await Promise.all([holder.end(), watcher.end()]);
    },
  };
}

/** Requests that changed an order on Kaspi. */
async function changesAtKaspi(): Promise<number | undefined> {
  const { endpoints } = await kaspi().control<{ endpoints: Record<string, { requests: number }> }>('GET', '/stats');
  return endpoints['orders.change']?.requests;
}

describe('acceptances that meet at the same row', () => {
  it('wait for each other before they look, so that one request leaves and nobody gets an error', async () => {
    const shop = await aShop(kaspi());
    const code = await shop.order();
    await pollStore(shop.deps, shop.storeId);
    const orderId = (await shop.company.run((scope) => findOrderByCode(scope, code)))?.id ?? '';
    const row = await holdOrder(orderId);
    await kaspi().control('DELETE', '/stats');
    const accepting = Promise.allSettled(Array.from({ length: 20 }, () => acceptOrder(shop.deps, { orderId })));
    const waiting = await until(row.waiting, (count) => count >= 5);
    await row.release();
    const results = await accepting;
    expect(waiting).toBeGreaterThanOrEqual(5);
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    const outcomes = results.map((result) => (result.status === 'fulfilled' ? result.value.outcome : 'thrown'));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await changesAtKaspi()).toBe(1);
  });

  it('in two processes, ten at once in each, still send one request', async () => {
    const shop = await aShop(kaspi());
    const code = await shop.order();
    await pollStore(shop.deps, shop.storeId);
    const orderId = (await shop.company.run((scope) => findOrderByCode(scope, code)))?.id ?? '';
    await kaspi().control('DELETE', '/stats');
    const input = {
      urls: crossing(await workerDatabase()),
      kaspi: kaspiAt(kaspi().url),
      companyId: shop.company.id,
      orderId,
    };
    const file = join(import.meta.dirname, 'accept-elsewhere.ts');
    const outcomes = await inTwoProcesses<string>({ file, input, times: 10 });
    const said = outcomes.map((outcome) => ('value' in outcome ? outcome.value : outcome.error));
    expect(said.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(said.filter((outcome) => outcome !== 'done')).toEqual(
      Array.from({ length: 19 }, () => expect.stringMatching(/^(?:already$|busy$)/)),
    );
    expect(await changesAtKaspi()).toBe(1);
    expect((await shop.company.run((scope) => findOrderByCode(scope, code)))?.status).toBe('accepted');
  });
});
