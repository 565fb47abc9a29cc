import { TIYN } from '../kernel/money.ts';
import { costsUnder, type SaleFacts, type SaleTerms, shareUp, type TaxShares, termsOf } from './costs-of.ts';
import type { Tariffs } from './tariffs.ts';

/** The profit a price is to leave, not negative: tiyn, or hundredths of a percent of all costs, or of the price. */
export type WantedProfit =
  | { readonly profitTiyn: number }
  | { readonly profitBps: number }
  | { readonly marginBps: number };

/** The least price that leaves a wanted profit; not to be known until a fact is given, or above every price there is. */
export type LeastProfitablePrice =
  | { readonly kind: 'known'; readonly tiyn: number }
  | { readonly kind: 'unknown'; readonly missing: 'cost' }
  | { readonly kind: 'impossible' };

const MIN_TENGE = 1;
/** The dearest price there is, as in the catalog. */
const MAX_TENGE = 100_000_000;
const BPS = 10_000;
const E8 = BPS * BPS;
/** Commission, tax and the wanted share are each rounded by less than a tiyn: so much cannot be rounded away. */
const ROUNDING_TIYN = 4;
/** A tiyn more of price leaves at least so much, or nothing: shares have at most twelve decimals. */
const FLAT = 1e-13;

/**
 * The least price in whole tenge from which on every price up to 100 million ₸ leaves the wanted profit; `impossible`
 * where none does, as when commission, tax and the wanted margin take the whole price.
 *
 * Delivery costs more from 1 000, 3 000, 5 000 and 10 000 ₸ on, so profit falls there. A piece of 7 000 ₸ (10.9 % and VAT,
 * 4 % of tax, up to 5 kg across the country) leaves 400 ₸ from 9 990 to 9 999 ₸, loses 171 ₸ at 10 000 ₸, and leaves 400 ₸
 * again from 10 686 ₸ on. A floor of 9 990 ₸ would let the price rise to where the promise is broken, so the answer is
 * 10 686 ₸.
 */
export function leastPrice(tariffs: Tariffs, facts: SaleFacts, wanted: WantedProfit): LeastProfitablePrice {
  const { costTiyn } = facts;
  if (costTiyn === null) {
    return { kind: 'unknown', missing: 'cost' };
  }

  const terms = termsOf(tariffs, facts);
  const leaves = (tenge: number) => leavesWanted(terms, { priceTiyn: tenge * TIYN, costTiyn }, wanted);
  for (const tier of dearestFirst(terms)) {
    const certain = certainFrom(terms, costTiyn + tier.feeTiyn, wanted);
    const failing = lastFailing({ ...tier, toTenge: Math.min(tier.toTenge, certain - 1) }, leaves);
    if (failing !== undefined) {
      return failing >= MAX_TENGE ? { kind: 'impossible' } : { kind: 'known', tiyn: (failing + 1) * TIYN };
    }
  }

  return { kind: 'known', tiyn: MIN_TENGE * TIYN };
}

function leavesWanted(
  terms: SaleTerms,
  sale: { readonly priceTiyn: number; readonly costTiyn: number },
  wanted: WantedProfit,
): boolean {
  const { profitTiyn, totalTiyn } = costsUnder(terms, sale);
  if ('profitTiyn' in wanted) {
    return profitTiyn >= wanted.profitTiyn;
  }

  return 'profitBps' in wanted
    ? profitTiyn >= shareUp(totalTiyn, wanted.profitBps, BPS)
    : profitTiyn >= shareUp(sale.priceTiyn, wanted.marginBps, BPS);
}

/** Prices with one delivery fee, both ends included. */
interface Tier {
  readonly fromTenge: number;
  readonly toTenge: number;
  readonly feeTiyn: number;
}

function dearestFirst({ deliveries }: SaleTerms): Tier[] {
  const found: Tier[] = [];
  let toTenge = MAX_TENGE;
  for (const [index, { fromTiyn, feeTiyn }] of [...deliveries.entries()].reverse()) {
    const fromTenge = index === 0 ? MIN_TENGE : Math.ceil(fromTiyn / TIYN);
    found.push({ fromTenge, toTenge, feeTiyn });
    toTenge = Math.min(toTenge, fromTenge - 1);
  }

  return deliveries.length === 0 ? [{ fromTenge: MIN_TENGE, toTenge, feeTiyn: 0 }] : found;
}

/** The tenge from which on the wanted profit is left under every tax whatever the rounding; Infinity when never. */
function certainFrom(terms: SaleTerms, fixedTiyn: number, wanted: WantedProfit): number {
  let tenge = MIN_TENGE;
  for (const tax of terms.taxes) {
    const { slope, offsetTiyn } = surplusLine(terms, tax, { fixedTiyn, wanted });
    const price = slope < FLAT ? Number.POSITIVE_INFINITY : (offsetTiyn + ROUNDING_TIYN) / slope;
    tenge = Math.max(tenge, Math.ceil(price / TIYN));
  }

  return tenge;
}

/**
 * Within a tier and without rounding, what is left above the wanted profit is `slope × price − offsetTiyn`. A share b of
 * all costs is the share b / (1 + b) of the price, because costs are the price less the profit.
 */
function surplusLine(
  { commissionE8 }: SaleTerms,
  tax: TaxShares,
  { fixedTiyn, wanted }: { fixedTiyn: number; wanted: WantedProfit },
): { slope: number; offsetTiyn: number } {
  const kept = 1 - tax.profitBps / BPS;
  const amountTiyn = 'profitTiyn' in wanted ? wanted.profitTiyn : 0;
  const ofCosts = 'profitBps' in wanted ? wanted.profitBps / (BPS + wanted.profitBps) : 0;
  const ofPrice = 'marginBps' in wanted ? wanted.marginBps / BPS : 0;
  return {
    slope: kept * (1 - commissionE8 / E8) - tax.priceBps / BPS - ofCosts - ofPrice,
    offsetTiyn: kept * fixedTiyn + amountTiyn,
  };
}

/** Counts down over the few prices where rounding decides; undefined when none of the tier fails. */
function lastFailing(tier: Tier, leaves: (tenge: number) => boolean): number | undefined {
  let tenge = tier.toTenge;
  while (tenge >= tier.fromTenge && leaves(tenge)) {
    tenge -= 1;
  }

  return tenge >= tier.fromTenge ? tenge : undefined;
}
