import { isDeepStrictEqual } from 'node:util';
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, reasonCodes } from '#src/pricing/index.ts';
import { always, anyMarket, ceilingOf, floorOf, friendsOf, isBlindOfCost, own, RUNS } from './market.ts';

describe('a decision', () => {
  it('rests once it is applied, and is a move only where the price differs', () => {
    always((one) => {
      const first = decide(one);
      const again = decide({ ...one, price: { ...one.price, currentTiyn: first.targetTiyn } });
      const isClimb = one.rule.strategy === 'raise_when_alone' && first.leader === null;
      const isAtRest = !again.isMove && again.targetTiyn === first.targetTiyn && again.rankBefore === first.rankAfter;
      const isQuiet = !again.isUrgent && again.gainTiyn === 0;
      return first.isMove === (first.targetTiyn !== one.price.currentTiyn) && (isClimb || (isAtRest && isQuiet));
    });
  });

  it('that climbs goes only up and comes to rest at the ceiling', () => {
    always((one) => {
      const rule = { ...one.rule, strategy: 'raise_when_alone' as const };
      const profitFloor = isBlindOfCost(one) ? { kind: 'unasked' as const } : one.price.profitFloor;
      const offers = one.offers.filter(({ merchantId }) => merchantId === own);
      const next = (currentTiyn: number) =>
        decide({ ...one, rule, offers, price: { ...one.price, profitFloor, currentTiyn } }).targetTiyn;
      let priceTiyn = next(one.price.currentTiyn);
      for (let target = next(priceTiyn); target > priceTiyn; target = next(priceTiyn)) {
        priceTiyn = target;
      }
      return next(priceTiyn) === priceTiyn && priceTiyn === ceilingOf({ ...one, price: { ...one.price, profitFloor } });
    });
  });

  it('does not depend on the order of the offers', () => {
    always((one) => {
      const [first, ...rest] = one.offers;
      const orders = [[...one.offers].reverse(), first ? [...rest, first] : []];
      return orders.every((offers) => isDeepStrictEqual(decide({ ...one, offers }), decide(one)));
    });
  });

  it('never asks less because a rival it can answer asks more', () => {
    const property = fc.property(anyMarket, fc.nat(), fc.integer({ min: 1, max: 3_000 }), (one, pick, rise) => {
      const rule = { ...one.rule, belowFloor: 'hold' as const };
      const others = one.offers.filter(({ merchantId }) => ![own, ...friendsOf(one)].includes(merchantId));
      const picked = others[pick % others.length];
      const risen = one.offers.map((offer) =>
        offer === picked ? { ...offer, priceTiyn: offer.priceTiyn + rise } : offer,
      );
      const before = decide({ ...one, rule });
      fc.pre(picked !== undefined && picked.priceTiyn - rule.stepTiyn >= floorOf(one));
      fc.pre(before.targetTiyn === floorOf(one) || !['rival_below_floor', 'profit_floor'].includes(before.reason));
      return decide({ ...one, rule, offers: risen }).targetTiyn >= before.targetTiyn;
    });
    fc.assert(property, RUNS);
  });

  it('is urgent exactly where it brings a price back into its bounds', () => {
    always((one) => {
      const { currentTiyn } = one.price;
      const isTooHigh = currentTiyn > ceilingOf(one) && !isBlindOfCost(one);
      return decide(one).isUrgent === (currentTiyn < floorOf(one) || isTooHigh);
    });
  });

  it('has a reason that has a sentence, and a worth in whole tiyn', () => {
    always((one) => {
      const { reason, gainTiyn } = decide(one);
      return reasonCodes.includes(reason) && Number.isSafeInteger(gainTiyn);
    });
  });
});
