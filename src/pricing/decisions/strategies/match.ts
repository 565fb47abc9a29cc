import { type Aim, type StrategyInput, wholeTenge } from '../aim.ts';

/** `match`: exactly the cheapest counted offer, in whole tenge; with none, as high as allowed. */
export function match({ rivals }: StrategyInput): Aim {
  const [rival] = rivals;
  return rival
    ? { kind: 'follow', rival, priceAgainst: ({ priceTiyn }) => wholeTenge(priceTiyn), reason: 'matched_rival' }
    : { kind: 'ceiling', reason: 'no_rivals' };
}
