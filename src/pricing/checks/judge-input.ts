import type { TaxRegime } from '../../companies/index.ts';
import type { LeastPrice, WarLimit } from '../decisions/decision.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import type { SeenOffers } from './card-desk.ts';
import type { LoadedDecision, LoadedPrice } from './load-prices.ts';

/** What judging needs to know of a store and its company. */
export interface StoreFacts {
  readonly storeId: string;
  readonly merchantUid: string;
  /** The company's other stores on the marketplace. */
  readonly siblingMerchantIds: readonly string[];
  /** The company's IANA zone. */
  readonly zone: string;
  readonly taxRegime: TaxRegime | null;
  /** The city of the store's main prices. */
  readonly cityId: string;
  readonly warLimit: WarLimit | null;
  /** A move further than this is asked about, in hundredths of a percent; null = never. */
  readonly maxMoveBps: number | null;
}

/** One look at one price, with all that its judgement depends on. */
export interface JudgeInput {
  readonly price: LoadedPrice;
  /** Decisions about this price: the open one, the waiting one, and those of the last day; oldest first. */
  readonly decisions: readonly LoadedDecision[];
  readonly seen: SeenOffers;
  readonly store: StoreFacts;
  readonly now: Date;
  readonly settings: PricingSettings;
  readonly profitFloor: LeastPrice;
  readonly marginPrice: LeastPrice;
  readonly customTiyn: number | null;
}
