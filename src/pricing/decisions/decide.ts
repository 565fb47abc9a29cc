import { formatTenge, TIYN, tenge } from '../../kernel/money.ts';
import type { CompetitorOffer } from '../../stores/index.ts';
import type { Strategy } from '../rules/pricing-rule.entity.ts';
import { type Aim, type Bounds, type Choice, clamp, type Situation, type StrategyInput, wholeTenge } from './aim.ts';
import { conclude } from './conclude.ts';
import { countedOffers } from './counted-offers.ts';
import type { Decision, DecisionInput, LeastPrice, PriceFacts, ReasonCode } from './decision.ts';
import { spareFriends } from './spare-friends.ts';
import { alwaysFirst } from './strategies/always-first.ts';
import { custom } from './strategies/custom.ts';
import { keepMargin } from './strategies/keep-margin.ts';
import { match } from './strategies/match.ts';
import { raiseWhenAlone } from './strategies/raise-when-alone.ts';
import { schedule } from './strategies/schedule.ts';
import { standard } from './strategies/standard.ts';
import { stayTopN } from './strategies/stay-top-n.ts';
import { stockAware } from './strategies/stock-aware.ts';
import { dampWar } from './war-guard.ts';

/** The last guard below every price, tiyn; Kaspi takes nothing lower. It never stands in for a listing's minimum. */
export const STORE_FLOOR_TIYN = tenge(10);

const strategies: Readonly<Record<Strategy, (input: StrategyInput) => Aim>> = {
  standard,
  always_first: alwaysFirst,
  stay_top_n: stayTopN,
  match,
  keep_margin: keepMargin,
  raise_when_alone: raiseWhenAlone,
  stock_aware: stockAware,
  schedule,
  custom,
};

/**
 * What the price should be and why. Pure; a target of whole tenge between floor and ceiling, or no move. A price whose
 * wanted profit can't be known, or is left by no price, is not moved, save up to its minimum.
 */
export function decide(input: DecisionInput): Decision {
  const { price, offers, ownMerchantId } = input;
  if (price.minTiyn === null) {
    return stayBlind(input, 'no_minimum');
  }

  if (offers.length === 0) {
    return stayBlind(input, 'card_unknown');
  }

  if (!offers.some(({ merchantId }) => merchantId === ownMerchantId)) {
    return stayBlind(input, 'offer_missing');
  }

  const situation = { rivals: countedOffers(input), bounds: boundsOf(price, price.minTiyn) };
  const unmet = unmetProfit[price.profitFloor.kind];
  if (unmet) {
    const targetTiyn = Math.max(price.currentTiyn, situation.bounds.floorTiyn);
    return conclude(input, situation, { targetTiyn, reason: unmet });
  }

  const chosen = spareFriends(input, situation, choose(input, situation));
  return conclude(input, situation, dampWar(input, situation, chosen));
}

const unmetProfit: Readonly<Partial<Record<LeastPrice['kind'], ReasonCode>>> = {
  unknown: 'cost_unknown',
  impossible: 'profit_impossible',
};

/** A decision to leave the price where it is, with nothing known about places. */
function stayBlind({ price }: DecisionInput, reason: ReasonCode): Decision {
  return {
    targetTiyn: price.currentTiyn,
    isMove: false,
    reason,
    params: { price: formatTenge(price.currentTiyn) },
    rankBefore: null,
    rankAfter: null,
    offersCount: 0,
    leader: null,
    rival: null,
    gainTiyn: 0,
    isUrgent: false,
  };
}

/** With no maximum the last price set by hand is the ceiling; a floor above it wins, because floors always win. */
function boundsOf({ profitFloor, maxTiyn, handSetTiyn }: PriceFacts, minTiyn: number): Bounds {
  const givenTiyn = Math.max(STORE_FLOOR_TIYN, minTiyn);
  const profitTiyn = profitFloor.kind === 'known' ? profitFloor.tiyn : 0;
  const floorTiyn = Math.ceil(Math.max(givenTiyn, profitTiyn) / TIYN) * TIYN;
  const ceilingTiyn = Math.max(floorTiyn, wholeTenge(maxTiyn ?? handSetTiyn));
  return { floorTiyn, ceilingTiyn, isFloorOfProfit: profitTiyn > givenTiyn };
}

function choose(input: DecisionInput, situation: Situation): Choice {
  const { bounds } = situation;
  const aim = strategies[input.rule.strategy]({ ...input, ...situation });
  switch (aim.kind) {
    case 'ceiling':
      return { targetTiyn: bounds.ceilingTiyn, reason: aim.reason };
    case 'stay':
      return { targetTiyn: heldPrice(input, bounds), reason: aim.reason };
    case 'set':
      return { ...aim, targetTiyn: clamp(aim.priceTiyn, bounds) };
    case 'follow':
      return follow(input, situation, aim);
  }
}

/** The present price within its bounds; one with tiyn in it can't be held as it is: the marketplace takes whole tenge. */
function heldPrice({ price }: DecisionInput, bounds: Bounds): number {
  return clamp(wholeTenge(price.currentTiyn), bounds);
}

type Following = Extract<Aim, { kind: 'follow' }>;

function follow(input: DecisionInput, situation: Situation, aim: Following): Choice {
  const { bounds } = situation;
  const { rival, params } = aim;
  const targetTiyn = aim.priceAgainst(rival);
  if (targetTiyn < bounds.floorTiyn) {
    return belowFloor(input, situation, aim);
  }

  if (targetTiyn > bounds.ceilingTiyn) {
    return { targetTiyn: bounds.ceilingTiyn, reason: 'at_ceiling', rival, params };
  }

  const reason = targetTiyn === bounds.floorTiyn ? floorReason(bounds, 'at_floor') : aim.reason;
  return { targetTiyn, reason, rival, params };
}

/** A rival who can't be answered without crossing the floor: hold, follow the next one, or go up to the ceiling. */
function belowFloor(input: DecisionInput, { rivals, bounds }: Situation, aim: Following): Choice {
  const { belowFloor: mode } = input.rule;
  const { rival, params } = aim;
  if (mode === 'max') {
    return { targetTiyn: bounds.ceilingTiyn, reason: 'rival_below_floor_max', rival, params };
  }

  const next = nextAbove(rivals, bounds, aim);
  return mode === 'next_rival' && next
    ? { targetTiyn: clamp(aim.priceAgainst(next), bounds), reason: 'rival_below_floor_next', rival: next, params }
    : { targetTiyn: heldPrice(input, bounds), reason: floorReason(bounds, 'rival_below_floor'), rival, params };
}

function nextAbove(rivals: readonly CompetitorOffer[], { floorTiyn }: Bounds, aim: Following) {
  return rivals.find((offer) => aim.priceAgainst(offer) >= floorTiyn);
}

function floorReason({ isFloorOfProfit }: Bounds, reason: ReasonCode): ReasonCode {
  return isFloorOfProfit ? 'profit_floor' : reason;
}
