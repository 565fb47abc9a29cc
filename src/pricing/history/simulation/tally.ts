import type { Outcome, Tally } from './simulation.ts';

/** A tally of nothing. */
export const emptyTally: Tally = { moves: 0, time: 0, rank: 0, first: 0, price: 0, profit: 0, profitTime: 0 };

/** How a price stood for so many milliseconds. */
export interface Stand {
  readonly forMs: number;
  readonly rank: number;
  readonly priceTiyn: number;
  readonly profitTiyn: number | undefined;
}

/** A tally with one more stand. */
export function addStand(tally: Tally, { forMs, rank, priceTiyn, profitTiyn }: Stand): Tally {
  return addTallies(tally, {
    moves: 0,
    time: forMs,
    rank: rank * forMs,
    first: rank === 1 ? forMs : 0,
    price: priceTiyn * forMs,
    profit: (profitTiyn ?? 0) * forMs,
    profitTime: profitTiyn === undefined ? 0 : forMs,
  });
}

/** Two tallies as one. */
export function addTallies(one: Tally, other: Tally): Tally {
  return {
    moves: one.moves + other.moves,
    time: one.time + other.time,
    rank: one.rank + other.rank,
    first: one.first + other.first,
    price: one.price + other.price,
    profit: one.profit + other.profit,
    profitTime: one.profitTime + other.profitTime,
  };
}

/** What a tally comes to. */
export function outcomeOf(tally: Tally): Outcome {
  const mean = (sum: number, time: number) => (time === 0 ? null : sum / time);
  const whole = (value: number | null) => (value === null ? null : Math.round(value));
  const rank = mean(tally.rank, tally.time);
  return {
    moves: tally.moves,
    meanRank: rank === null ? null : Math.round(rank * 100) / 100,
    firstBps: whole(mean(tally.first * 10_000, tally.time)),
    meanPriceTiyn: whole(mean(tally.price, tally.time)),
    profitTiyn: whole(mean(tally.profit, tally.profitTime)),
  };
}
