import { describe, expect, it } from '@jest/globals';
import { languages } from '#src/kernel/language.ts';
import { createWords } from '#src/platform/words/words.ts';
import { type Decision, decide, type ReasonCode, reasonCodes } from '#src/pricing/index.ts';
import { aMarket, own } from './market.ts';

const words = createWords(`${import.meta.dirname}/../../locales`);
const warLimit = { moves: 1, withinMinutes: 60 };
const move = { at: new Date('2026-11-20T06:50:00Z'), rivalMerchantId: 'a', rivalTiyn: 450_000, toTiyn: 449_900 };
const first = { strategy: 'always_first' as const };
const none = { strategy: 'raise_when_alone' as const };
const low = { profitFloor: { kind: 'known' as const, tiyn: 460_000 } };
const blind = aMarket({ a: 4_500 });

/** One decision of each kind that `decide` makes. */
const decisions: readonly Decision[] = [
  decide({ ...blind, price: { ...blind.price, minTiyn: null } }),
  decide({ ...blind, offers: [] }),
  decide({ ...blind, offers: blind.offers.filter(({ merchantId }) => merchantId !== own) }),
  ...[
    aMarket({}),
    aMarket({ a: 4_500 }, { rule: { strategy: 'stay_top_n' } }),
    aMarket({ a: 3_000 }),
    aMarket({ a: 3_000, b: 4_500 }, { rule: { ...first, belowFloor: 'next_rival' } }),
    aMarket({ a: 3_000 }, { rule: { belowFloor: 'max' } }),
    aMarket({ a: 7_000 }),
    aMarket({ a: 3_901 }),
    aMarket({ a: 4_500 }),
    aMarket({ a: 5_500 }),
    aMarket({ a: 4_500 }, { rule: { strategy: 'stay_top_n', topN: 1 } }),
    aMarket({ a: 4_991 }),
    aMarket({ a: 4_991, b: 4_000 }, { rule: { rivalMerchantId: 'a' } }),
    aMarket({ a: 4_500 }, { rule: { strategy: 'match' } }),
    aMarket(
      { a: 4_500 },
      { rule: { strategy: 'keep_margin' }, price: { marginPrice: { kind: 'known', tiyn: 460_000 } } },
    ),
    aMarket({ a: 4_500 }, { price: low }),
    aMarket({ a: 4_500 }, { price: { profitFloor: { kind: 'impossible' } } }),
    aMarket({ a: 4_500 }, { rule: { strategy: 'keep_margin' } }),
    aMarket({}, { rule: none }),
    aMarket({ a: 4_500 }, { rule: none }),
    aMarket({ a: 4_500 }, { rule: { strategy: 'stock_aware' }, price: { stock: 2 } }),
    aMarket({ a: 4_500 }, { rule: { strategy: 'schedule' }, localMinute: 0 }),
    aMarket({}, { rule: { strategy: 'custom' }, customTiyn: 450_000 }),
    aMarket({}, { rule: { strategy: 'custom' } }),
    aMarket({ f: 4_950, a: 5_000 }, { rule: { ...first, stepTiyn: 10_000, friendlyMerchantIds: ['f'] } }),
    aMarket({ a: 4_500 }, { rule: first, warLimit, pastMoves: [move] }),
  ].map(decide),
];

/** Reasons that others write down, about moves. */
const ofMoves: readonly ReasonCode[] = ['kaspi_unavailable', 'set_by_hand', 'not_sent', 'not_taken'];

describe('every reason', () => {
  it('of a decision comes up, and is told in every language with what that decision carries', () => {
    expect(new Set([...decisions.map(({ reason }) => reason), ...ofMoves])).toEqual(new Set(reasonCodes));
    for (const language of languages) {
      const told = decisions.map(({ reason, params }) => words.t(language, `pricing-reason-${reason}`, params));
      expect(new Set(told).size).toBe(new Set(decisions.map(({ reason }) => reason)).size);
    }
  });

  it('about a move is told with the two prices', () => {
    const params = { price: '4 990 ₸', target: '4 500 ₸' };
    for (const language of languages) {
      const told = ofMoves.map((reason) => words.t(language, `pricing-reason-${reason}`, params));
      expect(new Set(told).size).toBe(ofMoves.length);
    }
  });
});
