import type { ReasonCode } from '../decisions/decision.ts';
import type { DecisionState, Wait } from '../moves/price-decision.entity.ts';

/** What a look leaves of a listing price; the columns are written as they are. Money in tiyn. */
export interface PriceAfter {
  readonly id: string;
  readonly currentTiyn: number;
  readonly pendingTiyn: number | null;
  readonly pendingSince: Date | null;
  readonly targetTiyn: number | null;
  readonly rank: number | null;
  readonly offersCount: number | null;
  readonly leaderTiyn: number | null;
  readonly leaderName: string | null;
  readonly lastReason: string | null;
  readonly lastParams: Record<string, string | number>;
  readonly checkedAt: Date;
  readonly nextCheckAt: Date | null;
}

/** A change of a decision that is there already. */
export interface DecisionChange {
  readonly id: string;
  readonly state: DecisionState;
  readonly failure: string | null;
  readonly settledAt: Date | null;
}

/** A move that waits to be sent, or for the seller's word. Money in tiyn. */
export interface WaitingMove {
  readonly listingId: string;
  readonly listingPriceId: string;
  readonly fromTiyn: number;
  readonly toTiyn: number;
  readonly reason: ReasonCode;
  readonly params: Record<string, string | number>;
  readonly rivalMerchantId: string | null;
  readonly rivalTiyn: number | null;
  readonly gainTiyn: number;
  readonly isUrgent: boolean;
  readonly rankBefore: number | null;
  readonly rankAfter: number | null;
  readonly attempt: number;
  readonly state: 'held' | 'proposed';
  readonly waitsFor: Wait | null;
  readonly approvedAt: Date | null;
  /** The row that waits already, to be brought up to date; absent for a new one. */
  readonly rowId: string | undefined;
}

/** What a judgement announces. */
export type JudgementNews =
  | {
      readonly kind: 'moved';
      readonly decisionId: string;
      readonly fromTiyn: number;
      readonly toTiyn: number;
      readonly reason: ReasonCode;
    }
  | { readonly kind: 'failed'; readonly decisionId: string; readonly toTiyn: number; readonly failure: string }
  | { readonly kind: 'floor-reached'; readonly minTiyn: number; readonly reason: ReasonCode }
  | { readonly kind: 'war-found'; readonly rival: string };

/** What one look at one price leads to; nothing of it is written yet. */
export interface Judgement {
  readonly listingId: string;
  readonly price: PriceAfter;
  readonly changes: readonly DecisionChange[];
  readonly move?: WaitingMove | undefined;
  readonly news: readonly JudgementNews[];
  /** Whether screens show something else of the price now. */
  readonly isView: boolean;
}
