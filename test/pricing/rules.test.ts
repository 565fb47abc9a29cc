import { beforeAll, describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Company } from '#src/companies/company.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import {
  countPricesByState,
  enableRule,
  explainPrice,
  findRule,
  listPriceMoves,
  listPrices,
  pauseAll,
  pauseRule,
  pricingReactions,
  setBounds,
  setPriceByHand,
  setPricingRule,
} from '#src/pricing/index.ts';
import { aShelf, type Shelf } from './shelf.ts';

const nextCheck = async ({ shop, listingId }: Shelf) =>
  (await shop.run((scope) => explainPrice(scope, { listingId }))).price.nextCheckAt;

describe('rules', () => {
  it('are off until enabled, and a listing is off until a minimum is set', async () => {
    const shelf = await aShelf();
    const { shop, storeId, listingId } = shelf;
    await shop.run((scope) => setPricingRule(scope, { storeId, strategy: 'always_first' }));
    await shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(4_000) }));
    expect(await nextCheck(shelf)).toBeNull();
    await shop.run((scope) => enableRule(scope, { storeId }));
    expect(await nextCheck(shelf)).toEqual(new Date('2026-11-20T07:00:00Z'));
    await shop.run((scope) => setBounds(scope, { listingId, minTiyn: null }));
    expect(await nextCheck(shelf)).toBeNull();
  });

  it('make checks due at the opening of the work hours in the company’s zone', async () => {
    const shelf = await aShelf({ at: new Date('2026-11-20T20:30:00Z') });
    const { shop, storeId, listingId } = shelf;
    await shop.run((scope) => setPricingRule(scope, { storeId }));
    await shop.run((scope) => enableRule(scope, { storeId }));
    await shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(4_000) }));
    expect(await nextCheck(shelf)).toEqual(new Date('2026-11-21T04:00:00Z'));
    await shop.run((scope) => setPricingRule(scope, { storeId, workFromMinute: 22 * 60, workToMinute: 8 * 60 }));
    expect(await nextCheck(shelf)).toEqual(new Date('2026-11-20T20:30:00Z'));
  });

  it('watch a product once an import has given it a card, and leave the turns of others alone', async () => {
    const shelf = await aShelf();
    const { shop, storeId, listingId } = shelf;
    await shop.run((scope) => setPricingRule(scope, { storeId }));
    await shop.run((scope) => enableRule(scope, { storeId }));
    const [price] = (await shop.run((scope) => listPrices(scope, { listingId }))).prices;
    const unwatched = { minTiyn: tenge(4_000), nextCheckAt: null };
    await shop.run(({ em }) => em.nativeUpdate(ListingPrice, { id: String(price?.id) }, unwatched));
    const imported = { storeId, importId: newId(), created: 1, updated: 0 };
    const react = () =>
      shop.run(async (scope) => {
        const [reaction] = pricingReactions;
        const happened = { id: newId(), companyId: shop.id, name: 'catalog.imported' as const, payload: imported };
        await reaction?.run(scope, imported, { ...happened, occurredAt: scope.now() });
      });
    await react();
    expect(await nextCheck(shelf)).toEqual(new Date('2026-11-20T07:00:00Z'));
    const later = new Date('2026-11-20T08:00:00Z');
    await shop.run(({ em }) => em.nativeUpdate(ListingPrice, { id: String(price?.id) }, { nextCheckAt: later }));
    await react();
    expect(await nextCheck(shelf)).toEqual(later);
  });

  it('of a listing stand over the store’s, and start from it', async () => {
    const { shop, storeId, listingId, listingIds } = await aShelf({ count: 2 });
    await shop.run((scope) => setPricingRule(scope, { storeId, stepTiyn: 700, topN: 5 }));
    await shop.run((scope) => setPricingRule(scope, { storeId, listingId, strategy: 'stay_top_n' }));
    const own = await shop.run((scope) => findRule(scope, { storeId, listingId }));
    expect(own).toMatchObject({ listingId, strategy: 'stay_top_n', stepTiyn: 700, topN: 5 });
    const inherited = await shop.run((scope) => findRule(scope, { storeId, listingId: listingIds[1] }));
    expect(inherited).toMatchObject({ listingId: null, strategy: 'standard', stepTiyn: 700 });
  });

  it('work round the clock from the start in a demo company', async () => {
    const { shop, storeId } = await aShelf();
    await shop.run(({ em }) => em.nativeUpdate(Company, { id: shop.id }, { isDemo: true }));
    const rule = await shop.run((scope) => setPricingRule(scope, { storeId }));
    expect(rule).toMatchObject({ workFromMinute: 0, workToMinute: 0 });
  });

  it('stay one when twenty people set the first one at once', async () => {
    const { shop, storeId } = await aShelf();
    const tops = Array.from({ length: 20 }, (_, index) => index + 1);
    const rules = await Promise.all(tops.map((topN) => shop.run((scope) => setPricingRule(scope, { storeId, topN }))));
    expect(new Set(rules.map(({ id }) => id)).size).toBe(1);
  });

  it('are counted as paused only where there is one', async () => {
    const { shop, storeId, listingIds, listingId } = await aShelf({ count: 3 });
    for (const id of listingIds.slice(0, 2)) {
      await shop.run((scope) => setBounds(scope, { listingId: id, minTiyn: tenge(4_000) }));
    }
    await shop.run((scope) => setPricingRule(scope, { storeId, listingId }));
    expect(await shop.run((scope) => countPricesByState(scope))).toMatchObject({
      ...{ total: 3, repriced: 0, paused: 1, withoutRule: 1, withoutMinimum: 1 },
    });
  });

  it('are all paused at once', async () => {
    const shelf = await aShelf({ count: 2 });
    const { shop, storeId, listingIds, listingId } = shelf;
    await shop.run((scope) => setPricingRule(scope, { storeId }));
    await shop.run((scope) => enableRule(scope, { storeId }));
    for (const id of listingIds) {
      await shop.run((scope) => setBounds(scope, { listingId: id, minTiyn: tenge(4_000) }));
    }
    await shop.run((scope) => setPricingRule(scope, { storeId, listingId }));
    await shop.run((scope) => enableRule(scope, { storeId, listingId }));
    expect(await shop.run((scope) => countPricesByState(scope))).toMatchObject({ total: 2, repriced: 2, paused: 0 });
    expect(await shop.run((scope) => pauseAll(scope))).toBe(2);
    expect(await shop.run((scope) => countPricesByState(scope, { storeId }))).toMatchObject({ repriced: 0, paused: 2 });
    expect(await nextCheck(shelf)).toBeNull();
  });

  it.each([
    ['a step of nothing', { stepTiyn: 0 }, 'pricing.stepInvalid'],
    ['a step with tiyn', { stepTiyn: 150 }, 'pricing.stepInvalid'],
    ['place 0', { topN: 0 }, 'pricing.placeInvalid'],
    ['an interval of 0', { checkIntervalSeconds: 0 }, 'pricing.intervalInvalid'],
    ['25 o’clock', { workFromMinute: 1500 }, 'pricing.hoursInvalid'],
  ])('refuse %s', async (_, input, code) => {
    const { shop, storeId } = await aShelf();
    await expect(shop.run((scope) => setPricingRule(scope, { storeId, ...input }))).rejects.toMatchObject({ code });
  });

  it('need a minimum before a listing’s own is enabled', async () => {
    const { shop, storeId, listingId } = await aShelf();
    await shop.run((scope) => setPricingRule(scope, { storeId, listingId }));
    const enabling = shop.run((scope) => enableRule(scope, { storeId, listingId }));
    await expect(enabling).rejects.toMatchObject({ code: 'pricing.minimumMissing' });
  });
});

describe('bounds and prices by hand', () => {
  it.each([
    ['a minimum above the maximum', { minTiyn: tenge(6_000), maxTiyn: tenge(5_000) }, 'pricing.minAboveMax'],
    ['a negative minimum', { minTiyn: -100 }, 'pricing.notPositive'],
    ['no number', { minTiyn: Number.NaN }, 'pricing.notPositive'],
    ['a fraction', { maxTiyn: 10_050 }, 'pricing.notWhole'],
    ['less than Kaspi takes', { minTiyn: 900 }, 'pricing.tooSmall'],
    ['more than anything costs', { maxTiyn: tenge(100_000_001) }, 'pricing.tooBig'],
  ])('refuse %s', async (_, bounds, code) => {
    const { shop, listingId } = await aShelf();
    await expect(shop.run((scope) => setBounds(scope, { listingId, ...bounds }))).rejects.toMatchObject({ code });
  });

  it('compare a new minimum with the maximum that stands, and a price by hand with both', async () => {
    const { shop, listingId } = await aShelf();
    await shop.run((scope) => setBounds(scope, { listingId, maxTiyn: tenge(5_500) }));
    const above = shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(5_501) }));
    await expect(above).rejects.toMatchObject({ code: 'pricing.minAboveMax' });
    await shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(4_000) }));
    const low = shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(3_999) }));
    await expect(low).rejects.toMatchObject({ code: 'pricing.belowMinimum' });
    const high = shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_501) }));
    await expect(high).rejects.toMatchObject({ code: 'pricing.aboveMaximum' });
  });
});

describe('the database', () => {
  it.each([
    ...['hand_set', 'target', 'pending', 'min', 'max'].map((price) => ['listing_prices', `${price}_tiyn`]),
    ...['from', 'to'].map((price) => ['price_decisions', `${price}_tiyn`]),
  ])('takes no money of %s.%s below nothing or with tiyn', async (table, column) => {
    const { shop, listingId } = await aShelf();
    await shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_500) }));
    for (const tiyn of [-100, 150]) {
      const broken = shop.run(({ em }) => em.execute(`update ${table} set ${column} = ${tiyn}`));
      await expect(broken).rejects.toThrow('check constraint');
    }
  });
});

describe('prices in lists', () => {
  it('come in pages without gaps or repeats, found by name or sku', async () => {
    const { shop, storeId } = await aShelf({ count: 5 });
    await shop.run((scope) => setPricingRule(scope, { storeId }));
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await shop.run((scope) => listPrices(scope, { storeId, limit: 2, after }));
      seen.push(...page.prices.map(({ nameRu }) => nameRu));
      if (page.next === null) {
        break;
      }
      after = page.next;
    }
    expect([...seen].sort()).toEqual(['Чехол 0', 'Чехол 1', 'Чехол 2', 'Чехол 3', 'Чехол 4']);
    const found = await shop.run((scope) => listPrices(scope, { search: 'k-3' }));
    expect(found.prices).toMatchObject([
      { nameRu: 'Чехол 3', currentTiyn: tenge(5_000), minTiyn: null, rule: { source: 'store', strategy: 'standard' } },
    ]);
    expect((await shop.run((scope) => listPrices(scope, { search: '%' }))).prices).toEqual([]);
  });
});

describe('another company', () => {
  let ours: Shelf;
  let theirs: Shelf;

  beforeAll(async () => {
    ours = await aShelf();
    theirs = await aShelf();
    await theirs.shop.run((scope) => setPricingRule(scope, { storeId: theirs.storeId }));
  });

  it.each([
    ['setPricingRule', (s) => setPricingRule(s, { storeId: theirs.storeId })],
    ['setPricingRule of a listing', (s) => setPricingRule(s, { storeId: ours.storeId, listingId: theirs.listingId })],
    ['enableRule', (s) => enableRule(s, { storeId: theirs.storeId })],
    ['pauseRule', (s) => pauseRule(s, { storeId: theirs.storeId })],
    ['setBounds', (s) => setBounds(s, { listingId: theirs.listingId, minTiyn: tenge(100) })],
    ['setPriceByHand', (s) => setPriceByHand(s, { listingId: theirs.listingId, priceTiyn: tenge(100) })],
    ['findRule', (s) => findRule(s, { storeId: theirs.storeId })],
    ['explainPrice', (s) => explainPrice(s, { listingId: theirs.listingId })],
    ['listPriceMoves', (s) => listPriceMoves(s, { listingId: theirs.listingId })],
  ] as [string, (scope: Scope) => Promise<unknown>][])('gets not found from %s', async (_, ask) => {
    await expect(ours.shop.run(ask)).rejects.toMatchObject({ status: 404 });
  });

  it('sees none of its prices, and pauses none of its rules', async () => {
    await theirs.shop.run((scope) => enableRule(scope, { storeId: theirs.storeId }));
    expect((await ours.shop.run((scope) => listPrices(scope, { storeId: theirs.storeId }))).prices).toEqual([]);
    expect((await ours.shop.run((scope) => countPricesByState(scope, { storeId: theirs.storeId }))).total).toBe(0);
    expect(await ours.shop.run((scope) => pauseAll(scope, { storeId: theirs.storeId }))).toBe(0);
    const rule = await theirs.shop.run((scope) => findRule(scope, { storeId: theirs.storeId }));
    expect(rule).toMatchObject({ isEnabled: true });
  });

  it('and somebody without the right may change nothing', async () => {
    const analyst = { kind: 'member' as const, id: newId(), can: (action: string) => action.endsWith('.read') };
    const { shop, storeId, listingId } = ours;
    for (const work of [
      (s) => setPricingRule(s, { storeId }),
      (s) => enableRule(s, { storeId }),
      (s) => pauseRule(s, { storeId }),
      (s) => pauseAll(s),
      (s) => setBounds(s, { listingId }),
      (s) => setPriceByHand(s, { listingId, priceTiyn: tenge(5_000) }),
    ] satisfies ((scope: Scope) => Promise<unknown>)[]) {
      await expect(shop.run<unknown>(work, analyst)).rejects.toMatchObject({ status: 403 });
    }
  });
});
