import {
  type LeastProfitablePrice,
  leastPrice,
  loadTariffs,
  type Tariffs,
  type WantedProfit,
} from '../../economics/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { LeastPrice } from '../decisions/decision.ts';
import { defaultMarginBps } from '../decisions/strategies/keep-margin.ts';
import type { JudgeInput, StoreFacts } from './judge-input.ts';
import type { LoadedPrice, PriceRule } from './load-prices.ts';

/** The least prices that a price's rule asks for. */
export type RuleFloors = Pick<JudgeInput, 'profitFloor' | 'marginPrice'>;

const unasked: LeastPrice = { kind: 'unasked' };

/** How to find the least prices that rules ask for; the tariffs are read once, and only when some rule asks. */
export async function ruleFloors(
  scope: Scope,
  prices: readonly LoadedPrice[],
  store: StoreFacts,
): Promise<(price: LoadedPrice) => RuleFloors> {
  if (!prices.some(({ rule }) => rule && asksForProfit(rule))) {
    return () => ({ profitFloor: unasked, marginPrice: unasked });
  }

  const tariffs = await loadTariffs(scope);
  return (price) => floorsOf(price, { tariffs, store });
}

function asksForProfit({ minProfitTiyn, minProfitBps, strategy }: PriceRule): boolean {
  return minProfitTiyn !== null || minProfitBps !== null || strategy === 'keep_margin';
}

interface Circumstances {
  readonly tariffs: Tariffs;
  readonly store: StoreFacts;
}

function floorsOf(price: LoadedPrice, { tariffs, store }: Circumstances): RuleFloors {
  const { rule, costTiyn, category, weightGrams, cityId } = price;
  if (!rule) {
    return { profitFloor: unasked, marginPrice: unasked };
  }

  const facts = { costTiyn, category, weightGrams, taxRegime: store.taxRegime, cityId: cityId ?? store.cityId };
  const least = (wanted: WantedProfit) => leastPrice(tariffs, facts, wanted);
  const { minProfitTiyn, minProfitBps, strategy, parameters } = rule;
  const asked = [
    ...(minProfitTiyn === null ? [] : [least({ profitTiyn: minProfitTiyn })]),
    ...(minProfitBps === null ? [] : [least({ profitBps: minProfitBps })]),
  ];
  return {
    profitFloor: asked.reduce<LeastPrice>(higher, unasked),
    marginPrice: strategy === 'keep_margin' ? least({ marginBps: parameters.marginBps ?? defaultMarginBps }) : unasked,
  };
}

/** Both promises are kept: the higher price counts, and one that can't be known or met counts before any. */
function higher(one: LeastPrice, other: LeastProfitablePrice): LeastPrice {
  if (one.kind === 'known' && other.kind === 'known') {
    return one.tiyn > other.tiyn ? one : other;
  }

  return one.kind === 'unknown' || one.kind === 'impossible' ? one : other;
}
