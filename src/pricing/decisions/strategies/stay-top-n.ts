import { type Aim, type StrategyInput, stepBelow } from '../aim.ts';

/** `stay_top_n`: a step below the n-th cheapest counted offer; with fewer than n of them, as high as allowed. */
export function stayTopN({ rivals, rule }: StrategyInput): Aim {
  const rival = rivals[rule.topN - 1];
  if (rival) {
    return { kind: 'follow', rival, priceAgainst: (offer) => stepBelow(offer, rule.stepTiyn), reason: 'top_n_kept' };
  }

  return { kind: 'ceiling', reason: rivals.length === 0 ? 'no_rivals' : 'fewer_than_n' };
}
