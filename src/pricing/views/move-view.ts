import type { ReasonCode, ReasonParams } from '../decisions/decision.ts';
import type { DecisionState, PriceDecision } from '../moves/price-decision.entity.ts';

/** One price move as history shows it; money in tiyn. */
export interface MoveView {
  readonly id: string;
  readonly at: Date;
  readonly fromTiyn: number;
  readonly toTiyn: number;
  readonly reason: ReasonCode;
  readonly params: ReasonParams;
  readonly rankBefore: number | null;
  readonly rankAfter: number | null;
  readonly state: DecisionState;
  readonly attempt: number;
  readonly settledAt: Date | null;
  readonly failure: string | null;
}

/** A move as history shows it. */
export function viewMove(row: PriceDecision): MoveView {
  return {
    id: row.id,
    at: row.decidedAt,
    fromTiyn: row.fromTiyn,
    toTiyn: row.toTiyn,
    reason: row.reason as ReasonCode,
    params: row.params,
    rankBefore: row.rankBefore ?? null,
    rankAfter: row.rankAfter ?? null,
    state: row.state,
    attempt: row.attempt,
    settledAt: row.settledAt ?? null,
    failure: row.failure ?? null,
  };
}
