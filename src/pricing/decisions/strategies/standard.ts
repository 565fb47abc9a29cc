import { type Aim, type StrategyInput, stepBelow } from '../decision.ts';
import { alwaysFirst } from './always-first.ts';

/**
 * `standard`: a step below the chosen rival; when none is chosen or it isn't on the card, below the next rival, which is
 * the cheapest counted one that can be undercut without crossing the floor. When all are out of reach, the cheapest is aimed at.
 */
export function standard(input: StrategyInput): Aim {
  const { rivals, rule, bounds } = input;
  const chosen = rivals.find(({ merchantId }) => merchantId === rule.rivalMerchantId);
  const rival = chosen ?? rivals.find((offer) => stepBelow(offer, rule.stepTiyn) >= bounds.floorTiyn);
  return rival ? { kind: 'undercut', rival, priceTiyn: stepBelow(rival, rule.stepTiyn) } : alwaysFirst(input);
}
