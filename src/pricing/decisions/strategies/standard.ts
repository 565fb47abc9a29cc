import { type Aim, type StrategyInput, stepBelow } from '../aim.ts';
import { alwaysFirst } from './always-first.ts';

/**
 * `standard`: a step below the chosen rival; when none is chosen or it isn't on the card, below the next rival, which is
 * the cheapest counted one that can be undercut without crossing the floor. When all are out of reach, the cheapest is aimed at.
 */
export function standard(input: StrategyInput): Aim {
  const { rivals, rule, bounds } = input;
  const priceAgainst = (offer: (typeof rivals)[number]) => stepBelow(offer, rule.stepTiyn);
  const chosen = rivals.find(({ merchantId }) => merchantId === rule.rivalMerchantId);
  const rival = chosen ?? rivals.find((offer) => priceAgainst(offer) >= bounds.floorTiyn);
  return rival ? { kind: 'follow', rival, priceAgainst } : alwaysFirst(input);
}
