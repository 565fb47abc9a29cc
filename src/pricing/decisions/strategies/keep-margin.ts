import { formatTenge, TIYN } from '../../../kernel/money.ts';
import { type Aim, type StrategyInput, stepBelow } from '../aim.ts';

/** The margin that `keep_margin` keeps unless told otherwise, in hundredths of a percent of the price. */
export const defaultMarginBps = 1_000;

/**
 * `keep_margin`: a step below the cheapest counted offer, but not below the price that leaves the margin; when the rival
 * is cheaper than that, exactly that price. With none counted, as high as allowed; where the margin can't be known, it stays.
 */
export function keepMargin({ rivals, rule, price }: StrategyInput): Aim {
  const [rival] = rivals;
  if (price.marginPrice.kind !== 'known') {
    const reason = price.marginPrice.kind === 'impossible' ? 'profit_impossible' : 'cost_unknown';
    return { kind: 'stay', reason };
  }

  if (!rival) {
    return { kind: 'ceiling', reason: 'no_rivals' };
  }

  const leastTiyn = Math.ceil(price.marginPrice.tiyn / TIYN) * TIYN;
  return {
    kind: 'follow',
    rival,
    priceAgainst: (offer) => Math.max(stepBelow(offer, rule.stepTiyn), leastTiyn),
    ...(stepBelow(rival, rule.stepTiyn) < leastTiyn && { reason: 'margin_kept' }),
    params: { marginPrice: formatTenge(leastTiyn) },
  };
}
