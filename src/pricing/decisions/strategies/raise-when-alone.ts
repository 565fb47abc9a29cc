import { TIYN } from '../../../kernel/money.ts';
import { type Aim, type StrategyInput, shiftedBy, wholeTenge } from '../aim.ts';

/** 5 % of the present price. */
const CLIMB_BPS = 500;

/**
 * `raise_when_alone`: with a counted rival the present price stays; alone it climbs by a share of the present price, at
 * least 1 ₸, per move, until it is as high as allowed.
 */
export function raiseWhenAlone({ rivals, rule, price, bounds }: StrategyInput): Aim {
  if (rivals.length > 0) {
    return { kind: 'stay', reason: 'not_alone' };
  }

  const climbed = shiftedBy(price.currentTiyn, rule.parameters.climbBps ?? CLIMB_BPS);
  const priceTiyn = Math.max(climbed, wholeTenge(price.currentTiyn) + TIYN);
  return priceTiyn < bounds.ceilingTiyn
    ? { kind: 'set', priceTiyn, reason: 'climbing' }
    : { kind: 'ceiling', reason: 'no_rivals' };
}
