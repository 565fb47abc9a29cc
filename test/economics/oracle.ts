// The rules of docs/economics.md once more, by counting; nothing of what is judged is imported.

/** A marketplace and a country as they concern one sale. */
export interface OracleWorld {
  readonly vatBps: bigint;
  readonly commissionBps: bigint;
  /** `[order price from, fee without VAT]` in tiyn, ascending; empty: no fee. */
  readonly tiers: readonly (readonly [bigint, bigint])[];
  /** Taxes that may apply; the dearest does. Shares of the price, or of what is left after all other costs. */
  readonly taxes: readonly { readonly of: 'price' | 'rest'; readonly bps: bigint }[];
}

/** What is wanted: tiyn, or hundredths of a percent of all costs or of the price. */
export type OracleWish = readonly ['amount' | 'costs' | 'price', bigint];

const roundedUp = (numerator: bigint, denominator: bigint) =>
  numerator / denominator + (numerator % denominator > 0n ? 1n : 0n);

/** All costs of a piece at a price, tiyn. */
export function oracleCosts(world: OracleWorld, cost: bigint, price: bigint) {
  const commission = roundedUp(price * world.commissionBps * (10_000n + world.vatBps), 100_000_000n);
  const tier = world.tiers.findLast(([from]) => from <= price) ?? world.tiers[0];
  const delivery = tier ? roundedUp(tier[1] * (10_000n + world.vatBps), 10_000n) : 0n;
  const rest = price - cost - commission - delivery;
  const owed = world.taxes.map(({ of, bps }) => {
    const base = of === 'price' ? price : rest;
    return base > 0n ? roundedUp(base * bps, 10_000n) : 0n;
  });
  const tax = owed.reduce((most, one) => (one > most ? one : most), 0n);
  const total = cost + commission + delivery + tax;
  return { commission, delivery, tax, total, profit: price - total };
}

/** Whether a price leaves what is wanted. */
export function oracleLeaves(world: OracleWorld, cost: bigint, wish: OracleWish): (tenge: number) => boolean {
  const [of, wanted] = wish;
  return (tenge) => {
    const price = BigInt(tenge) * 100n;
    const { profit, total } = oracleCosts(world, cost, price);
    if (of === 'amount') {
      return profit >= wanted;
    }
    return profit * 10_000n >= wanted * (of === 'costs' ? total : price);
  };
}

/** Counts down from a price that suffices to the last one that does not; the answer is a tenge above that. */
export function countLeast(leaves: (tenge: number) => boolean, fromTenge: number): number {
  let tenge = fromTenge;
  while (tenge > 0 && leaves(tenge)) {
    tenge -= 1;
  }
  return tenge + 1;
}
