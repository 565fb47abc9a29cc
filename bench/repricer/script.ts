/** Who else sells a product in a round: price in tenge by merchant. */
export type Rivals = Readonly<Record<string, number>>;

const strategies = ['always_first', 'standard', 'stay_top_n', 'match', 'stock_aware'] as const;
const belowFloors = ['hold', 'next_rival', 'max'] as const;
const shops = ['Alfa', 'Beta', 'Gamma', 'Delta', 'Omega'] as const;

/** The rule of a product: every strategy, floor mode, step, place, chosen, excluded and friendly shop comes up. */
export function ruleOf(product: number) {
  return {
    strategy: strategies[product % 5] ?? 'always_first',
    belowFloor: belowFloors[product % 3] ?? 'hold',
    stepTiyn: (1 + (product % 7)) * 100,
    topN: 1 + (product % 4),
    chosen: product % 11 === 0 ? 'Beta' : null,
    excluded: product % 6 === 0 ? ['Gamma'] : [],
    friends: product % 8 === 0 ? ['Delta'] : [],
  };
}

/** The script: rivals come, move and leave; about every third round leaves a product's market as it was. */
export function rivalsOf(product: number, round: number): Rivals {
  const scene = mix(product, round) % 3 === 0 && round > 1 ? round - 1 : round;
  return Object.fromEntries(
    shops.flatMap((shop, place) => {
      const drawn = mix(product * 5 + place, scene);
      // From well below our floor to above our ceiling; a third of them are away.
      return drawn % 3 === 0 ? [] : [[shop, 3_900 + (drawn % 2_200)]];
    }),
  );
}

/** A number that looks random and is always the same (after xorshift, Marsaglia 2003). */
function mix(one: number, other: number): number {
  let value = Math.imul(one + 1, 2_654_435_761) ^ Math.imul(other + 1, 1_597_334_677);
  value ^= value << 13;
  value ^= value >>> 17;
  value ^= value << 5;
  return value >>> 0;
}
