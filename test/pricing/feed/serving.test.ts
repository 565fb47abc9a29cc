import { request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { pointingAt } from '#src/platform/db/references.ts';
import type { Logger } from '#src/platform/logging/logger.ts';
import { StorePricing } from '#src/pricing/checks/store-pricing.entity.ts';
import { approveShrink, findPriceFeed } from '#src/pricing/index.ts';
import { until } from '../../integrations/kaspi-sandbox.ts';
import { crossing, inTwoProcesses } from '../../support/elsewhere.ts';
import { workerDatabase } from '../../support/postgres.ts';
import { silentLogger } from '../../support/test-database.ts';
import { aClock } from '../repricer.ts';
import { startFeedServer } from './feed-server.ts';
import { aFeedShop } from './feed-shop.ts';
import type { Fetched } from './fetch-elsewhere.ts';

type FeedShop = Awaited<ReturnType<typeof aFeedShop>>;

const feedOf = (shop: FeedShop) => shop.shop.run((scope) => findPriceFeed(scope, { storeId: shop.storeId }));
/** Fetches the list whole and waits until that is written down. */
async function served(shop: FeedShop): Promise<string> {
  const before = (await feedOf(shop))?.lastServedAt?.getTime();
  const reply = await shop.get();
  await reply.text();
  await until(
    () => feedOf(shop),
    (feed) => feed?.lastServedAt?.getTime() !== before,
  );
  return reply.headers.get('etag') ?? '';
}
const skus = (count: number) => Array.from({ length: count }, (_, index) => ({ sku: `S-${index + 1}` }));

/** Node.js forbids the use of anything kept when it is told nothing else. */
const asking = (etag: string) => ({ 'if-none-match': etag, 'cache-control': 'max-age=0' });

describe('what left with the list', () => {
  it('is on its way from then on, like any price that was sent', async () => {
    const clock = aClock();
    const shop = await aFeedShop([{ sku: 'A' }, { sku: 'B' }], { clock });
    await shop.shop.run(
      async ({ em }) => void em.create(StorePricing, { storeId: shop.storeId, nextCheckAt: clock.now() }),
    );
    await shop.decide('A', { to: 4_900 });
    const etag = await served(shop);
    const [decision] = await shop.decisions();
    expect(decision).toMatchObject({
      state: 'pending',
      channel: 'feed',
      pushId: etag.slice(1, -1),
      fromTiyn: tenge(5_000),
    });
    expect(decision?.pushedAt).not.toBeNull();
    const [price, other] = await shop.prices();
    expect(price).toMatchObject({
      pendingTiyn: tenge(4_900),
      lastReason: 'set_by_hand',
      lastParams: { target: '4900' },
    });
    expect([price?.pendingSince, other?.pendingTiyn]).toEqual([decision?.pushedAt, null]);
    expect(Number(price?.nextCheckAt) - Number(price?.pendingSince)).toBe(300_000);
    expect(await shop.events('price.viewChanged')).toMatchObject([{ listingIds: [price?.listingId] }]);
    const row = await shop.shop.run(({ em }) =>
      em.findOneOrFail(StorePricing, { storeId: pointingAt({ companyId: shop.shop.id }, shop.storeId) }),
    );
    expect(Number(row.nextCheckAt)).toBeLessThanOrEqual(Number(clock.now()));
    expect(await feedOf(shop)).toMatchObject({ servedCount: 2, failure: null });
  });

  it('takes the place of what was sent before, and one that stands already goes nowhere', async () => {
    const shop = await aFeedShop([{ sku: 'A' }, { sku: 'same' }]);
    await shop.decide('A', { to: 4_800, state: 'unknown' });
    await shop.decide('A', { to: 4_900 });
    await shop.decide('same', { to: 5_000 });
    await served(shop);
    const states = (await shop.decisions()).map(({ toTiyn, state }) => [toTiyn, state]);
    expect(states).toEqual([
      [tenge(4_800), 'replaced'],
      [tenge(4_900), 'pending'],
      [tenge(5_000), 'replaced'],
    ]);
    expect((await shop.prices()).map(({ pendingTiyn }) => pendingTiyn)).toEqual([tenge(4_900), null]);
  });

  it('is only what the list showed: a price decided anew meanwhile waits for the next one', async () => {
    const shop = await aFeedShop([{ sku: 'A' }, { sku: 'B' }]);
    await shop.decide('A', { to: 4_900 });
    await shop.decide('B', { to: 4_700 });
    // The whole list is made before its first byte leaves; what left is written down only once the prices are free.
    await shop.shop.run(async ({ em }) => {
      await em.execute('select 1 from listing_prices for update');
      await (await shop.get()).text();
      await em.execute('update price_decisions set to_tiyn = 480000 where to_tiyn = 490000');
    });
    await until(
      () => feedOf(shop),
      (feed) => feed?.lastServedAt != null,
    );
    expect((await shop.decisions()).map(({ state }) => state)).toEqual(['proposed', 'pending']);
  });

  it('is nothing when somebody only asks whether there is news', async () => {
    const shop = await aFeedShop([{ sku: 'A' }]);
    const etag = await served(shop);
    await shop.decide('A', { to: 5_000 });
    const head = await shop.get({ method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
    expect((await shop.decisions()).map(({ state }) => state)).toEqual(['proposed']);
    // Same bytes, but a price waits to leave with them: so the list is sent whole once more.
    expect((await shop.get({ headers: asking(etag) })).status).toBe(200);
  });

  it('counts once when twenty fetch at the same time from two processes', async () => {
    const shop = await aFeedShop(skus(30));
    for (const { sku } of skus(30)) {
      await shop.decide(sku, { to: 4_900 });
    }
    const file = join(import.meta.dirname, 'fetch-elsewhere.ts');
    const input = { urls: crossing(await workerDatabase()), path: shop.path, times: 10 };
    const outcomes = await inTwoProcesses<Fetched>({ file, input, times: 10 });
    expect(outcomes.map((one) => ('value' in one ? one.value.status : one.error))).toEqual(Array(20).fill(200));
    const decisions = await shop.decisions();
    expect(new Set(decisions.map(({ state, version }) => `${state} ${version}`))).toEqual(new Set(['pending 2']));
    expect(await shop.events('price.viewChanged')).toMatchObject([{ listingIds: { length: 30 } }]);
    expect((await shop.prices()).map(({ pendingTiyn, version }) => [pendingTiyn, version])).toEqual(
      Array(30).fill([tenge(4_900), 2]),
    );
  });
});

describe('the address of a list', () => {
  it('answers a known list with 304 and compresses what it sends', async () => {
    const shop = await aFeedShop(skus(20));
    const etag = await served(shop);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const method of ['GET', 'HEAD']) {
      const known = await shop.get({ method, headers: asking(etag) });
      expect([known.status, known.headers.get('etag'), await known.text()]).toEqual([304, etag, '']);
    }
    const whole = await shop.get();
    const text = await whole.text();
    expect(whole.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(whole.headers.get('cache-control')).toBe('private, no-cache');
    expect(Number(whole.headers.get('content-length'))).toBe(Buffer.byteLength(text));
    const packed = await rawGet(shop.url);
    expect(packed.encoding).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toBe(text);
    await shop.shop.run(({ em }) => em.execute('update listing_prices set current_tiyn = 123400'));
    expect((await shop.get({ headers: asking(etag) })).status).toBe(200);
  });

  it('is not found for any other token, other method or other path, all alike', async () => {
    const shop = await aFeedShop(skus(1));
    const wrong = shop.path.replace(/^\/feeds\/./, (start) => (start.endsWith('A') ? '/feeds/B' : '/feeds/A'));
    const answers = await Promise.all([
      ...[wrong, '/feeds/', '/feeds/x.xml', shop.path.replace('.xml', ''), `${shop.path}x`, '/nothing'].map((path) =>
        shop.api.call(path),
      ),
      shop.api.call(wrong, { method: 'HEAD' }),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(await Promise.all(answers.slice(0, -1).map((answer) => answer.text()))).size).toBe(1);
    expect((await shop.api.call(shop.path, { method: 'POST', body: {} })).status).toBe(404);
  });

  it('stays out of the log, right or wrong', async () => {
    const shop = await aFeedShop(skus(1));
    const lines: string[] = [];
    const note = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
    const logger: Logger = { ...silentLogger, debug: note, info: note, warn: note, error: note, child: () => logger };
    const server = await startFeedServer(shop.shop.database, logger);
    stops.push(() => server.stop());
    for (const path of [
      shop.path,
      `${shop.path}?x=1`,
      shop.path.replace('.xml', ''),
      shop.path.replace('/feeds', '//feeds'),
      `/api/v1${shop.path}`,
    ]) {
      await (await fetch(`${server.url}${path}`)).text();
    }
    await server.settled(5);
    const token = shop.path.slice('/feeds/'.length, -'.xml'.length);
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines.filter((line) => line.includes(token))).toEqual([]);
    expect(lines[0]).toContain('"route":"/feeds"');
  });
});

const stops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

function rawGet(url: string): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, async (reply) => {
      const body = Buffer.concat(await reply.toArray());
      resolve({ encoding: reply.headers['content-encoding'], body });
    })
      .on('error', reject)
      .end();
  });
}

describe('a list that must not go', () => {
  it('is refused while it is empty, and the seller hears of it once', async () => {
    const shop = await aFeedShop([]);
    for (const language of ['ru', 'kk', 'en']) {
      const reply = await shop.get({ headers: { 'accept-language': language } });
      expect([reply.status, reply.headers.get('cache-control')]).toEqual([503, 'no-store']);
      const { code, detail } = (await reply.json()) as { code: string; detail: string };
      expect([code, detail.includes('Kaspi')]).toEqual(['pricing.feedEmpty', true]);
    }
    expect(await shop.events('feed.refused')).toEqual([{ storeId: shop.storeId, failure: 'pricing.feedEmpty' }]);
    expect(await feedOf(shop)).toMatchObject({ failure: 'pricing.feedEmpty' });
    await shop.add({ sku: 'A' });
    await served(shop);
    expect(await feedOf(shop)).toMatchObject({ failure: null, servedCount: 1 });
  });

  it('waits for the seller when it shrinks by more than a tenth, and goes once that is allowed', async () => {
    const clock = aClock();
    const shop = await aFeedShop(skus(20), { clock });
    await served(shop);
    await leaveOut(shop, 2);
    expect((await shop.get()).status).toBe(200);
    await until(
      () => feedOf(shop),
      (feed) => feed?.servedCount === 18,
    );
    await leaveOut(shop, 4);
    const replies = await Promise.all(Array.from({ length: 20 }, () => shop.get()));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]));
    expect(await replies[0]?.json()).toMatchObject({
      code: 'pricing.feedShrunk',
      detail: expect.stringMatching(/18.*14/),
    });
    expect(await shop.events('feed.shrinkAsked')).toEqual([{ storeId: shop.storeId, fromCount: 18, toCount: 14 }]);
    expect(await feedOf(shop)).toMatchObject({
      shrinkAsked: { fromCount: 18, toCount: 14 },
      failure: 'pricing.feedShrunk',
    });
    expect((await shop.get({ method: 'HEAD' })).status).toBe(503);

    await shop.shop.run((scope) => approveShrink(scope, { storeId: shop.storeId }));
    expect(await feedOf(shop)).toMatchObject({ shrinkAsked: null, failure: null });
    await leaveOut(shop, 8);
    expect((await shop.get()).status).toBe(503);
    expect(await shop.events('feed.shrinkAsked')).toHaveLength(2);
    await shop.shop.run((scope) => approveShrink(scope, { storeId: shop.storeId }));
    clock.forward(25 * 3_600);
    expect((await shop.get()).status).toBe(503);
    await shop.shop.run((scope) => approveShrink(scope, { storeId: shop.storeId }));
    await served(shop);
    expect(await feedOf(shop)).toMatchObject({ servedCount: 6, shrinkAsked: null, failure: null });
    await expect(shop.shop.run((scope) => approveShrink(scope, { storeId: shop.storeId }))).rejects.toMatchObject({
      code: 'pricing.shrinkNotAsked',
    });
  });

  it('is asked about anew when it had grown back in between', async () => {
    const shop = await aFeedShop(skus(10));
    await served(shop);
    const hide = (to: number) =>
      shop.shop.run(({ em }) =>
        em.execute(
          'update listing_prices set current_tiyn = ? where listing_id in (select id from listings order by id limit 5)',
          [to],
        ),
      );
    await hide(0);
    expect((await shop.get()).status).toBe(503);
    await hide(500_000);
    await served(shop);
    await hide(0);
    expect((await shop.get()).status).toBe(503);
    expect(await shop.events('feed.shrinkAsked')).toHaveLength(2);
  });
});

/** Makes so many prices unlistable; what was left out before is left out again. */
function leaveOut({ shop }: FeedShop, count: number): Promise<unknown> {
  return shop.run(({ em }) =>
    em.execute(
      'update listing_prices set current_tiyn = 0 where id in (select id from listing_prices where current_tiyn > 0 order by id limit ?)',
      [count],
    ),
  );
}
