import { blindReasons, type Decision, floorReasons, type ReasonCode } from '../decisions/decision.ts';
import { intoWorkHours, isInWorkHours } from '../decisions/work-hours.ts';
import { viewOf } from '../views/price-view.ts';
import { decideFor } from './decide-for.ts';
import { guardMove } from './guard-move.ts';
import type { JudgeInput } from './judge-input.ts';
import type { DecisionChange, Judgement, JudgementNews, PriceAfter, WaitingMove } from './judgement.ts';
import type { LoadedDecision, LoadedPrice, PriceRule } from './load-prices.ts';
import { secondsAfter } from './seconds-after.ts';
import { type Settled, settle } from './settle.ts';
import { steadyReason } from './steady-reason.ts';

/**
 * What a look at a card means for one price: settles the price sent last, decides the next one, and says when to look
 * again. No price is decided while one is on its way, the rule is off, or it is not time to work. Pure: it writes nothing.
 */
export function judge(input: JudgeInput): Judgement {
  const { price, seen, settings, now } = input;
  if (price.checkedAt !== null && seen.fetchedAt < price.checkedAt) {
    // Somebody else's look, older than what is known already.
    return keep(input, { nextCheckAt: secondsAfter(now, settings.verifySeconds) });
  }

  const settled = settle(input);
  const resting = restOf(input, settled);
  return resting === undefined ? decideAnew(input, settled) : rest(input, settled, resting);
}

function keep(input: JudgeInput, { nextCheckAt }: { nextCheckAt: Date }): Judgement {
  const { price, now } = input;
  const after = { ...price, checkedAt: price.checkedAt ?? now, nextCheckAt };
  return { listingId: price.listingId, price: columnsOf(after), changes: [], news: [], isView: false };
}

interface Rest {
  readonly nextCheckAt: Date | null;
  /** Nothing is decided any more, so what waits to be sent is dropped. */
  readonly isOff: boolean;
}

/** When to look again without deciding anything; undefined when it is time to decide. */
function restOf({ price, decisions, settings, now, store }: JudgeInput, { kind }: Settled): Rest | undefined {
  const { rule } = price;
  if (kind === 'waiting') {
    const isFetched = decisions.some(({ channel, state }) => channel === 'feed' && state === 'pending');
    const seconds = isFetched ? settings.feedVerifySeconds : settings.verifySeconds;
    return { nextCheckAt: secondsAfter(now, seconds), isOff: false };
  }

  if (kind === 'gave-up') {
    return { nextCheckAt: secondsAfter(now, settings.failurePauseSeconds), isOff: true };
  }

  if (!rule?.isEnabled || price.minTiyn === null || !price.isSellable) {
    return { nextCheckAt: null, isOff: true };
  }

  return isInWorkHours(now, rule, store.zone)
    ? undefined
    : { nextCheckAt: intoWorkHours(now, rule, store.zone), isOff: true };
}

function rest(input: JudgeInput, settled: Settled, { nextCheckAt, isOff }: Rest): Judgement {
  const dropped = isOff ? dropWaiting(input) : [];
  return conclude(input, {
    price: { ...settled.price, nextCheckAt },
    changes: [...settled.changes, ...dropped],
    news: settled.news,
    move: settled.again,
  });
}

function decideAnew(input: JudgeInput, settled: Settled): Judgement {
  const rule = input.price.rule as PriceRule;
  const decision = decideFor(input, settled.price, rule);
  const viewed = viewAfter(settled.price, decision);
  const next = { ...viewed, nextCheckAt: nextRegular(input, rule) };
  const news = [...settled.news, ...newsOf(settled.price, decision)];
  const waiting = input.decisions.find(isWaiting);
  if (waiting?.reason === 'set_by_hand') {
    return conclude(input, { price: next, changes: settled.changes, news });
  }

  if (waiting?.state === 'held' && blindReasons.includes(decision.reason)) {
    // Nothing could be seen, so what the seller was asked about still stands.
    return conclude(input, { price: next, changes: settled.changes, news });
  }

  const verdict = decision.isMove ? guardMove(wantedMove(input, settled, decision)) : 'drop';
  if (verdict === 'drop') {
    return conclude(input, { price: next, changes: [...settled.changes, ...dropWaiting(input)], news });
  }

  const move = moveOf(settled, { decision, waiting, isAsked: verdict === 'ask' });
  return conclude(input, { price: next, changes: settled.changes, news, move });
}

/** What screens show of the price from now on. */
function viewAfter(price: LoadedPrice, decision: Decision): LoadedPrice {
  const isBlind = blindReasons.includes(decision.reason);
  return {
    ...price,
    targetTiyn: decision.targetTiyn,
    lastReason: decision.reason,
    lastParams: isBlind ? { ...decision.params, before: steadyReason(price) } : decision.params,
    rank: decision.rankBefore,
    offersCount: isBlind ? null : decision.offersCount,
    leaderTiyn: decision.leader?.priceTiyn ?? null,
    leaderName: decision.leader?.name ?? null,
  };
}

/** Told once, until it is otherwise: that the minimum holds the price, and that it stands back from a price war. */
function newsOf(price: LoadedPrice, { reason, rival }: Decision): JudgementNews[] {
  const before = steadyReason(price);
  const isFloor = (code: string) => floorReasons.some((floorReason) => floorReason === code);
  const reached = isFloor(reason) && !isFloor(before);
  return [
    ...(reached ? [{ kind: 'floor-reached' as const, minTiyn: price.minTiyn ?? 0, reason }] : []),
    ...(reason === PRICE_WAR && before !== reason ? [{ kind: 'war-found' as const, rival: rival?.name ?? '' }] : []),
  ];
}

const PRICE_WAR: ReasonCode = 'price_war';

function nextRegular({ price, now, store, settings }: JudgeInput, rule: PriceRule): Date {
  const { longestCheckSeconds = Number.POSITIVE_INFINITY } = settings;
  const interval = price.isPriority ? rule.priorityIntervalSeconds : rule.checkIntervalSeconds;
  return intoWorkHours(secondsAfter(now, Math.min(interval, longestCheckSeconds)), rule, store.zone);
}

function wantedMove({ decisions, store, now, settings }: JudgeInput, { price }: Settled, decision: Decision) {
  const { maxMoveBps } = store;
  return { price, decision, decisions, maxMoveBps, now, rejectionSeconds: settings.rejectionSeconds };
}

function isWaiting({ state }: LoadedDecision): boolean {
  return state === 'held' || state === 'proposed';
}

/** A rule's move that waits is called off; one set by hand is the seller's own word and stays. */
function dropWaiting({ decisions, now }: JudgeInput): DecisionChange[] {
  return decisions
    .filter((decision) => isWaiting(decision) && decision.reason !== 'set_by_hand')
    .map(({ id }) => ({ id, state: 'replaced', failure: null, settledAt: now }));
}

interface MoveParts {
  readonly decision: Decision;
  readonly waiting: LoadedDecision | undefined;
  readonly isAsked: boolean;
}

function moveOf({ price, attempt }: Settled, { decision, waiting, isAsked }: MoveParts): WaitingMove {
  const { targetTiyn, reason, params, rival, gainTiyn, isUrgent, rankBefore, rankAfter } = decision;
  return {
    ...{ listingPriceId: price.id, listingId: price.listingId, fromTiyn: price.currentTiyn, toTiyn: targetTiyn },
    ...{ reason, params, gainTiyn, isUrgent, rankBefore, rankAfter },
    rivalMerchantId: rival?.merchantId ?? null,
    rivalTiyn: rival?.priceTiyn ?? null,
    attempt: Math.max(attempt, waiting?.attempt ?? 1),
    state: isAsked ? 'held' : 'proposed',
    waitsFor: isAsked ? 'approval' : null,
    approvedAt: isAsked ? null : (waiting?.approvedAt ?? null),
    rowId: waiting?.id,
  };
}

interface Outcome {
  readonly price: LoadedPrice;
  readonly changes: readonly DecisionChange[];
  readonly news: readonly JudgementNews[];
  readonly move?: WaitingMove | undefined;
}

function conclude({ price: before, seen }: JudgeInput, outcome: Outcome): Judgement {
  const price = columnsOf({ ...outcome.price, checkedAt: seen.fetchedAt });
  return { ...outcome, listingId: before.listingId, price, isView: viewOf(before) !== viewOf(outcome.price) };
}

function columnsOf(price: LoadedPrice & { readonly checkedAt: Date }): PriceAfter {
  const { id, currentTiyn, pendingTiyn, pendingSince, targetTiyn, rank, offersCount } = price;
  const { leaderTiyn, leaderName, lastReason, lastParams, checkedAt, nextCheckAt } = price;
  return {
    ...{ id, currentTiyn, pendingTiyn, pendingSince, targetTiyn, rank, offersCount },
    ...{ leaderTiyn, leaderName, lastReason, lastParams, checkedAt, nextCheckAt },
  };
}
