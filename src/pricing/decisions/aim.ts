import { TIYN } from '../../kernel/money.ts';
import type { CompetitorOffer } from '../../stores/index.ts';
import type { DecisionInput, ReasonCode, ReasonParams } from './decision.ts';

/** The range a price may move in; whole tenge in tiyn, `floorTiyn` ≤ `ceilingTiyn`. */
export interface Bounds {
  readonly floorTiyn: number;
  readonly ceilingTiyn: number;
  /** The wanted profit, not the listing's minimum, makes the floor. */
  readonly isFloorOfProfit: boolean;
}

/** The counted offers, cheapest first, and the range the price may move in. */
export interface Situation {
  readonly rivals: readonly CompetitorOffer[];
  readonly bounds: Bounds;
}

/** What a strategy looks at. */
export type StrategyInput = Situation & Pick<DecisionInput, 'rule' | 'price' | 'localMinute' | 'customTiyn'>;

/**
 * Where a strategy wants the price: against a rival by its formula, at a price of its own, where it is, or as high as
 * allowed. A reason is set where the strategy itself says why; else the move does.
 */
export type Aim =
  | {
      readonly kind: 'follow';
      readonly rival: CompetitorOffer;
      /** The formula: the whole-tenge price that answers an offer. */
      priceAgainst(offer: CompetitorOffer): number;
      readonly reason?: ReasonCode | undefined;
      readonly params?: ReasonParams | undefined;
    }
  | {
      readonly kind: 'set';
      readonly priceTiyn: number;
      readonly reason: ReasonCode;
      readonly rival?: CompetitorOffer | undefined;
      readonly params?: ReasonParams | undefined;
    }
  | { readonly kind: 'stay'; readonly reason: ReasonCode }
  | { readonly kind: 'ceiling'; readonly reason: 'no_rivals' | 'fewer_than_n' };

/** An aim brought into its bounds. */
export interface Choice {
  readonly targetTiyn: number;
  /** Set when the choice itself says why; else the move does. */
  readonly reason?: ReasonCode | undefined;
  /** The offer the price follows. */
  readonly rival?: CompetitorOffer | undefined;
  readonly params?: ReasonParams | undefined;
}

/** The whole tenge of an amount, rounded down; tiyn in, tiyn out. */
export function wholeTenge(tiyn: number): number {
  return Math.floor(tiyn / TIYN) * TIYN;
}

/** The whole-tenge price a step below an offer; prices of offers may carry tiyn. */
export function stepBelow(offer: CompetitorOffer, stepTiyn: number): number {
  return wholeTenge(offer.priceTiyn - stepTiyn);
}

/** A price shifted by hundredths of a percent, in whole tenge, rounded down. */
export function shiftedBy(tiyn: number, bps: number): number {
  return wholeTenge((tiyn * (10_000 + bps)) / 10_000);
}

/** A price brought between its floor and its ceiling. */
export function clamp(tiyn: number, { floorTiyn, ceilingTiyn }: Pick<Bounds, 'floorTiyn' | 'ceilingTiyn'>): number {
  return Math.min(Math.max(tiyn, floorTiyn), ceilingTiyn);
}
