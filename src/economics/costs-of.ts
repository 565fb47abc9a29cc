import { type TaxRegime, taxRegimes } from '../companies/index.ts';
import type { DeliveryTier, DeliveryWay } from './tariff.entity.ts';
import type { Tariffs } from './tariffs.ts';

/** What a sale's costs depend on besides its price. One piece is sold; null is what nobody said. */
export interface SaleFacts {
  /** What a piece costs the seller, tiyn. */
  readonly costTiyn: number | null;
  /** As the marketplace names it; unknown to the tariffs or null: the default commission. */
  readonly category: string | null;
  /** Null counts as the lightest parcel. */
  readonly weightGrams: number | null;
  /** Null: the dearest regime at the price. */
  readonly taxRegime: TaxRegime | null;
  /** Where the seller pays taxes; the store's main city stands for it. Null: no city's own rate. */
  readonly cityId: string | null;
  /**
   * How the parcel goes; across the country when absent, because any listing can be bought from another city. `own`:
   * brought or handed over by the seller, no fee.
   */
  readonly delivery?: DeliveryWay | 'own' | undefined;
}

/** A sale of one piece at a price in whole tenge (tiyn, at most 100 million ₸). */
export interface Sale extends SaleFacts {
  readonly priceTiyn: number;
  readonly costTiyn: number;
}

/** Where the money of a sale goes, tiyn; all four parts and the profit add up to the price. */
export interface SaleCosts {
  readonly commissionTiyn: number;
  readonly deliveryTiyn: number;
  readonly taxTiyn: number;
  /** Cost of the piece, commission, delivery and tax. */
  readonly totalTiyn: number;
  readonly profitTiyn: number;
}

/** A regime's tax: a share of the price, and a share of what is left of it; hundredths of a percent. */
export interface TaxShares {
  readonly priceBps: number;
  readonly profitBps: number;
}

/** The rates that hold for one sale; `taxes` has more than one when the regime is unknown. */
export interface SaleTerms {
  /** Commission with VAT on it, in 10⁻⁸ of the price. */
  readonly commissionE8: number;
  /** Fees with VAT on them by price, cheapest orders first. */
  readonly deliveries: readonly { readonly fromTiyn: number; readonly feeTiyn: number }[];
  readonly taxes: readonly TaxShares[];
}

const BPS = 10_000;
const E8 = BPS * BPS;

/**
 * Commission, delivery, tax and profit of a sale. VAT comes on top of the marketplace's fees and counts as a cost. Each
 * part is rounded up to a whole tiyn, against the seller.
 */
export function costsOf(tariffs: Tariffs, sale: Sale): SaleCosts {
  return costsUnder(termsOf(tariffs, sale), sale);
}

/** The rates that hold for a sale of these facts. */
export function termsOf(tariffs: Tariffs, facts: SaleFacts): SaleTerms {
  const { delivery = 'kazakhstan' } = facts;
  const withVat = BPS + tariffs.vatBps;
  const tiers = delivery === 'own' ? [] : tariffs.delivery[delivery];
  const regimes = facts.taxRegime === null ? taxRegimes : [facts.taxRegime];
  return {
    commissionE8: commissionBps(tariffs, facts.category) * withVat,
    deliveries: tiers.map((tier) => ({
      fromTiyn: tier.fromTiyn,
      feeTiyn: shareUp(feeTiyn(tier, facts.weightGrams), withVat, BPS),
    })),
    taxes: regimes.map((regime) => taxShares(tariffs, regime, facts.cityId)),
  };
}

/** The costs of a piece at a price under known terms. */
export function costsUnder(terms: SaleTerms, sale: { priceTiyn: number; costTiyn: number }): SaleCosts {
  const { priceTiyn, costTiyn } = sale;
  const commissionTiyn = shareUp(priceTiyn, terms.commissionE8, E8);
  const deliveryTiyn = deliveryAt(terms, priceTiyn);
  const left = Math.max(0, priceTiyn - costTiyn - commissionTiyn - deliveryTiyn);
  let taxTiyn = 0;
  for (const { priceBps, profitBps } of terms.taxes) {
    taxTiyn = Math.max(taxTiyn, shareUp(priceTiyn, priceBps, BPS) + shareUp(left, profitBps, BPS));
  }

  const totalTiyn = costTiyn + commissionTiyn + deliveryTiyn + taxTiyn;
  return { commissionTiyn, deliveryTiyn, taxTiyn, totalTiyn, profitTiyn: priceTiyn - totalTiyn };
}

/** A share of an amount, rounded up; exact while parts × whole stays below 2⁵³. */
export function shareUp(amount: number, parts: number, whole: number): number {
  // The product of a large amount and a fine share would not fit a double, so the full wholes are counted apart.
  const product = (amount % whole) * parts;
  const broken = product % whole;
  return Math.floor(amount / whole) * parts + (product - broken) / whole + Math.sign(broken);
}

function commissionBps(tariffs: Tariffs, category: string | null): number {
  const name =
    category
      ?.trim()
      .toLowerCase()
      .replace(/^master - /, '') ?? '';
  return Object.hasOwn(tariffs.categoryBps, name) ? (tariffs.categoryBps[name] ?? 0) : tariffs.commissionBps;
}

function feeTiyn({ fees }: DeliveryTier, weightGrams: number | null): number {
  const grams = weightGrams ?? 0;
  const fee = fees.find(({ upToGrams }) => upToGrams === null || grams <= upToGrams) ?? fees.at(-1);
  return fee?.feeTiyn ?? 0;
}

/** The last tier that begins at the price or below; an order cheaper than all tiers pays the first one's fee. */
function deliveryAt({ deliveries }: SaleTerms, priceTiyn: number): number {
  let feeTiyn = deliveries[0]?.feeTiyn ?? 0;
  for (const tier of deliveries) {
    feeTiyn = tier.fromTiyn <= priceTiyn ? tier.feeTiyn : feeTiyn;
  }

  return feeTiyn;
}

/** The simplified declaration taxes what comes in; the general regimes what is left of it. */
function taxShares({ tax }: Tariffs, regime: TaxRegime, cityId: string | null): TaxShares {
  const { rateBps, cityBps } = tax[regime];
  const own = cityId !== null && Object.hasOwn(cityBps, cityId) ? (cityBps[cityId] ?? rateBps) : rateBps;
  return regime === 'simplified' ? { priceBps: own, profitBps: 0 } : { priceBps: 0, profitBps: own };
}
