import type { CompetitorOffer } from '../../stores/index.ts';
import type { BelowFloorMode, Strategy, StrategyParameters } from '../rules/pricing-rule.entity.ts';

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
  'matched_rival',
  'margin_kept',
  'profit_floor',
  'cost_unknown',
  'profit_impossible',
  'climbing',
  'not_alone',
  'stock_low',
  'schedule_shift',
  'custom_price',
  'custom_missing',
  'friend_ahead',
  'price_war',
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
  readonly filters: OfferFilters;
  readonly parameters: StrategyParameters;
}

/** Which rivals' offers count at all; null or false lets all pass. */
export interface OfferFilters {
  /** Tenths; a shop without a rating passes. */
  readonly minRatingTenths: number | null;
  readonly maxDeliveryDays: number | null;
  readonly skipsPreorder: boolean;
  readonly onlyInCity: boolean;
}

/** The least price that leaves a wanted profit: not asked for, in tiyn, or not to be known until a fact is given. */
export type LeastPrice =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'known'; readonly tiyn: number }
  | { readonly kind: 'unknown'; readonly missing: 'cost' }
  | { readonly kind: 'impossible' };

/** A move decided before; money in tiyn. */
export interface PastMove {
  readonly at: Date;
  readonly rivalMerchantId: string | null;
  /** What the followed rival cost then. */
  readonly rivalTiyn: number | null;
  readonly toTiyn: number;
}

/** After so many moves of a pair of shops within the minutes before, ours does not go lower against that rival. */
export interface WarLimit {
  readonly moves: number;
  readonly withinMinutes: number;
}

/** What a listing costs now and between which bounds it may move; tiyn. */
export interface PriceFacts {
  readonly currentTiyn: number;
  readonly minTiyn: number | null;
  readonly maxTiyn: number | null;
  readonly handSetTiyn: number;
  /** The floor that the rule's least profit makes. */
  readonly profitFloor: LeastPrice;
  /** The price that leaves the margin of `keep_margin`. */
  readonly marginPrice: LeastPrice;
  /** What a piece costs the seller; null when nobody said. */
  readonly costTiyn: number | null;
  /** Pieces left at all points that sell; null when unknown. */
  readonly stock: number | null;
}

/** Everything a decision depends on. */
export interface DecisionInput {
  /** Everyone's offers of the card in the city, in any order, ours among them. */
  readonly offers: readonly CompetitorOffer[];
  /** The store whose price is decided. */
  readonly ownMerchantId: string;
  /** Other stores of the same company; never reacted to and never undercut, like friendly shops. */
  readonly siblingMerchantIds: readonly string[];
  readonly rule: RuleFacts;
  readonly price: PriceFacts;
  readonly at: Date;
  /** The minute of the day in the company's zone, 0–1439. */
  readonly localMinute: number;
  /** Moves of the last hours, in any order. */
  readonly pastMoves: readonly PastMove[];
  /** Null: no limit. */
  readonly warLimit: WarLimit | null;
  /** What the `custom` strategy's automation proposes, tiyn; null when it proposes nothing or there is none. */
  readonly customTiyn: number | null;
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
  /** The rival that the price follows; null where it follows nobody. */
  readonly rival: Leader | null;
  /**
   * What the move is worth, tiyn per purchase on the card: the profit per piece times the share of purchases that a
   * place gets, after less before.
   */
  readonly gainTiyn: number;
  /** The present price breaks a bound and is brought back. */
  readonly isUrgent: boolean;
}
