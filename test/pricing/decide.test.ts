import { isDeepStrictEqual } from 'node:util';
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { type DecisionInput, decide } from '#src/pricing/index.ts';
import { always, anOffer, anyMarket, ceilingOf, floorOf, friendsOf, isBlindOfCost, own, RUNS } from './market.ts';
import { expectedTenge } from './oracle.ts';

describe('decide', () => {
  it('agrees with the rule told by brute force', () => {
    always((one) => {
      const { price, rule } = one;
      const { climbBps = 500, lowStock = 3, lowStockBps = 500, windows } = rule.parameters;
      const night = [{ fromMinute: 22 * 60, toMinute: 8 * 60, shiftBps: 200 }];
      const expected = expectedTenge({
        ...{ offers: one.offers, own, excluded: rule.excludedMerchantIds, friends: friendsOf(one) },
        ...{ filters: rule.filters, strategy: rule.strategy, belowFloor: rule.belowFloor },
        ...{ chosen: rule.rivalMerchantId, stepTenge: rule.stepTiyn / 100, topN: rule.topN },
        ...{ climbBps, lowStock, lowStockBps, windows: windows ?? night, minute: one.localMinute },
        ...{ stock: price.stock, customTiyn: one.customTiyn, currentTenge: price.currentTiyn / 100 },
        minTenge: price.minTiyn / 100,
        maxTenge: (price.maxTiyn ?? price.handSetTiyn) / 100,
        profitTiyn: profitOf(price.profitFloor),
        marginTiyn: price.marginPrice.kind === 'known' ? price.marginPrice.tiyn : 'unknown',
      });
      return decide(one).targetTiyn === expected * 100;
    });
  });

  it('never goes below any floor or above the ceiling, in whole tenge', () => {
    always((one) => {
      const { targetTiyn } = decide(one);
      const isLowEnough = targetTiyn <= ceilingOf(one) || isBlindOfCost(one);
      return targetTiyn >= floorOf(one) && isLowEnough && targetTiyn % 100 === 0;
    });
  });

  it('moves nothing where the wanted profit cannot be known, save up to the minimum', () => {
    always((one) => {
      const price = { ...one.price, profitFloor: { kind: 'unknown' as const, missing: 'cost' as const } };
      const { targetTiyn, reason } = decide({ ...one, price });
      return reason === 'cost_unknown' && targetTiyn === Math.max(price.currentTiyn, 1_000, price.minTiyn);
    });
  });

  it('never reacts to its own or to excluded shops', () => {
    always((one) => {
      const excluded = one.rule.excludedMerchantIds.filter((id) => !friendsOf(one).includes(id));
      const without = one.offers.filter(({ merchantId }) => !excluded.includes(merchantId));
      const noisy = [...without, anOffer(own, 900), ...excluded.map((id) => anOffer(id, 1_000))];
      return isDeepStrictEqual(decide({ ...one, offers: noisy }), decide({ ...one, offers: without }));
    });
  });

  it('never goes lower for a friendly shop or another store of the company, whatever it asks', () => {
    const property = fc.property(anyMarket, fc.integer({ min: 900, max: 6_500 }), (one, tiyn) => {
      const friends = friendsOf(one);
      const without = one.offers.filter(({ merchantId }) => !friends.includes(merchantId));
      const alone = decide({ ...one, offers: without });
      const among = decide({ ...one, offers: [...without, ...friends.map((id) => anOffer(id, tiyn))] });
      const isSame = isDeepStrictEqual(among, alone);
      return isSame || (among.targetTiyn > alone.targetTiyn && among.reason === 'friend_ahead');
    });
    fc.assert(property, RUNS);
  });

  it('never undercuts a friend or another store of the company, unless a rival has already or the ceiling is lower', () => {
    always((one) => {
      const { targetTiyn, leader } = decide(one);
      const hurt = one.offers.filter(
        ({ merchantId, priceTiyn }) =>
          friendsOf(one).includes(merchantId) && priceTiyn > targetTiyn && !(leader && leader.priceTiyn < priceTiyn),
      );
      return hurt.length === 0 || targetTiyn === ceilingOf(one) || isBlindOfCost(one);
    });
  });

  it('never reacts to an offer that a filter keeps out', () => {
    const flaws = [{ rating: 4.4 }, { deliveryDuration: 'OTHER' as const }, { preorder: 1 }, { locatedInCity: false }];
    const property = fc.property(anyMarket, fc.integer({ min: 900, max: 6_000 }), fc.nat(3), (one, tiyn, kind) => {
      const filters = { minRatingTenths: 45, maxDeliveryDays: 3, skipsPreorder: true, onlyInCity: true };
      const filtered = { ...one, rule: { ...one.rule, filters } };
      const flawed = anOffer('stranger', tiyn, { rating: 5, ...flaws[kind] });
      const among = decide({ ...filtered, offers: [...one.offers, flawed] });
      return isDeepStrictEqual(among, decide(filtered));
    });
    fc.assert(property, RUNS);
  });
});

/** One that no price can leave stops a rule as much as one that can't be known. */
function profitOf(floor: DecisionInput['price']['profitFloor']): number | 'unknown' | 'unasked' {
  if (floor.kind === 'known') {
    return floor.tiyn;
  }
  return floor.kind === 'unasked' ? 'unasked' : 'unknown';
}
