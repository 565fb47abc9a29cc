import { describe, expect, it } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { composeOffer, type FeedShop } from '#src/pricing/feed/compose-offer.ts';
import type { FeedRow } from '#src/pricing/feed/feed-rows.ts';
import { offerXml } from '#src/pricing/feed/offer-xml.ts';
import { enableRule, pauseRule, setPricingRule } from '#src/pricing/index.ts';
import { aFeedShop, aPoint } from './feed-shop.ts';

const [almaty, astana, shymkent] = ['750000000', '710000000', '511010000'];

describe('the price list', () => {
  it('has the very elements in the very order that Kaspi’s guide gives', async () => {
    const points = [aPoint('PP1'), aPoint('PP2')];
    const known = [{ storeId: 'Shop1_PP1', isAvailable: true, preOrderDays: 3, stockCount: 12 }];
    const shop = await aFeedShop(
      [
        { sku: 'A-1', points: known },
        { sku: 'A-2', cities: { [astana]: { price: 5_500 } } },
      ],
      { points },
    );
    const text = await (await shop.get()).text();
    const [{ day }] = await shop.shop.run(({ em }) =>
      em.execute<[{ day: string }]>(`select to_char(now() at time zone 'Asia/Almaty', 'YYYY-MM-DD') as day`),
    );
    expect(text).toBe(`<?xml version="1.0" encoding="utf-8"?>
<kaspi_catalog date="${day}" xmlns="kaspiShopping" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="kaspiShopping http://kaspi.kz/kaspishopping.xsd">
<company>Demo LLP</company>
<merchantid>Shop1</merchantid>
<offers>
<offer sku="A-1"><model>Model A-1</model><brand>Demo</brand><availabilities><availability available="yes" storeId="PP1" preOrder="3" stockCount="12"/><availability available="no" storeId="PP2"/></availabilities><price>5000</price></offer>
<offer sku="A-2"><model>Model A-2</model><brand>Demo</brand><availabilities><availability available="yes" storeId="PP1"/><availability available="no" storeId="PP2"/></availabilities><cityprices><cityprice cityId="750000000">5000</cityprice><cityprice cityId="710000000">5500</cityprice></cityprices></offer>
</offers>
</kaspi_catalog>
`);
  });

  it('carries any text whole, to the strict reader and to a foreign one', async () => {
    const model = 'Шайнек «Ә» <b>&amp; "1 л"</b> \'қос\' 😀\u0007\n2-ші жол';
    const shop = await aFeedShop([
      { sku: 'true', model, brand: 'A&B <Қ>' },
      { sku: '"&<>\'ә', brand: '' },
    ]);
    const text = await (await shop.get()).text();
    expect(XMLValidator.validate(text)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      parseTagValue: false,
      trimValues: false,
      isArray: (name) => name === 'offer',
    });
    const { offer } = parser.parse(text).kaspi_catalog.offers as {
      offer: { '@_sku': string; model: string; brand: string }[];
    };
    const expected = model.replace('\u0007\n', ' ');
    expect(offer.map((one) => [one['@_sku'], one.model, one.brand])).toEqual([
      ['true', expected, 'A&B <Қ>'],
      ['"&<>\'ә', 'Model "&<>\'ә', ''],
    ]);
    expect((await shop.offers()).get('true')).toMatchObject({ model: expected, brand: 'A&B <Қ>' });
  });

  it('names every active point and every one that Kaspi named, and no other', async () => {
    const points = [aPoint('PP1'), aPoint('PP2'), aPoint('PP3', { isActive: false })];
    const known = [
      ...[{ storeId: 'Shop1_PP2', isAvailable: true, preOrderDays: 45, stockCount: 2.5 }],
      ...[
        { storeId: 'Shop1_PP3', isAvailable: true },
        { storeId: 'Shop1_PP9', isAvailable: true, stockCount: 0 },
      ],
      { storeId: 'somewhere', isAvailable: true },
    ];
    const shop = await aFeedShop([{ sku: 'A', points: known }], { points });
    const offer = (await shop.offers()).get('A');
    expect(offer?.availabilities).toEqual([
      { storeName: 'PP1', available: 'no', preOrder: 0, stockCount: null },
      { storeName: 'PP2', available: 'yes', preOrder: 30, stockCount: null },
      { storeName: 'PP9', available: 'yes', preOrder: 0, stockCount: 0 },
    ]);
  });

  it('takes off sale what is archived or not on sale, and keeps it on the list', async () => {
    const shop = await aFeedShop([
      { sku: 'sold' },
      { sku: 'archived', isArchived: true },
      { sku: 'off', isOnSale: false },
      { sku: 'new', isSeen: false, points: [] },
    ]);
    const offers = await shop.offers();
    const available = [...offers].map(([sku, one]) => [
      sku,
      one.availabilities.map((point) => point.available).join(' '),
    ]);
    expect(available).toEqual([
      ['sold', 'yes no'],
      ['archived', 'no no'],
      ['off', 'no no'],
      ['new', 'yes yes'],
    ]);
  });

  it('leaves out what Kaspi would refuse the whole list for', async () => {
    const shop = await aFeedShop([
      { sku: 'good' },
      { sku: 'cheap', price: 9 },
      { sku: 'ten', price: 10 },
      { sku: 'line\nbreak' },
    ]);
    expect([...(await shop.offers()).keys()]).toEqual(['good', 'ten']);
  });

  it('leaves out a price that is not whole, wherever it came from', () => {
    expect(composeOffer([{ ...row, currentTiyn: 500_050 }], feedShop)).toBeUndefined();
    expect(composeOffer([{ ...row, proposalId: 'd', proposedTiyn: 490_050 }], feedShop)).toMatchObject({
      price: 5_000,
      riders: [],
    });
    const offer = composeOffer([row, { ...row, cityId: astana, currentTiyn: 510_050 }], feedShop);
    expect(offer).toMatchObject({ price: 5_000, cityPrices: [] });
    expect(composeOffer([], feedShop)).toBeUndefined();
  });

  it('gives a nameless model its sku, as an empty one is refused', () => {
    const offer = composeOffer([{ ...row, model: '' }], feedShop);
    expect(offer && offerXml(offer)).toContain('<model>A</model>');
  });
});

const feedShop: FeedShop = { cityId: almaty ?? '', points: [], takesProposals: true };
const row: FeedRow = {
  ...{
    listingId: '1',
    sku: 'A',
    model: 'A',
    brand: null,
    isSold: true,
    isSeen: true,
    points: [],
    cityIds: [],
    cityId: null,
  },
  ...{ currentTiyn: 500_000, minTiyn: null, maxTiyn: null, sentTiyn: null, proposalId: null, proposedTiyn: null },
};

describe('the price in the list', () => {
  it('is the latest that may leave, else the one sent last, else the present one', async () => {
    const shop = await aFeedShop(['none', 'sent', 'proposed', 'both', 'held'].map((sku) => ({ sku })));
    await shop.decide('sent', { to: 4_900, state: 'pending' });
    await shop.decide('proposed', { to: 4_800 });
    await shop.decide('both', { to: 4_700, state: 'unknown' });
    await shop.decide('both', { to: 4_600 });
    await shop.decide('held', { to: 1_000, state: 'held' });
    const prices = [...(await shop.offers()).values()].map(({ price }) => price);
    expect(prices).toEqual([5_000, 4_900, 4_800, 4_600, 5_000]);
  });

  it('never breaks a bound: what was decided before it moved stays behind, and the floor lifts the rest', async () => {
    const shop = await aFeedShop([
      ...[
        { sku: 'under', min: 4_500 },
        { sku: 'over', max: 5_200 },
        { sku: 'low', price: 4_000, min: 4_500 },
      ],
      { sku: 'sent', min: 4_500 },
    ]);
    await shop.decide('under', { to: 4_400 });
    await shop.decide('over', { to: 5_300 });
    await shop.decide('sent', { to: 4_400, state: 'pending' });
    expect([...(await shop.offers()).values()].map(({ price }) => price)).toEqual([5_000, 5_000, 4_500, 4_500]);
    await expect(shop.decisions()).resolves.toMatchObject([
      { state: 'proposed' },
      { state: 'proposed' },
      { state: 'pending' },
    ]);
  });

  it('of a rule leaves only while the rule is on', async () => {
    const shop = await aFeedShop([{ sku: 'A', min: 4_000 }, { sku: 'no-minimum' }]);
    await shop.shop.run(async (scope) => {
      await setPricingRule(scope, {
        storeId: shop.storeId,
        strategy: 'always_first',
        workFromMinute: 0,
        workToMinute: 0,
      });
      await pauseRule(scope, { storeId: shop.storeId });
    });
    await shop.decide('A', { to: 4_900, reason: 'undercut_rival' });
    await shop.decide('no-minimum', { to: 4_900, reason: 'undercut_rival' });
    const pricesNow = async () => [...(await shop.offers()).values()].map(({ price }) => price);
    expect(await pricesNow()).toEqual([5_000, 5_000]);
    await shop.shop.run((scope) => enableRule(scope, { storeId: shop.storeId }));
    expect(await pricesNow()).toEqual([4_900, 5_000]);
  });

  it.each([
    [
      'the seller only wants proposals',
      `insert into store_pricings (id, created_at, updated_at, company_id, store_id, channel) select gen_random_uuid(), now(), now(), company_id, id, 'none' from stores where id = ?`,
    ],
    ['prices go through the cabinet', `update stores set cabinet_session = 'sealed' where id = ?`],
  ])('is not a decided one where %s', async (_, sql) => {
    const shop = await aFeedShop([{ sku: 'A' }]);
    await shop.decide('A', { to: 4_900 });
    await shop.shop.run(({ em }) => em.execute(sql, [shop.storeId]));
    expect((await shop.offers()).get('A')?.price).toBe(5_000);
  });

  it('of a city goes with those of all others, which follow the main one', async () => {
    const shop = await aFeedShop(
      [
        {
          sku: 'A',
          cityIds: [almaty ?? '', shymkent ?? ''],
          cities: { [astana ?? '']: { price: 5_500, min: 5_400 }, [almaty ?? '']: { price: 1_111 } },
        },
      ],
      { points: [aPoint('PP1', { cityId: '351010000' })] },
    );
    await shop.decide('A', { to: 4_900 });
    await shop.decide('A', { to: 5_300, cityId: astana });
    expect((await shop.offers()).get('A')).toMatchObject({
      price: null,
      cityPrices: { [almaty ?? '']: 4_900, [shymkent ?? '']: 4_900, '351010000': 4_900, [astana ?? '']: 5_500 },
    });
  });
});
