import type { CompetitorOffer } from '../../stores/index.ts';
import type { BelowFloorMode, Strategy } from '../rules/pricing-rule.entity.ts';

/** Why a price moves or stays; the sentence of each is `pricing-reason-<code>`. */
export const reasonCodes = [
  'no_minimum',
  'card_unknown',
  'offer_missing',
  'no_rivals',
  'fewer_than_n',
  'rival_below_floor',
  'rival_below_floor_next',
  'rival_below_floor_max',
  'at_ceiling',
  'at_floor',
  'undercut_rival',
  'rival_left_raise',
  'top_n_kept',
  'already_first',
  'already_at_target',
  'kaspi_unavailable',
  'set_by_hand',
  'not_sent',
  'not_taken',
] as const;

/** Why a price moves or stays. */
export type ReasonCode = (typeof reasonCodes)[number];

/** Reasons that say only that nothing could be seen this time. */
export const blindReasons: readonly ReasonCode[] = ['card_unknown', 'offer_missing', 'kaspi_unavailable'];

/** Reasons that tell what happened this time, not how things stand. */
export const passingReasons: readonly ReasonCode[] = [...blindReasons, 'not_sent', 'not_taken'];

/** Reasons that mean the minimum keeps the price from following the rivals. */
export const floorReasons: readonly ReasonCode[] = [
  'at_floor',
  'rival_below_floor',
  'rival_below_floor_next',
  'rival_below_floor_max',
];

/** Facts a reason's sentence names; money is written as `12 990 ₸` already. */
export type ReasonParams = Record<string, string | number>;

/** What a rule tells the repricer about one listing; money in tiyn. */
export interface RuleFacts {
  readonly strategy: Strategy;
  readonly stepTiyn: number;
  readonly topN: number;
  readonly rivalMerchantId: string | null;
  readonly belowFloor: BelowFloorMode;
  readonly excludedMerchantIds: readonly string[];
  readonly friendlyMerchantIds: readonly string[];
}

/** What a listing costs now and between which bounds it may move; tiyn. */
export interface PriceFacts {
  readonly currentTiyn: number;
  readonly minTiyn: number | null;
  readonly maxTiyn: number | null;
  readonly handSetTiyn: number;
}

/** Everything a decision depends on. */
export interface DecisionInput {
  /** Everyone's offers of the card in the city, in any order, ours among them. */
  readonly offers: readonly CompetitorOffer[];
  /** The store whose price is decided. */
  readonly ownMerchantId: string;
  /** Other stores of the same company; never reacted to. */
  readonly siblingMerchantIds: readonly string[];
  readonly rule: RuleFacts;
  readonly price: PriceFacts;
}

/** The cheapest counted offer of somebody else. */
export interface Leader {
  readonly merchantId: string;
  readonly name: string;
  readonly priceTiyn: number;
}

/** What the price should be and why; `isMove` is false when it already is. */
export interface Decision {
  readonly targetTiyn: number;
  readonly isMove: boolean;
  readonly reason: ReasonCode;
  readonly params: ReasonParams;
  /** Our place among the counted offers, a rival at our price counting as ahead; null when nothing could be seen. */
  readonly rankBefore: number | null;
  readonly rankAfter: number | null;
  /** Counted offers and ours. */
  readonly offersCount: number;
  readonly leader: Leader | null;
}

/** The range a price may move in; whole tenge in tiyn, `floorTiyn` ≤ `ceilingTiyn`. */
export interface Bounds {
  readonly floorTiyn: number;
  readonly ceilingTiyn: number;
}

/** What a strategy looks at: the counted offers, cheapest first. */
export interface StrategyInput {
  readonly rivals: readonly CompetitorOffer[];
  readonly rule: RuleFacts;
  readonly bounds: Bounds;
}

/** Where a strategy wants the price: a step below a rival, or as high as allowed. */
export type Aim =
  | { readonly kind: 'undercut'; readonly rival: CompetitorOffer; readonly priceTiyn: number }
  | { readonly kind: 'ceiling'; readonly reason: 'no_rivals' | 'fewer_than_n' };

/** The whole-tenge price a step below an offer; prices of offers may carry tiyn. */
export function stepBelow(offer: CompetitorOffer, stepTiyn: number): number {
  return Math.floor((offer.priceTiyn - stepTiyn) / 100) * 100;
}
