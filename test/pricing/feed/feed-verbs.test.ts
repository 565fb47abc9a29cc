import { describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Actor } from '#src/kernel/scope.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { type FoundFeed, findFeedByToken } from '#src/pricing/feed/find-feed-by-token.ts';
import { recordServed } from '#src/pricing/feed/record-served.ts';
import {
  approveShrink,
  disablePriceFeed,
  enablePriceFeed,
  type FeedInput,
  findPriceFeed,
  liveFeedSettings,
  renewPriceFeed,
} from '#src/pricing/index.ts';
import { Store } from '#src/stores/store.entity.ts';
import { aCompany } from '../../support/company.ts';
import { addGoods, aFeedShop } from './feed-shop.ts';

/** A store of which only its official token is known. */
async function aBareStore() {
  const shop = await aCompany();
  const storeId = await shop.run(
    async ({ em }) => em.create(Store, { kind: 'kaspi', name: 'Kaspi', apiToken: 'sealed' }).id,
  );
  return {
    shop,
    storeId,
    enable: (input: Partial<FeedInput>) => shop.run((scope) => enablePriceFeed(scope, { storeId, ...input })),
  };
}

describe('a price list', () => {
  it('is switched on once: twenty at the same time get one address', async () => {
    const { shop, storeId } = await aFeedShop([]);
    const views = await Promise.all(
      Array.from({ length: 20 }, () => shop.run((scope) => enablePriceFeed(scope, { storeId }))),
    );
    expect(new Set(views.map(({ path }) => path)).size).toBe(1);
    expect(views[0]).toMatchObject({ isEnabled: true, merchantUid: 'Shop1', companyName: 'Demo LLP', servedCount: 0 });
    expect(views[0]?.path).toMatch(/^\/feeds\/[\w-]{43}\.xml$/);
  });

  it('takes the seller’s word for what a token alone does not tell', async () => {
    const { shop, storeId, enable } = await aBareStore();
    await expect(enable({})).rejects.toMatchObject({ code: 'pricing.feedMerchantMissing' });
    await expect(enable({ merchantUid: 'Shop 1' })).rejects.toMatchObject({ code: 'pricing.feedMerchantInvalid' });
    await expect(enable({ merchantUid: 'Shop1' })).rejects.toMatchObject({ code: 'pricing.feedPointsMissing' });
    const wrong = enable({ merchantUid: 'Shop1', pointNames: ['PP1', 'Shop1_PP2'] });
    await expect(wrong).rejects.toMatchObject({ code: 'pricing.feedPointInvalid', params: { point: 'Shop1_PP2' } });
    expect(await shop.run((scope) => findPriceFeed(scope, { storeId }))).toBeNull();
    const view = await enable({ merchantUid: ' Shop1 ', pointNames: ['PP1'], companyName: 'ИП «Әлия» & Co' });
    expect(view).toMatchObject({ merchantUid: 'Shop1', companyName: 'ИП «Әлия» & Co' });
    expect(await enable({})).toEqual(view);
  });

  it('is not found at its old address once that was renewed', async () => {
    const shop = await aFeedShop([{ sku: 'A' }]);
    const decisionId = await shop.decide('A', { to: 4_900 });
    const { inSystem } = shop.shop.database;
    const token = shop.path.slice('/feeds/'.length, -'.xml'.length);
    const feed = await findFeedByToken({ inSystem }, token);
    const { path } = await shop.shop.run((scope) => renewPriceFeed(scope, { storeId: shop.storeId }));
    expect(path).not.toBe(shop.path);
    expect((await shop.get()).status).toBe(404);
    // A transfer that began at the old address ends now.
    const list = { etag: 'e', count: 1, asOf: new Date(), riders: [{ decisionId, toTiyn: tenge(4_900) }] };
    await recordServed(shop.shop.run, { feed: feed as FoundFeed, list, settings: liveFeedSettings });
    expect((await shop.decisions()).map(({ state }) => state)).toEqual(['proposed']);
    expect(await shop.shop.run((scope) => findPriceFeed(scope, { storeId: shop.storeId }))).toMatchObject({
      lastServedAt: null,
    });
    expect((await shop.api.call(path ?? '')).status).toBe(200);
  });

  it('is not found while it is switched off or its store is disconnected, and comes back', async () => {
    const shop = await aFeedShop([{ sku: 'A' }]);
    const { storeId } = shop;
    await shop.shop.run((scope) => disablePriceFeed(scope, { storeId }));
    expect((await shop.get()).status).toBe(404);
    expect((await shop.shop.run((scope) => enablePriceFeed(scope, { storeId }))).path).toBe(shop.path);
    expect((await shop.get()).status).toBe(200);
    await shop.shop.run(({ em }) => em.nativeUpdate(Store, { id: storeId }, { isActive: false }));
    expect((await shop.get()).status).toBe(404);
  });

  it('keeps its address sealed, and shows it only to who may change prices', async () => {
    const shop = await aFeedShop([]);
    const kept = await shop.shop.run(({ em }) => em.execute<object[]>('select t::text from price_feeds t'));
    expect(JSON.stringify(kept)).not.toContain(shop.path.slice(7, 50));
    const analyst: Actor = { kind: 'member', id: newId(), can: (action) => action === 'pricing.read' };
    const view = await shop.shop.run((scope) => findPriceFeed(scope, { storeId: shop.storeId }), analyst);
    expect(view).toMatchObject({ path: null, merchantUid: 'Shop1' });
  });

  const verbs: readonly [string, (scope: Scope, storeId: string) => Promise<unknown>][] = [
    ['enablePriceFeed', (scope, storeId) => enablePriceFeed(scope, { storeId })],
    ['renewPriceFeed', (scope, storeId) => renewPriceFeed(scope, { storeId })],
    ['disablePriceFeed', (scope, storeId) => disablePriceFeed(scope, { storeId })],
    ['approveShrink', (scope, storeId) => approveShrink(scope, { storeId })],
    ['findPriceFeed', (scope, storeId) => findPriceFeed(scope, { storeId })],
  ];

  it.each(verbs)('is no stranger’s: %s', async (_, verb) => {
    const { shop, storeId } = await aFeedShop([]);
    const stranger = await aCompany({ database: shop.database });
    await expect(stranger.run((scope) => verb(scope, storeId))).rejects.toMatchObject({
      code: 'pricing.storeNotFound',
    });
    const cashier: Actor = { kind: 'member', id: newId(), can: () => false };
    await expect(shop.run((scope) => verb(scope, storeId), cashier)).rejects.toMatchObject({
      code: 'permission.forbidden',
    });
  });

  it.each(verbs.slice(1, 4))('that was never switched on is not found: %s', async (_, verb) => {
    const { shop, storeId } = await aBareStore();
    await expect(shop.run((scope) => verb(scope, storeId))).rejects.toMatchObject({ code: 'pricing.feedNotFound' });
  });

  it('names the points that the seller gave where the store knows none', async () => {
    const { shop, storeId, enable } = await aBareStore();
    const { path } = await enable({ merchantUid: 'Shop1', pointNames: ['PP1', 'PP7'] });
    await shop.run(async (scope) => void addGoods(scope, storeId, { sku: 'A', points: [], isSeen: false }));
    const other = await aFeedShop([]);
    const text = await (await other.api.call(path ?? '')).text();
    expect(text).toContain(
      '<availability available="yes" storeId="PP1"/><availability available="yes" storeId="PP7"/>',
    );
  });
});
