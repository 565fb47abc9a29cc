import { formatTenge } from '../../../kernel/money.ts';
import { type Aim, type StrategyInput, wholeTenge } from '../aim.ts';

/**
 * `custom`: the price that the company's own automation proposes, brought into the bounds; it is held to the limits of a
 * price war with the cheapest counted offer. Without a proposal the price stays.
 */
export function custom({ rivals, customTiyn }: StrategyInput): Aim {
  if (customTiyn === null || !Number.isFinite(customTiyn)) {
    return { kind: 'stay', reason: 'custom_missing' };
  }

  const priceTiyn = wholeTenge(customTiyn);
  const params = { proposed: formatTenge(priceTiyn) };
  return { kind: 'set', priceTiyn, reason: 'custom_price', rival: rivals[0], params };
}
