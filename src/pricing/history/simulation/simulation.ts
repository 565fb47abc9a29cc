import type { ReasonCode, WarLimit } from '../../decisions/decision.ts';
import type { RuleSettings } from '../rule-facts.ts';

/** A rule as it might be; what is left out is as in a new rule. */
export interface SimulatedRule extends RuleSettings {
  readonly checkIntervalSeconds?: number | undefined;
  /** Local minutes of the day, 0–1440; equal ends mean round the clock. */
  readonly workFromMinute?: number | undefined;
  readonly workToMinute?: number | undefined;
}

/** What stops a price besides its bounds; null: nothing. */
export interface SimulationGuards {
  /** A bigger move (hundredths of a percent) would be asked about first; it is counted, and played as allowed. */
  readonly maxMoveBps: number | null;
  readonly warLimit: WarLimit | null;
  /** Moves of a store within any 30 minutes; the rest waits. */
  readonly changeBudget: number | null;
}

/** The guards of a new store. */
export const usualGuards: SimulationGuards = {
  maxMoveBps: 1_500,
  warLimit: { moves: 6, withinMinutes: 60 },
  changeBudget: 250,
};

/** How a price stood over time, each look standing for the time until the next one; null = nothing to tell from. */
export interface Outcome {
  readonly moves: number;
  readonly meanRank: number | null;
  /** The share of the time in first place, hundredths of a percent. */
  readonly firstBps: number | null;
  readonly meanPriceTiyn: number | null;
  /** Mean profit of a sale, tiyn; null where the cost is not known. */
  readonly profitTiyn: number | null;
}

/** What an outcome is made of: milliseconds, and values times milliseconds. */
export interface Tally {
  readonly moves: number;
  readonly time: number;
  readonly rank: number;
  readonly first: number;
  readonly price: number;
  readonly profit: number;
  readonly profitTime: number;
}

/** What a listing's price would have done. */
export interface SimulatedListing {
  readonly listingId: string;
  readonly cityId: string | null;
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
  /** Recorded looks; else the present offers alone; else nothing is known of the card. */
  readonly basis: 'history' | 'present' | 'none';
  readonly looks: number;
  readonly was: Outcome;
  readonly would: Outcome;
  /** Moves that would be asked about, and moves that would wait for the change budget. */
  readonly asked: number;
  readonly waited: number;
  /** Why the price would stand where it stands at the end. */
  readonly reason: ReasonCode | null;
  /** The price from an instant on; tiyn, thinned, the last one always. */
  readonly path: readonly { readonly at: Date; readonly tiyn: number }[];
}

/** What a rule would have done. */
export interface Simulation {
  readonly from: Date;
  readonly to: Date;
  readonly listings: readonly SimulatedListing[];
  readonly total: {
    readonly listings: number;
    /** Listings of whose card nothing is known, and those that have no minimum, so that no rule moves them. */
    readonly unseen: number;
    readonly withoutMinimum: number;
    readonly looks: number;
    /** Too few looks, or too short a time, to promise anything. */
    readonly isThin: boolean;
    readonly was: Outcome;
    readonly would: Outcome;
    readonly asked: number;
    readonly waited: number;
  };
}
