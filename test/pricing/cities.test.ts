import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing } from '#src/catalog/product.entity.ts';
import { tenge } from '#src/kernel/money.ts';
import { enableRule, explainPrice, listPrices, setBounds, setPriceByHand, setPricingRule } from '#src/pricing/index.ts';
import type { CabinetSession } from '#src/stores/store.ports.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { roomy } from './fight.ts';
import { aRepricer } from './repricer.ts';

const [almaty, astana, shymkent] = ['750000000', '710000000', '511010000'];

let kaspi: KaspiSandbox;
let session: CabinetSession;

beforeAll(async () => {
  kaspi = await startKaspi();
  await kaspi.control('PUT', '/faults', { ...roomy, priceApplyDelayMs: 20 });
  session = await kaspi.signIn(kaspi.client());
});

afterAll(() => kaspi.stop());

/** A listing sold in three cities at 5 000 ₸, in Astana at 5 500 ₸; one rival at 4 991, always first, at least 4 000. */
async function aSpread(index: number) {
  const spread = await aRepricer(kaspi, { index, session });
  const { shop, storeId, listingId } = spread;
  await shop.run(async (scope) => {
    const listing = await scope.em.findOneOrFail(Listing, { id: listingId });
    listing.cityIds = [almaty, astana, shymkent];
    const prices = { currentTiyn: tenge(5_500), handSetTiyn: tenge(5_500) };
    scope.em.create(ListingPrice, { listingId, storeId, cityId: astana, ...prices, lastParams: {} });
    await setPricingRule(scope, { storeId, strategy: 'always_first', workFromMinute: 0, workToMinute: 0 });
    await enableRule(scope, { storeId });
    await setBounds(scope, { listingId, minTiyn: tenge(4_000), maxTiyn: tenge(6_000) });
  });
  await spread.rivals({ MobiShop: 4_991 });
  return spread;
}

describe('a listing with a price of its own in a city', () => {
  it('takes the other cities along when the main price moves', async () => {
    const spread = await aSpread(0);
    await spread.run();
    await spread.settled();
    expect([await spread.shown(almaty), await spread.shown(astana), await spread.shown(shymkent)]).toEqual([
      4_990, 5_500, 4_990,
    ]);
  });

  it('moves both prices in one run and brings neither back', async () => {
    const spread = await aSpread(1);
    const { shop, listingId } = spread;
    await shop.run((scope) => setBounds(scope, { listingId, cityId: astana, minTiyn: tenge(4_500) }));
    await spread.run();
    await spread.settled();
    expect([await spread.shown(almaty), await spread.shown(astana), await spread.shown(shymkent)]).toEqual([
      4_990, 4_990, 4_990,
    ]);
    await spread.nextRun(61);
    const { prices } = await shop.run((scope) => listPrices(scope, { listingId }));
    expect(prices.map(({ currentTiyn, pendingTiyn }) => [currentTiyn, pendingTiyn])).toEqual([
      [tenge(4_990), null],
      [tenge(4_990), null],
    ]);
  });

  it('moves its main price even where the store’s own city was given a row', async () => {
    const spread = await aSpread(2);
    const { shop, listingId, storeId } = spread;
    const prices = { currentTiyn: tenge(5_000), handSetTiyn: tenge(5_000), lastParams: {} };
    await shop.run(async ({ em }) => em.create(ListingPrice, { listingId, storeId, cityId: almaty, ...prices }));
    await spread.run();
    await spread.settled();
    expect(await spread.shown(almaty)).toBe(4_990);
  });
});

describe('the store’s own city', () => {
  it('is the main price to whoever names it', async () => {
    const spread = await aSpread(3);
    const { shop, listingId } = spread;
    const place = { listingId, cityId: almaty };
    await shop.run((scope) => setBounds(scope, { ...place, minTiyn: tenge(4_100) }));
    await shop.run((scope) => setPriceByHand(scope, { ...place, priceTiyn: tenge(4_900) }));
    const { price } = await shop.run((scope) => explainPrice(scope, place));
    expect(price).toMatchObject({ cityId: null, minTiyn: tenge(4_100), handSetTiyn: tenge(4_900) });
    await spread.run();
    await spread.settled();
    expect([await spread.shown(almaty), await spread.shown(shymkent)]).toEqual([4_900, 4_900]);
  });
});
