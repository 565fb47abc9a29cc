import type { DecisionInput } from './decision.ts';

/** What stands in for an unknown cost: this share of the floor, in percent. */
const ASSUMED_COST_PERCENT = 80;

/** A move between two places; tiyn. */
export interface PlacedMove {
  readonly targetTiyn: number;
  readonly rankBefore: number;
  readonly rankAfter: number;
  readonly floorTiyn: number;
}

/**
 * What a move is worth in whole tiyn per purchase on the card: profit per piece times the share of purchases at the place,
 * after less before. A place gets 1/place of them; an unknown cost is taken as 80 % of the floor.
 */
export function gainOf({ currentTiyn, costTiyn }: DecisionInput['price'], move: PlacedMove): number {
  const cost = costTiyn ?? Math.round((move.floorTiyn * ASSUMED_COST_PERCENT) / 100);
  return Math.round((move.targetTiyn - cost) / move.rankAfter - (currentTiyn - cost) / move.rankBefore);
}
