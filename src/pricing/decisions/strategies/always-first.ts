import { type Aim, type StrategyInput, stepBelow } from '../aim.ts';

/** `always_first`: a step below the cheapest counted offer; with none, as high as allowed. */
export function alwaysFirst({ rivals, rule }: StrategyInput): Aim {
  const [rival] = rivals;
  return rival
    ? { kind: 'follow', rival, priceAgainst: (offer) => stepBelow(offer, rule.stepTiyn) }
    : { kind: 'ceiling', reason: 'no_rivals' };
}
