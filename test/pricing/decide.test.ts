import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DecisionInput, decide, reasonCodes } from '#src/pricing/index.ts';
import type { CompetitorOffer } from '#src/stores/store.ports.ts';
import { expectedTenge } from './oracle.ts';

/** The long rounds look at three times as many markets. */
const RUNS = { numRuns: process.env.SAUDA_TEST_LONG ? 10_000 : 3_000 };
const own = 'own-shop';
const shops = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'] as const;

const anOffer = (merchantId: string, priceTiyn: number): CompetitorOffer => ({
  merchantId,
  merchantName: `Shop ${merchantId}`,
  isOwn: false,
  priceTiyn,
  reviews: 0,
  deliveryDuration: 'TOMORROW',
  preorder: 0,
  locatedInCity: true,
  kaspiDelivery: true,
});

type Market = Omit<DecisionInput, 'price'> & { price: DecisionInput['price'] & { minTiyn: number } };

/** Prices crowd around a few tenge so that ties, floors and ceilings are hit often; rivals may carry tiyn. */
const market: fc.Arbitrary<Market> = fc
  .record({
    rivals: fc.uniqueArray(fc.record({ id: fc.constantFrom(...shops), tiyn: fc.integer({ min: 900, max: 6_000 }) }), {
      selector: ({ id }) => id,
    }),
    roundRivals: fc.boolean(),
    current: fc.integer({ min: 10, max: 60 }),
    min: fc.integer({ min: 1, max: 50 }),
    room: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
    hand: fc.integer({ min: 10, max: 60 }),
    strategy: fc.constantFrom('standard' as const, 'always_first' as const, 'stay_top_n' as const),
    belowFloor: fc.constantFrom('hold' as const, 'next_rival' as const, 'max' as const),
    step: fc.integer({ min: 1, max: 5 }),
    topN: fc.integer({ min: 1, max: 4 }),
    chosen: fc.option(fc.constantFrom(...shops), { nil: null }),
    excluded: fc.subarray([...shops], { maxLength: 2 }),
    friendly: fc.subarray([...shops], { maxLength: 2 }),
    siblings: fc.subarray([...shops], { maxLength: 1 }),
  })
  .map((one) => ({
    offers: [
      ...one.rivals.map(({ id, tiyn }) => anOffer(id, one.roundRivals ? Math.ceil(tiyn / 100) * 100 : tiyn)),
      anOffer(own, one.current * 100),
    ],
    ownMerchantId: own,
    siblingMerchantIds: one.siblings,
    rule: {
      strategy: one.strategy,
      stepTiyn: one.step * 100,
      topN: one.topN,
      rivalMerchantId: one.chosen,
      belowFloor: one.belowFloor,
      excludedMerchantIds: one.excluded,
      friendlyMerchantIds: one.friendly,
    },
    price: {
      currentTiyn: one.current * 100,
      minTiyn: one.min * 100,
      maxTiyn: one.room === null ? null : (one.min + one.room) * 100,
      handSetTiyn: one.hand * 100,
    },
  }));

const floorOf = ({ price }: Market) => Math.max(1_000, price.minTiyn);
const ceilingOf = (one: Market) => Math.max(floorOf(one), one.price.maxTiyn ?? one.price.handSetTiyn);
const ignoredOf = ({ siblingMerchantIds, rule }: Market) => [
  own,
  ...siblingMerchantIds,
  ...rule.excludedMerchantIds,
  ...rule.friendlyMerchantIds,
];
const check = (property: (one: Market) => void) => fc.assert(fc.property(market, property), RUNS);

describe('decide', () => {
  it('agrees with the rule told by brute force', () => {
    check((one) => {
      const expected = expectedTenge({
        offers: one.offers,
        ignored: ignoredOf(one),
        strategy: one.rule.strategy,
        belowFloor: one.rule.belowFloor,
        chosen: one.rule.rivalMerchantId,
        stepTenge: one.rule.stepTiyn / 100,
        topN: one.rule.topN,
        currentTenge: one.price.currentTiyn / 100,
        minTenge: one.price.minTiyn / 100,
        maxTenge: (one.price.maxTiyn ?? one.price.handSetTiyn) / 100,
      });
      expect(decide(one).targetTiyn).toBe(expected * 100);
    });
  });

  it('never goes below the floor or above the ceiling, in whole tenge', () => {
    check((one) => {
      const { targetTiyn } = decide(one);
      expect(targetTiyn).toBeGreaterThanOrEqual(floorOf(one));
      expect(targetTiyn).toBeLessThanOrEqual(ceilingOf(one));
      expect(targetTiyn % 100).toBe(0);
    });
  });

  it('never reacts to its own, sibling, friendly or excluded shops', () => {
    check((one) => {
      const ignored = ignoredOf(one);
      const without = one.offers.filter(({ merchantId }) => merchantId === own || !ignored.includes(merchantId));
      const noisy = [...without, ...ignored.slice(1).map((id) => anOffer(id, 1_000))];
      expect(decide({ ...one, offers: noisy })).toEqual(decide({ ...one, offers: without }));
    });
  });

  it('rests once its decision is applied, and says a move only where the price differs', () => {
    check((one) => {
      const first = decide(one);
      expect(first.isMove).toBe(first.targetTiyn !== one.price.currentTiyn);
      const again = decide({ ...one, price: { ...one.price, currentTiyn: first.targetTiyn } });
      expect(again).toMatchObject({ isMove: false, targetTiyn: first.targetTiyn, rankBefore: first.rankAfter });
    });
  });

  it('does not depend on the order of the offers', () => {
    check((one) => {
      expect(decide({ ...one, offers: [...one.offers].reverse() })).toEqual(decide(one));
      const [first, ...rest] = one.offers;
      expect(decide({ ...one, offers: first ? [...rest, first] : [] })).toEqual(decide(one));
    });
  });

  it('never asks less because a rival it can undercut asks more', () => {
    fc.assert(
      fc.property(market, fc.nat(), fc.integer({ min: 1, max: 3_000 }), (one, pick, rise) => {
        const rule = { ...one.rule, belowFloor: 'hold' as const };
        const risen = one.offers.map((offer, index) => {
          const isPicked = offer.merchantId !== own && index === pick % one.offers.length;
          return isPicked ? { ...offer, priceTiyn: offer.priceTiyn + rise } : offer;
        });
        const [before, after] = [decide({ ...one, rule }), decide({ ...one, rule, offers: risen })];
        const picked = one.offers[pick % one.offers.length];
        const isInReach = picked !== undefined && picked.priceTiyn - rule.stepTiyn >= floorOf(one);
        fc.pre(isInReach && before.reason !== 'rival_below_floor');
        expect(after.targetTiyn).toBeGreaterThanOrEqual(before.targetTiyn);
      }),
      RUNS,
    );
  });

  it('rises again once the rival below its floor has left', () => {
    const price = { currentTiyn: 400_000, minTiyn: 390_000, maxTiyn: 650_000, handSetTiyn: 499_000 };
    const base = { ownMerchantId: own, siblingMerchantIds: [], price, rule: aRule({ strategy: 'always_first' }) };
    const offers = [anOffer('cheap', 300_000), anOffer('dear', 550_000), anOffer(own, 400_000)];
    expect(decide({ ...base, offers })).toMatchObject({ isMove: false, reason: 'rival_below_floor', rankBefore: 2 });
    expect(decide({ ...base, offers: offers.slice(1) })).toMatchObject({
      targetTiyn: 549_900,
      reason: 'rival_left_raise',
      rankAfter: 1,
    });
  });

  it('moves nothing without a minimum, on an empty card, and where our own offer is not shown', () => {
    const price = { currentTiyn: 400_000, minTiyn: 390_000, maxTiyn: null, handSetTiyn: 499_000 };
    const base = { ownMerchantId: own, siblingMerchantIds: [], price, rule: aRule({}) };
    const offers = [anOffer('a', 395_000), anOffer(own, 400_000)];
    expect(decide({ ...base, offers, price: { ...price, minTiyn: null } })).toMatchObject({
      reason: 'no_minimum',
      isMove: false,
    });
    expect(decide({ ...base, offers: [] })).toMatchObject({ reason: 'card_unknown', isMove: false });
    expect(decide({ ...base, offers: offers.slice(0, 1) })).toMatchObject({ reason: 'offer_missing', isMove: false });
  });

  it('names the rival, the step and the prices in its reason', () => {
    const price = { currentTiyn: 509_000, minTiyn: 390_000, maxTiyn: 650_000, handSetTiyn: 509_000 };
    const decision = decide({
      ...{ ownMerchantId: own, siblingMerchantIds: [], price, rule: aRule({}) },
      offers: [anOffer('m', 499_100), anOffer(own, 509_000)],
    });
    expect(decision).toMatchObject({ reason: 'undercut_rival', targetTiyn: 499_000, rankBefore: 2, rankAfter: 1 });
    expect(decision.params).toMatchObject({ rival: 'Shop m', rivalPrice: '4\u202f991\u202f₸', step: '1\u202f₸' });
  });

  it('gives only reasons that have a sentence', () => {
    check((one) => expect(reasonCodes).toContain(decide(one).reason));
  });
});

function aRule(changes: Partial<DecisionInput['rule']>): DecisionInput['rule'] {
  return {
    ...{ strategy: 'standard', stepTiyn: 100, topN: 3, rivalMerchantId: null, belowFloor: 'hold' },
    ...{ excludedMerchantIds: [], friendlyMerchantIds: [] },
    ...changes,
  };
}
