import { type Aim, type StrategyInput, shiftedBy } from '../aim.ts';
import { alwaysFirst } from './always-first.ts';

/** From so many pieces down the stock is low. */
const LOW_STOCK = 3;

/** 5 % of the cheapest counted offer. */
const LOW_STOCK_BPS = 500;

/**
 * `stock_aware`: as `always_first` while more pieces are left or their number is unknown; with few pieces, a share above
 * the cheapest counted offer. With none counted, as high as allowed.
 */
export function stockAware(input: StrategyInput): Aim {
  const { rivals, rule, price } = input;
  const { lowStock = LOW_STOCK, lowStockBps = LOW_STOCK_BPS } = rule.parameters;
  const [rival] = rivals;
  if (!rival || price.stock === null || price.stock > lowStock) {
    return alwaysFirst(input);
  }

  return {
    kind: 'follow',
    rival,
    priceAgainst: ({ priceTiyn }) => shiftedBy(priceTiyn, lowStockBps),
    reason: 'stock_low',
    params: { stock: price.stock, percent: lowStockBps / 100 },
  };
}
