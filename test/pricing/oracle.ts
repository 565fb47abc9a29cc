/** The rule's text, told once more by brute force over whole tenge; imports nothing of what it judges. Prices in tiyn. */

export interface OracleShop {
  readonly merchantId: string;
  readonly priceTiyn: number;
}

export interface OracleCase {
  readonly offers: readonly OracleShop[];
  readonly ignored: readonly string[];
  readonly strategy: 'standard' | 'always_first' | 'stay_top_n';
  readonly belowFloor: 'hold' | 'next_rival' | 'max';
  readonly chosen: string | null;
  readonly stepTenge: number;
  readonly topN: number;
  readonly currentTenge: number;
  readonly minTenge: number;
  /** The maximum, or without one the last price set by hand. */
  readonly maxTenge: number;
}

/** Where the price must stand, in tenge. */
export function expectedTenge(one: OracleCase): number {
  const floor = Math.max(10, one.minTenge);
  const top = Math.max(floor, one.maxTenge);
  const rivals = one.offers
    .filter(({ merchantId }) => !one.ignored.includes(merchantId))
    .map(({ priceTiyn }) => priceTiyn);
  const sorted = [...rivals].sort((a, b) => a - b);
  const followed = followedPrice(one, { sorted, floor });
  if (followed === undefined) {
    return top;
  }

  if (reach(followed, one.stepTenge) < floor) {
    return whenBelow(one, { sorted, floor, top });
  }

  return Math.min(reach(followed, one.stepTenge), top);
}

/** The highest whole tenge that leaves at least a step below the price, found by counting. */
function reach(priceTiyn: number, stepTenge: number): number {
  let tenge = Math.ceil(priceTiyn / 100) + 1;
  while (tenge * 100 + stepTenge * 100 > priceTiyn) {
    tenge -= 1;
  }
  return tenge;
}

function followedPrice(one: OracleCase, { sorted, floor }: { sorted: number[]; floor: number }): number | undefined {
  if (one.strategy === 'stay_top_n') {
    return sorted.length < one.topN ? undefined : sorted[one.topN - 1];
  }

  if (one.strategy === 'always_first') {
    return sorted[0];
  }

  const chosen = one.offers.find(({ merchantId }) => merchantId === one.chosen && !one.ignored.includes(merchantId));
  return chosen?.priceTiyn ?? sorted.find((price) => reach(price, one.stepTenge) >= floor) ?? sorted[0];
}

function whenBelow(one: OracleCase, { sorted, floor, top }: { sorted: number[]; floor: number; top: number }): number {
  if (one.belowFloor === 'max') {
    return top;
  }

  const next = sorted.find((price) => reach(price, one.stepTenge) >= floor);
  if (one.belowFloor === 'next_rival' && next !== undefined) {
    return Math.min(reach(next, one.stepTenge), top);
  }

  return Math.min(Math.max(one.currentTenge, floor), top);
}
