import { type Aim, type StrategyInput, stepBelow } from '../decision.ts';

/** `stay_top_n`: a step below the n-th cheapest counted offer; with fewer than n of them, as high as allowed. */
export function stayTopN({ rivals, rule }: StrategyInput): Aim {
  const rival = rivals[rule.topN - 1];
  if (rival) {
    return { kind: 'undercut', rival, priceTiyn: stepBelow(rival, rule.stepTiyn) };
  }

  return { kind: 'ceiling', reason: rivals.length === 0 ? 'no_rivals' : 'fewer_than_n' };
}
