import { formatTenge } from '../../kernel/money.ts';
import { shownPrice } from '../decisions/counted-offers.ts';
import type { ReasonCode } from '../decisions/decision.ts';
import { unresolvedStates } from '../moves/price-decision.entity.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import type { JudgeInput } from './judge-input.ts';
import type { DecisionChange, JudgementNews, WaitingMove } from './judgement.ts';
import type { LoadedDecision, LoadedPrice } from './load-prices.ts';
import { secondsAfter } from './seconds-after.ts';
import { steadyReason } from './steady-reason.ts';

/** A price is sent again so often before it counts as failed. */
const RETRIES = 3;

/** The failure of a price that was taken and never shown. */
const NOT_APPLIED = 'not_applied';

/** What became of the price sent last, and whether a new one may be decided. */
export interface Settled {
  /** `free`: decide; `waiting`: it may still arrive; `gave-up`: it failed for good, and the listing rests. */
  readonly kind: 'free' | 'waiting' | 'gave-up';
  /** The price as it is now: what the marketplace shows, and nothing on its way unless it is waited for. */
  readonly price: LoadedPrice;
  /** Which attempt the next move is; 1 for a fresh one. */
  readonly attempt: number;
  readonly changes: readonly DecisionChange[];
  readonly news: readonly JudgementNews[];
  /** A price set by hand that has to be sent once more. */
  readonly again?: WaitingMove | undefined;
}

/**
 * Finds out from what a look at the card shows what became of the price sent last: seen → applied; not seen after the
 * deadline → ignored, and failed after the last attempt; else it is waited for. What the marketplace shows is the present price.
 */
export function settle({ price, decisions, seen, store, now, settings }: JudgeInput): Settled {
  const open = decisions.find(({ state }) => unresolvedStates.some((unresolved) => unresolved === state));
  const shown = shownPrice(seen.offers, store.merchantUid);
  if (!open) {
    return { kind: 'free', price: adopt(price, shown), attempt: 1, changes: [], news: [] };
  }

  if (shown === open.toTiyn) {
    return applied(price, open, now);
  }

  const deadline = secondsAfter(price.pendingSince ?? open.decidedAt, patienceSeconds(open, settings));
  if (seen.fetchedAt < deadline) {
    // A worker that died in the middle of sending left it undecided whether the price went out.
    const changes = open.state === 'pushing' ? [changeOf(open, { state: 'unknown' as const })] : [];
    return { kind: 'waiting', price, attempt: open.attempt, changes, news: [] };
  }

  return giveUp({ price: adopt(price, shown), open, now, waits: decisions.some(isWaiting) });
}

/** Kaspi fetches a price list about once an hour; a push shows within half of one. */
function patienceSeconds({ channel }: LoadedDecision, settings: PricingSettings): number {
  return channel === 'feed' ? settings.feedDeadlineSeconds : settings.applyDeadlineSeconds;
}

function isWaiting({ state }: LoadedDecision): boolean {
  return state === 'held' || state === 'proposed';
}

function adopt(price: LoadedPrice, shownTiyn: number | undefined): LoadedPrice {
  return shownTiyn !== undefined && shownTiyn % 100 === 0 ? { ...price, currentTiyn: shownTiyn } : price;
}

function applied(price: LoadedPrice, open: LoadedDecision, now: Date): Settled {
  const { id: decisionId, fromTiyn, toTiyn } = open;
  return {
    kind: 'free',
    price: { ...price, currentTiyn: toTiyn, pendingTiyn: null, pendingSince: null },
    attempt: 1,
    changes: [changeOf(open, { state: 'applied', settledAt: now })],
    news: [{ kind: 'moved', decisionId, fromTiyn, toTiyn, reason: open.reason as ReasonCode }],
  };
}

interface Ignored {
  readonly price: LoadedPrice;
  readonly open: LoadedDecision;
  readonly now: Date;
  /** The seller has set another price meanwhile, or one waits for another reason. */
  readonly waits: boolean;
}

function giveUp({ price, open, now, waits }: Ignored): Settled {
  const freed = freeOf(price, open.toTiyn);
  const ending = { settledAt: now, failure: NOT_APPLIED };
  if (open.attempt > RETRIES) {
    const { id: decisionId, toTiyn } = open;
    return {
      ...{ kind: 'gave-up', price: freed, attempt: open.attempt },
      changes: [changeOf(open, { state: 'failed', ...ending })],
      news: [{ kind: 'failed', decisionId, toTiyn, failure: NOT_APPLIED }],
    };
  }

  const changes = [changeOf(open, { state: 'ignored' as const, ...ending })];
  if (open.reason !== 'set_by_hand') {
    return { kind: 'free', price: freed, attempt: open.attempt + 1, changes, news: [] };
  }

  const again = waits ? undefined : handMove(freed, open);
  return { kind: 'waiting', price: freed, attempt: open.attempt, changes, news: [], again };
}

function freeOf(price: LoadedPrice, toTiyn: number): LoadedPrice {
  const params = { price: formatTenge(price.currentTiyn), target: formatTenge(toTiyn), before: steadyReason(price) };
  return { ...price, pendingTiyn: null, pendingSince: null, lastReason: 'not_taken', lastParams: params };
}

/** A price set by hand is sent again as it is. */
function handMove({ id, listingId, currentTiyn }: LoadedPrice, open: LoadedDecision): WaitingMove {
  return {
    ...{ listingPriceId: id, listingId, fromTiyn: currentTiyn, toTiyn: open.toTiyn },
    ...{ reason: 'set_by_hand', params: open.params, attempt: open.attempt + 1 },
    ...{ rivalMerchantId: null, rivalTiyn: null, gainTiyn: 0, isUrgent: false, rankBefore: null, rankAfter: null },
    ...{ state: 'proposed', waitsFor: null, approvedAt: null, rowId: undefined },
  };
}

function changeOf({ id }: LoadedDecision, change: Partial<DecisionChange> & Pick<DecisionChange, 'state'>) {
  return { failure: null, settledAt: null, ...change, id };
}
