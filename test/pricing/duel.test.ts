import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DecisionInput, decide, type RuleFacts, strategies } from '#src/pricing/index.ts';
import { anOffer, aPrice, aRule, RUNS } from './market.ts';

const HOUR_MS = 3_600_000;
const start = new Date('2026-11-20T07:00:00Z').getTime();

interface Duellist {
  readonly rule: RuleFacts;
  readonly price: DecisionInput['price'];
}

interface Duel {
  readonly duellists: readonly [Duellist, Duellist];
  /** Whose turn it is and how long after the turn before, packed into one number. */
  readonly turns: readonly number[];
  readonly stranger: number | null;
}

interface Move {
  readonly who: 0 | 1;
  readonly at: Date;
  readonly rivalMerchantId: string | null;
  readonly rivalTiyn: number | null;
  readonly fromTiyn: number;
  readonly toTiyn: number;
}

const aDuellist = (kinds: readonly RuleFacts['strategy'][], modes: readonly RuleFacts['belowFloor'][]) =>
  fc
    .record({
      ...{ strategy: fc.constantFrom(...kinds), belowFloor: fc.constantFrom(...modes) },
      ...{ step: fc.integer({ min: 1, max: 50 }), topN: fc.integer({ min: 1, max: 2 }) },
      ...{ current: fc.integer({ min: 900, max: 1_100 }), min: fc.integer({ min: 10, max: 1_000 }) },
      ...{ room: fc.integer({ min: 0, max: 400 }), margin: fc.integer({ min: 10, max: 1_000 }) },
      stock: fc.option(fc.nat(6), { nil: null }),
    })
    .map(
      ({ strategy, belowFloor, step, topN, ...one }): Duellist => ({
        rule: aRule({ strategy, belowFloor, stepTiyn: step * 100, topN }),
        price: aPrice({
          ...{ currentTiyn: one.current * 100, handSetTiyn: one.current * 100, minTiyn: one.min * 100 },
          ...{ maxTiyn: (one.min + one.room) * 100, stock: one.stock },
          marginPrice: { kind: 'known', tiyn: one.margin * 100 },
        }),
      }),
    );

const aDuel = (duellist: fc.Arbitrary<Duellist>): fc.Arbitrary<Duel> =>
  fc.record({
    duellists: fc.tuple(duellist, duellist),
    turns: fc.array(fc.nat(1_200), { minLength: 8, maxLength: 24 }),
    stranger: fc.option(fc.integer({ min: 900, max: 1_200 }), { nil: null }),
  });

/** Lets both look at each other's present price in the given order; who decides to move has moved at once. */
function play({ duellists, turns }: Duel, table: { readonly warLimit: DecisionInput['warLimit'] }) {
  const prices = [duellists[0].price.currentTiyn, duellists[1].price.currentTiyn] as [number, number];
  const moves: Move[] = [];
  let at = start;
  const look = (who: 0 | 1, warLimit = table.warLimit) => {
    const offers = prices.map((priceTiyn, index) => anOffer(`d${index}`, priceTiyn));
    const { rule, price } = duellists[who];
    return decide({
      ...{ offers, ownMerchantId: `d${who}`, siblingMerchantIds: [], rule, warLimit, customTiyn: prices[1 - who] ?? 0 },
      ...{ price: { ...price, currentTiyn: prices[who] }, at: new Date(at), localMinute: 720 },
      pastMoves: moves.filter((move) => move.who === who).reverse(),
    });
  };
  for (const turn of turns) {
    at += 1_000 + Math.floor(turn / 2) * 1_000;
    const who = turn % 2 === 0 ? 0 : 1;
    const { isMove, targetTiyn, rival } = look(who);
    if (isMove) {
      const followed = { rivalMerchantId: rival?.merchantId ?? null, rivalTiyn: rival?.priceTiyn ?? null };
      moves.push({ who, at: new Date(at), ...followed, fromTiyn: prices[who], toTiyn: targetTiyn });
      prices[who] = targetTiyn;
    }
  }
  at += HOUR_MS + 1_000;
  return { moves, look };
}

const movesOfHourBefore = (moves: readonly Move[], last: number) =>
  moves.filter(({ at }, index) => index < last && at.getTime() >= Number(moves[last]?.at.getTime()) - HOUR_MS).length;

const warLimit = { moves: 6, withinMinutes: 60 };
const following = ['standard', 'always_first', 'stay_top_n', 'match', 'keep_margin', 'raise_when_alone'] as const;

describe('two shops of different companies', () => {
  it('never make more than 6 moves between them in any hour, whoever looks when', () => {
    const property = fc.property(aDuel(aDuellist(following, ['hold', 'next_rival'])), (duel) => {
      const { moves } = play(duel, { warLimit });
      return moves.every((_, index) => movesOfHourBefore(moves, index) < 6);
    });
    fc.assert(property, RUNS);
  });

  it('never go lower after 6 moves in an hour, with any strategy, unless a ceiling asks for it', () => {
    const modes = ['hold', 'next_rival', 'max'] as const;
    const property = fc.property(aDuel(aDuellist(strategies, modes)), (duel) => {
      const { moves } = play(duel, { warLimit });
      return moves.every(({ who, fromTiyn, toTiyn }, index) => {
        const isAllowed = toTiyn > fromTiyn || fromTiyn > Number(duel.duellists[who].price.maxTiyn);
        return isAllowed || movesOfHourBefore(moves, index) < 6;
      });
    });
    fc.assert(property, RUNS);
  });

  it('may move again after a quiet hour as if nothing had been', () => {
    const property = fc.property(aDuel(aDuellist(strategies, ['hold'])), (duel) => {
      const { look } = play(duel, { warLimit });
      return ([0, 1] as const).every((who) => look(who).targetTiyn === look(who, null).targetTiyn);
    });
    fc.assert(property, RUNS);
  });

  it('without the guard fight on, so that the guard is what stops them', () => {
    const duellist = {
      rule: aRule({ strategy: 'always_first' }),
      price: aPrice({ currentTiyn: 100_000, minTiyn: 50_000, maxTiyn: 100_000 }),
    };
    const duel: Duel = {
      duellists: [duellist, duellist],
      turns: Array.from({ length: 30 }, (_, turn) => turn % 2),
      stranger: null,
    };
    expect(play(duel, { warLimit: null }).moves).toHaveLength(30);
    expect(play(duel, { warLimit }).moves).toHaveLength(6);
  });
});

describe('two stores of one company', () => {
  it('never undercut each other at rest, unless a rival already stands below the dearer one', () => {
    const property = fc.property(aDuel(aDuellist(strategies, ['hold', 'next_rival', 'max'])), (duel) => {
      const { prices, isAtRest } = playTogether(duel);
      const [low, high] = prices[0] < prices[1] ? [0, 1] : [1, 0];
      const stands = duel.stranger !== null && duel.stranger * 100 < Number(prices[high]);
      const { price } = duel.duellists[low as 0 | 1];
      return isAtRest && (prices[0] === prices[1] || stands || prices[low as 0 | 1] === price.maxTiyn);
    });
    fc.assert(property, RUNS);
  });
});

function playTogether({ duellists, stranger }: Duel) {
  const prices = [duellists[0].price.currentTiyn, duellists[1].price.currentTiyn] as [number, number];
  const rivals = stranger === null ? [] : [anOffer('stranger', stranger * 100)];
  let quiet = 0;
  for (let turn = 0; turn < 300 && quiet < 2; turn += 1) {
    const who = turn % 2 === 0 ? 0 : 1;
    const { rule, price } = duellists[who];
    const { isMove, targetTiyn } = decide({
      offers: [...prices.map((priceTiyn, index) => anOffer(`d${index}`, priceTiyn)), ...rivals],
      ...{ ownMerchantId: `d${who}`, siblingMerchantIds: [`d${1 - who}`], rule, customTiyn: 95_000 },
      ...{ price: { ...price, currentTiyn: prices[who] }, at: new Date(start), localMinute: 720 },
      ...{ pastMoves: [], warLimit },
    });
    quiet = isMove ? 0 : quiet + 1;
    prices[who] = targetTiyn;
  }
  return { prices, isAtRest: quiet === 2 };
}
