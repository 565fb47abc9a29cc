import { describe, expect, it } from '@jest/globals';
import { decide, type RuleFacts } from '#src/pricing/index.ts';
import type { CompetitorOffer } from '#src/stores/store.ports.ts';
import { aMarket, anOffer, own } from './market.ts';

const known = (amount: number) => ({ kind: 'known' as const, tiyn: amount * 100 });
const unknown = { kind: 'unknown' as const, missing: 'cost' as const };

describe('floors', () => {
  it('follow the wanted profit where that is dearer than the minimum, and say so', () => {
    const price = { profitFloor: known(4_600) };
    const rule = { strategy: 'always_first' as const };
    expect(decide(aMarket({ a: 4_601 }, { rule, price }))).toMatchObject({
      targetTiyn: 460_000,
      reason: 'profit_floor',
    });
    expect(decide(aMarket({ a: 4_500 }, { rule, price }))).toMatchObject({
      targetTiyn: 499_000,
      reason: 'profit_floor',
    });
    const low = { ...price, currentTiyn: 450_000 };
    expect(decide(aMarket({ a: 4_500 }, { rule, price: low }))).toMatchObject({ targetTiyn: 460_000, isUrgent: true });
  });

  it('win over the ceiling', () => {
    const price = { profitFloor: known(7_000) };
    expect(decide(aMarket({}, { price }))).toMatchObject({ targetTiyn: 700_000, isUrgent: true });
  });

  it('raise a price below its minimum even where the wanted profit cannot be known', () => {
    const price = { profitFloor: unknown, currentTiyn: 350_000 };
    const decision = decide(aMarket({ a: 3_000 }, { price }));
    expect(decision).toMatchObject({ targetTiyn: 390_000, reason: 'cost_unknown', isMove: true, isUrgent: true });
    expect(decide(aMarket({ a: 3_000 }, { price: { profitFloor: unknown } }))).toMatchObject({
      isMove: false,
      rankBefore: 2,
    });
  });
});

describe('blind looks', () => {
  it('move nothing: no minimum, an empty card, our own offer missing', () => {
    const one = aMarket({ a: 3_950 });
    const still = { isMove: false, rankBefore: null, rival: null, gainTiyn: 0, isUrgent: false };
    expect(decide({ ...one, price: { ...one.price, minTiyn: null } })).toMatchObject({
      ...still,
      reason: 'no_minimum',
    });
    expect(decide({ ...one, offers: [] })).toMatchObject({ ...still, reason: 'card_unknown' });
    expect(decide({ ...one, offers: one.offers.slice(0, 1) })).toMatchObject({ ...still, reason: 'offer_missing' });
  });
});

describe('filters', () => {
  const filters = { minRatingTenths: null, maxDeliveryDays: null, skipsPreorder: false, onlyInCity: false };
  type Filtered = readonly [what: string, given: Partial<RuleFacts['filters']>, kind: Partial<CompetitorOffer>];
  const one = { rating: 5, deliveryDuration: 'EXPRESS' as const };
  const answerTo = ([, given, kind]: Filtered) => {
    const rule = { strategy: 'always_first' as const, filters: { ...filters, ...given } };
    const { offers, ...rest } = aMarket({}, { rule });
    return decide({ ...rest, offers: [...offers, anOffer('a', 450_000, kind), anOffer('b', 520_000, one)] }).targetTiyn;
  };

  it.each<Filtered>([
    ['a shop rated just so', { minRatingTenths: 45 }, { rating: 4.5 }],
    ['a shop without a rating', { minRatingTenths: 45 }, {}],
    ['a shop with a rating of 0, which is none', { minRatingTenths: 45 }, { rating: 0 }],
    ['an offer delivered in time', { maxDeliveryDays: 3 }, { deliveryDuration: 'TILL_3_DAYS' }],
    ['an express offer', { maxDeliveryDays: 0 }, { deliveryDuration: 'EXPRESS' }],
    ['a pre-order from another city where nothing is filtered', {}, { preorder: 3, locatedInCity: false }],
  ])('let %s count', (...filtered) => {
    expect(answerTo(filtered)).toBe(449_900);
  });

  it.each<Filtered>([
    ['a shop rated lower', { minRatingTenths: 45 }, { rating: 4.4 }],
    ['an offer delivered later', { maxDeliveryDays: 2 }, { deliveryDuration: 'TILL_3_DAYS' }],
    ['an offer of tomorrow', { maxDeliveryDays: 0 }, { deliveryDuration: 'TOMORROW' }],
    ['an offer delivered who knows when', { maxDeliveryDays: 30 }, { deliveryDuration: 'OTHER' }],
    ['a pre-order', { skipsPreorder: true }, { preorder: 3 }],
    ['an offer from another city', { onlyInCity: true }, { locatedInCity: false }],
  ])('keep %s out', (...filtered) => {
    expect(answerTo(filtered)).toBe(519_900);
  });
});

describe('friends', () => {
  const rule = { strategy: 'always_first' as const, stepTiyn: 10_000, friendlyMerchantIds: ['friend'] };

  it('are met but not undercut, and named', () => {
    const decision = decide(aMarket({ friend: 4_950, a: 5_000 }, { rule }));
    expect(decision).toMatchObject({ targetTiyn: 495_000, reason: 'friend_ahead', rankAfter: 1 });
    expect(decision.params).toMatchObject({ friend: 'Shop friend', friendPrice: '4\u202f950\u202f₸', rival: 'Shop a' });
  });

  it('are passed once a rival is below them', () => {
    expect(decide(aMarket({ friend: 5_000, a: 4_950 }, { rule }))).toMatchObject({ targetTiyn: 485_000 });
  });

  it('are other stores of the company too', () => {
    const siblingMerchantIds = ['sister'];
    const alone = { ...rule, friendlyMerchantIds: [] };
    const decision = decide(aMarket({ sister: 4_950, a: 5_000 }, { rule: alone, siblingMerchantIds }));
    expect(decision).toMatchObject({ targetTiyn: 495_000, reason: 'friend_ahead' });
  });

  it('do not lift a price over its ceiling', () => {
    const one = aMarket({ friend: 9_000 }, { rule: { ...rule, strategy: 'custom' }, customTiyn: 500_000 });
    expect(decide(one)).toMatchObject({ targetTiyn: 650_000, reason: 'friend_ahead' });
  });
});

describe('what a move is worth', () => {
  const rule = { strategy: 'always_first' as const };

  it('is the profit at the new place less the profit at the old', () => {
    const decision = decide(aMarket({ a: 4_500, b: 4_600 }, { rule, price: { costTiyn: 300_000 } }));
    expect(decision).toMatchObject({ rankBefore: 3, rankAfter: 1, gainTiyn: 149_900 - Math.round(199_000 / 3) });
    expect(decision.rival).toEqual({ merchantId: 'a', name: 'Shop a', priceTiyn: 450_000 });
  });

  it('takes 80 % of the floor for an unknown cost', () => {
    const { gainTiyn } = decide(aMarket({ a: 4_500 }, { rule }));
    expect(gainTiyn).toBe(449_900 - 312_000 - (499_000 - 312_000) / 2);
  });
});

describe('a price war', () => {
  const rule = { strategy: 'always_first' as const };
  const warLimit = { moves: 6, withinMinutes: 60 };
  const minutesAgo = (minutes: number) => new Date(new Date('2026-11-20T07:00:00Z').getTime() - minutes * 60_000);
  const past = (minutes: number, rivalTenge: number, rivalMerchantId = 'a') => ({
    ...{ at: minutesAgo(minutes), rivalMerchantId, rivalTiyn: rivalTenge * 100, toTiyn: (rivalTenge - 1) * 100 },
  });
  const fought = [past(20, 4_600), past(40, 4_800), past(30, 4_700)];

  it('counts our moves and those of the rival between them, then waits and says until when', () => {
    const decision = decide(aMarket({ a: 4_500 }, { rule, warLimit, pastMoves: fought }));
    expect(decision).toMatchObject({ isMove: false, reason: 'price_war', targetTiyn: 499_000 });
    expect(decision.params).toMatchObject({ rival: 'Shop a', until: '12:21' });
  });

  it.each([
    ['below the limit', { pastMoves: fought.slice(0, 2) }, { a: 4_500 }],
    ['with another rival', { pastMoves: fought }, { b: 4_500 }],
    ['while the rival has not answered', { pastMoves: fought }, { a: 4_600 }],
    ['that is long ago', { pastMoves: fought.map((move) => ({ ...move, at: new Date(0) })) }, { a: 4_500 }],
    [
      'that the clock set back has put far ahead',
      { pastMoves: fought.map((move) => ({ ...move, at: new Date('2027-01-01') })) },
      { a: 4_500 },
    ],
    ['without a limit', { pastMoves: fought, warLimit: null }, { a: 4_500 }],
  ])('is none %s', (_, changes, rivals) => {
    expect(decide(aMarket(rivals, { rule, warLimit, ...changes })).reason).toBe('undercut_rival');
  });

  it('does not keep a price from going up', () => {
    const decision = decide(aMarket({ a: 5_500 }, { rule, warLimit, pastMoves: fought }));
    expect(decision).toMatchObject({ targetTiyn: 549_900, reason: 'rival_left_raise' });
  });

  it('does not keep a price out of its bounds', () => {
    const price = { currentTiyn: 700_000 };
    const decision = decide(aMarket({ a: 4_500 }, { rule, price, warLimit, pastMoves: fought }));
    expect(decision).toMatchObject({ targetTiyn: 650_000, reason: 'price_war', isUrgent: true });
  });

  it('holds an automation of the company as well', () => {
    const custom = { rule: { strategy: 'custom' as const }, customTiyn: 400_000 };
    expect(decide(aMarket({ a: 4_500 }, { ...custom, warLimit, pastMoves: fought })).reason).toBe('price_war');
  });
});

describe('our own offer', () => {
  it('is dropped by its merchant id, whatever else it says and how often it stands there', () => {
    const one = aMarket({ a: 4_500 }, { rule: { strategy: 'always_first' } });
    const again = anOffer(own, 100, { isOwn: false });
    expect(decide({ ...one, offers: [...one.offers, again] })).toEqual(decide(one));
  });
});
