import { formatTenge, tenge } from '../../kernel/money.ts';
import type { CompetitorOffer } from '../../stores/index.ts';
import type { Strategy } from '../rules/pricing-rule.entity.ts';
import { countedOffers } from './counted-offers.ts';
import {
  type Aim,
  type Bounds,
  type Decision,
  type DecisionInput,
  type PriceFacts,
  type ReasonCode,
  type StrategyInput,
  stepBelow,
} from './decision.ts';
import { alwaysFirst } from './strategies/always-first.ts';
import { standard } from './strategies/standard.ts';
import { stayTopN } from './strategies/stay-top-n.ts';

/** The last guard below every price, tiyn; Kaspi takes nothing lower. It never stands in for a listing's minimum. */
export const STORE_FLOOR_TIYN = tenge(10);

const strategies: Readonly<Record<Strategy, (input: StrategyInput) => Aim>> = {
  standard,
  always_first: alwaysFirst,
  stay_top_n: stayTopN,
};

/** What the price should be and why. Pure; a target of whole tenge between floor and ceiling, or no move. */
export function decide(input: DecisionInput): Decision {
  const { price, offers, ownMerchantId } = input;
  if (price.minTiyn === null) {
    return stay(input, 'no_minimum');
  }

  if (offers.length === 0) {
    return stay(input, 'card_unknown');
  }

  if (!offers.some(({ merchantId }) => merchantId === ownMerchantId)) {
    return stay(input, 'offer_missing');
  }

  const rivals = countedOffers(input);
  const bounds = boundsOf(price, price.minTiyn);
  return conclude(input, { rivals, bounds, ...choose(input, { rivals, bounds }) });
}

/** A decision to leave the price where it is, with nothing known about places. */
function stay({ price }: DecisionInput, reason: ReasonCode): Decision {
  return {
    targetTiyn: price.currentTiyn,
    isMove: false,
    reason,
    params: { price: formatTenge(price.currentTiyn) },
    rankBefore: null,
    rankAfter: null,
    offersCount: 0,
    leader: null,
  };
}

/** With no maximum the last price set by hand is the ceiling; a floor above it wins, because floors always win. */
function boundsOf(price: PriceFacts, minTiyn: number): Bounds {
  const floorTiyn = Math.ceil(Math.max(STORE_FLOOR_TIYN, minTiyn) / 100) * 100;
  const ceilingTiyn = Math.floor((price.maxTiyn ?? price.handSetTiyn) / 100) * 100;
  return { floorTiyn, ceilingTiyn: Math.max(floorTiyn, ceilingTiyn) };
}

interface Situation {
  readonly rivals: readonly CompetitorOffer[];
  readonly bounds: Bounds;
}

interface Choice {
  readonly targetTiyn: number;
  /** Set when the choice itself says why; else the move does. */
  readonly reason?: ReasonCode;
  /** The offer the price follows. */
  readonly rival?: CompetitorOffer | undefined;
}

function choose(input: DecisionInput, { rivals, bounds }: Situation): Choice {
  const aim = strategies[input.rule.strategy]({ rivals, rule: input.rule, bounds });
  if (aim.kind === 'ceiling') {
    return { targetTiyn: bounds.ceilingTiyn, reason: aim.reason, rival: rivals[0] };
  }

  if (aim.priceTiyn < bounds.floorTiyn) {
    return belowFloor(input, { rivals, bounds, rival: aim.rival });
  }

  if (aim.priceTiyn > bounds.ceilingTiyn) {
    return { targetTiyn: bounds.ceilingTiyn, reason: 'at_ceiling', rival: aim.rival };
  }

  const reason = aim.priceTiyn === bounds.floorTiyn ? { reason: 'at_floor' as const } : {};
  return { targetTiyn: aim.priceTiyn, rival: aim.rival, ...reason };
}

/** A rival who can't be undercut without crossing the floor: hold, follow the next one, or go up to the ceiling. */
function belowFloor(input: DecisionInput, { rivals, bounds, rival }: Situation & { rival: CompetitorOffer }): Choice {
  const { rule, price } = input;
  if (rule.belowFloor === 'max') {
    return { targetTiyn: bounds.ceilingTiyn, reason: 'rival_below_floor_max', rival };
  }

  const next = rivals.find((offer) => stepBelow(offer, rule.stepTiyn) >= bounds.floorTiyn);
  if (rule.belowFloor === 'next_rival' && next) {
    const targetTiyn = clamp(stepBelow(next, rule.stepTiyn), bounds);
    return { targetTiyn, reason: 'rival_below_floor_next', rival: next };
  }

  // A present price with tiyn in it can't be held as it is: the marketplace takes whole tenge.
  const held = Math.floor(price.currentTiyn / 100) * 100;
  return { targetTiyn: clamp(held, bounds), reason: 'rival_below_floor', rival };
}

function clamp(tiyn: number, { floorTiyn, ceilingTiyn }: Bounds): number {
  return Math.min(Math.max(tiyn, floorTiyn), ceilingTiyn);
}

function conclude(input: DecisionInput, made: Situation & Choice): Decision {
  const { rivals, targetTiyn } = made;
  const { currentTiyn } = input.price;
  const rankBefore = rankAt(rivals, currentTiyn);
  const [first] = rivals;
  return {
    targetTiyn,
    isMove: targetTiyn !== currentTiyn,
    reason: made.reason ?? reasonOf(input, { targetTiyn, rankBefore }),
    params: paramsOf(input, made),
    rankBefore,
    rankAfter: rankAt(rivals, targetTiyn),
    offersCount: rivals.length + 1,
    leader: first ? { merchantId: first.merchantId, name: first.merchantName, priceTiyn: first.priceTiyn } : null,
  };
}

function reasonOf(
  { rule, price }: DecisionInput,
  { targetTiyn, rankBefore }: { targetTiyn: number; rankBefore: number },
): ReasonCode {
  if (rule.strategy === 'stay_top_n') {
    return 'top_n_kept';
  }

  if (targetTiyn === price.currentTiyn) {
    return rankBefore === 1 ? 'already_first' : 'already_at_target';
  }

  return targetTiyn < price.currentTiyn ? 'undercut_rival' : 'rival_left_raise';
}

function paramsOf({ rule, price }: DecisionInput, { rival, bounds, targetTiyn, rivals }: Situation & Choice) {
  return {
    price: formatTenge(price.currentTiyn),
    target: formatTenge(targetTiyn),
    step: formatTenge(rule.stepTiyn),
    floor: formatTenge(bounds.floorTiyn),
    ceiling: formatTenge(bounds.ceilingTiyn),
    topN: rule.topN,
    rivals: rivals.length,
    rank: rankAt(rivals, targetTiyn),
    ...(rival && { rival: rival.merchantName, rivalPrice: formatTenge(rival.priceTiyn) }),
  };
}

function rankAt(rivals: readonly CompetitorOffer[], priceTiyn: number): number {
  return 1 + rivals.filter((offer) => offer.priceTiyn <= priceTiyn).length;
}
