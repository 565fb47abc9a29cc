import type { Decision } from '../decisions/decision.ts';
import type { LoadedDecision, LoadedPrice } from './load-prices.ts';
import { secondsAfter } from './seconds-after.ts';

/** A move that a rule wants, with what happened to its like before. */
export interface WantedMove {
  readonly price: LoadedPrice;
  readonly decision: Decision;
  readonly decisions: readonly LoadedDecision[];
  /** In hundredths of a percent of the present price; null = no move is too far. */
  readonly maxMoveBps: number | null;
  readonly now: Date;
  /** For so long a move that the seller has turned down is not asked about again. */
  readonly rejectionSeconds: number;
}

/** `go`: may leave; `ask`: too far to leave without the seller's word; `drop`: the seller has said no to it lately. */
export type Verdict = 'go' | 'ask' | 'drop';

/**
 * The anomaly guard: a move further than allowed is asked about. One back between its bounds is not, because the seller
 * set those; nor one that lies on the way to what the seller has allowed. After a no nothing goes that way for a while
 * that would be asked about again, or goes as far.
 */
export function guardMove(wanted: WantedMove): Verdict {
  if (wanted.decision.isUrgent) {
    return 'go';
  }

  if (isRejected(wanted)) {
    return 'drop';
  }

  return isFar(wanted) && !isAllowed(wanted) ? 'ask' : 'go';
}

function isFar({ price, decision, maxMoveBps }: WantedMove): boolean {
  const far = Math.abs(decision.targetTiyn - price.currentTiyn) * 10_000;
  return maxMoveBps !== null && far > price.currentTiyn * maxMoveBps;
}

function isRejected(wanted: WantedMove): boolean {
  const { price, decision, decisions, now, rejectionSeconds } = wanted;
  const since = secondsAfter(now, -rejectionSeconds);
  const { targetTiyn } = decision;
  const isDown = targetTiyn < price.currentTiyn;
  return decisions.some(({ state, fromTiyn, toTiyn, decidedAt }) => {
    const isSameWay = state === 'rejected' && decidedAt > since && toTiyn < fromTiyn === isDown;
    return isSameWay && (isFar(wanted) || (isDown ? targetTiyn <= toTiyn : targetTiyn >= toTiyn));
  });
}

function isAllowed({ price, decision, decisions }: WantedMove): boolean {
  const allowed = decisions.find(({ state, approvedAt }) => state === 'proposed' && approvedAt !== null);
  if (!allowed) {
    return false;
  }

  const [low, high] = [Math.min(price.currentTiyn, allowed.toTiyn), Math.max(price.currentTiyn, allowed.toTiyn)];
  return decision.targetTiyn >= low && decision.targetTiyn <= high;
}
