import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { findPriceFeed } from '#src/pricing/index.ts';
import { crossing, startElsewhere } from '../../support/elsewhere.ts';
import { workerDatabase } from '../../support/postgres.ts';
import { beginTransfer, type FeedServer, startFeedServer } from './feed-server.ts';
import { aFeedShop } from './feed-shop.ts';
import type { Fetched } from './fetch-elsewhere.ts';

const OFFERS = 50_000;

let shop: Awaited<ReturnType<typeof aFeedShop>>;
let server: FeedServer;

beforeAll(async () => {
  shop = await aFeedShop([]);
  const client = new pg.Client({ connectionString: (await workerDatabase()).adminUrl });
  await client.connect();
  // Fifty thousand rows of a sound shape: to have every reference checked would take longer than all the rest.
  await client.query('set session_replication_role = replica');
  for (const sql of shelf) {
    await client.query(
      sql.replaceAll(':company', `'${shop.shop.id}'::uuid`).replaceAll(':store', `'${shop.storeId}'::uuid`),
    );
  }
  await client.end();
  server = await startFeedServer(shop.shop.database);
}, 60_000);

afterAll(() => server.stop());

const base = 'gen_random_uuid(), now(), now(), :company';
const shelf = [
  `insert into products (id, created_at, updated_at, company_id, sku, name_ru, brand, price_tiyn)
     select ${base}, 'B-' || n, 'Model ' || n, 'Demo', 500000 from generate_series(1, ${OFFERS}) n`,
  `insert into listings (id, created_at, updated_at, company_id, product_id, store_id, sku, model, points, seen_at)
     select ${base}, id, :store, sku, name_ru, '[{"storeId": "Shop1_PP1", "isAvailable": true}]', now()
       from products where company_id = :company`,
  `insert into listing_prices (id, created_at, updated_at, company_id, listing_id, store_id, current_tiyn, hand_set_tiyn)
     select ${base}, id, store_id, 500000, 500000 from listings where company_id = :company`,
  `insert into price_decisions (id, created_at, updated_at, company_id, listing_id, listing_price_id, store_id, decided_at,
       from_tiyn, to_tiyn, reason, state)
     select ${base}, listing_id, id, store_id, now(), 500000, 490000, 'set_by_hand', 'proposed' from listing_prices
       where company_id = :company order by id limit 1000`,
];

const states = async () => {
  const rows = await shop.shop.run(({ em }) =>
    em.execute<{ state: string; count: number }[]>(
      'select state, count(*)::int as count from price_decisions group by state',
    ),
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};
const feed = () => shop.shop.run((scope) => findPriceFeed(scope, { storeId: shop.storeId }));

describe('a list of fifty thousand offers', () => {
  it('counts for nothing when its transfer breaks off', async () => {
    const reply = await beginTransfer(`${server.url}${shop.path}`);
    await once(reply, 'readable');
    reply.destroy();
    await server.settled(1);
    expect(await states()).toEqual({ proposed: 1_000 });
    expect(await feed()).toMatchObject({ lastServedAt: null, servedCount: 0 });
  }, 40_000);

  it('waits for a reader who is slow, and then counts', async () => {
    const reply = await beginTransfer(`${server.url}${shop.path}`);
    let text = '';
    for await (const part of reply.setEncoding('utf8')) {
      text += part;
      if (text.length < 300_000) {
        await pause(300);
      }
    }
    await server.settled(2);
    expect(text.endsWith('</kaspi_catalog>\n')).toBe(true);
    expect(text.match(/<offer /g)).toHaveLength(OFFERS);
    expect(text.match(/<price>4900</g)).toHaveLength(1_000);
    expect(await states()).toEqual({ pending: 1_000 });
    expect(await feed()).toMatchObject({ servedCount: OFFERS });
  }, 40_000);

  it('takes little memory and time', async () => {
    const file = join(import.meta.dirname, 'fetch-elsewhere.ts');
    const input = { urls: crossing(await workerDatabase()), path: shop.path, times: 1, isWatched: true };
    const outcomes = await (await startElsewhere<Fetched>({ file, input })).begin();
    const [got] = outcomes.map((one) => ('value' in one ? one.value : one.error));
    expect(got).toMatchObject({ status: 200 });
    const { bytes, ms, heldMb } = got as Fetched;
    expect(bytes).toBeGreaterThan(10 * 2 ** 20);
    expect(heldMb).toBeLessThan(20);
    expect(ms).toBeLessThan(30_000);
  }, 60_000);
});
