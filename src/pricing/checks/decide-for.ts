import { decide } from '../decisions/decide.ts';
import type { Decision, PastMove } from '../decisions/decision.ts';
import { localMinuteOf } from '../decisions/work-hours.ts';
import type { JudgeInput } from './judge-input.ts';
import type { LoadedDecision, LoadedPrice, PriceRule } from './load-prices.ts';

/** The decision about a price as it stands, from one look at its card. */
export function decideFor(input: JudgeInput, price: LoadedPrice, rule: PriceRule): Decision {
  const { seen, store, now } = input;
  return decide({
    offers: seen.offers,
    ownMerchantId: store.merchantUid,
    siblingMerchantIds: store.siblingMerchantIds,
    rule,
    price: { ...price, ...stockAndCost(input) },
    at: now,
    localMinute: localMinuteOf(now, store.zone),
    pastMoves: input.decisions.flatMap(pastMove),
    warLimit: store.warLimit,
    customTiyn: input.customTiyn,
  });
}

function stockAndCost({ price, profitFloor, marginPrice }: JudgeInput) {
  const counts = price.points.filter(({ isAvailable }) => isAvailable).map(({ stockCount }) => stockCount);
  const stock = counts.length > 0 && counts.every((count) => count !== undefined) ? sum(counts) : null;
  return { profitFloor, marginPrice, costTiyn: price.costTiyn, stock };
}

function sum(counts: readonly (number | undefined)[]): number {
  return counts.reduce((total: number, count) => total + (count ?? 0), 0);
}

function pastMove({ pushedAt, rivalMerchantId, rivalTiyn, toTiyn }: LoadedDecision): PastMove[] {
  return pushedAt === null ? [] : [{ at: pushedAt, rivalMerchantId, rivalTiyn, toTiyn }];
}
