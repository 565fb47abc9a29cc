import { type Aim, type StrategyInput, stepBelow } from '../decision.ts';

/** `always_first`: a step below the cheapest counted offer. */
export function alwaysFirst({ rivals, rule }: StrategyInput): Aim {
  const [rival] = rivals;
  return rival
    ? { kind: 'undercut', rival, priceTiyn: stepBelow(rival, rule.stepTiyn) }
    : { kind: 'ceiling', reason: 'no_rivals' };
}
