import type { Answer } from '../moves/answer-held.ts';

/** A move that somebody has decided about; tiyn. */
export interface AnsweredMove {
  readonly decisionId: string;
  readonly listingId: string;
  readonly listingPriceId: string;
  readonly fromTiyn: number;
  readonly toTiyn: number;
}

declare module '../../kernel/events.ts' {
  interface Events {
    /** Somebody gave their word on held moves; `by` is a member, null for whoever is none; at most 8 are named. */
    'pricing.movesAnswered': {
      storeId: string;
      answer: Answer;
      by: string | null;
      count: number;
      moves: readonly AnsweredMove[];
    };
    /** Somebody gave their word on a store in which too many prices would move at once. */
    'pricing.massAnswered': { storeId: string; answer: Answer; by: string | null; moves: number };
  }
}

/** So many moves an event names; the rest are counted. */
export const MOST_NAMED = 8;

/** The member who gives their word; null for a part of the house. */
export function memberOf({ kind, id }: { readonly kind: string; readonly id: string }): string | null {
  return kind === 'member' ? id : null;
}
