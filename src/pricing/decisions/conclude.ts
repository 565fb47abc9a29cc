import { formatTenge } from '../../kernel/money.ts';
import type { CompetitorOffer } from '../../stores/index.ts';
import type { Choice, Situation } from './aim.ts';
import type { Decision, DecisionInput, Leader, ReasonCode, ReasonParams } from './decision.ts';
import { gainOf } from './gain-of.ts';

/** The decision that a choice amounts to, with its places, its worth and the facts of its reason. */
export function conclude(input: DecisionInput, situation: Situation, choice: Choice): Decision {
  const { price } = input;
  const { rivals, bounds } = situation;
  const { targetTiyn } = choice;
  const rankBefore = rankAt(rivals, price.currentTiyn);
  const rankAfter = rankAt(rivals, targetTiyn);
  return {
    targetTiyn,
    isMove: targetTiyn !== price.currentTiyn,
    reason: choice.reason ?? reasonOf(input, { targetTiyn, rankBefore }),
    params: { ...paramsOf(input, situation, choice), rank: rankAfter },
    rankBefore,
    rankAfter,
    offersCount: rivals.length + 1,
    leader: leaderOf(rivals[0]),
    rival: leaderOf(choice.rival),
    gainTiyn: gainOf(price, { targetTiyn, rankBefore, rankAfter, floorTiyn: bounds.floorTiyn }),
    isUrgent:
      targetTiyn !== price.currentTiyn &&
      (price.currentTiyn < bounds.floorTiyn || price.currentTiyn > bounds.ceilingTiyn),
  };
}

function leaderOf(offer: CompetitorOffer | undefined): Leader | null {
  return offer ? { merchantId: offer.merchantId, name: offer.merchantName, priceTiyn: offer.priceTiyn } : null;
}

function reasonOf(
  { price }: DecisionInput,
  { targetTiyn, rankBefore }: { targetTiyn: number; rankBefore: number },
): ReasonCode {
  if (targetTiyn === price.currentTiyn) {
    return rankBefore === 1 ? 'already_first' : 'already_at_target';
  }

  return targetTiyn < price.currentTiyn ? 'undercut_rival' : 'rival_left_raise';
}

function paramsOf({ rule, price }: DecisionInput, { rivals, bounds }: Situation, choice: Choice): ReasonParams {
  const { rival, targetTiyn, params } = choice;
  return {
    price: formatTenge(price.currentTiyn),
    target: formatTenge(targetTiyn),
    step: formatTenge(rule.stepTiyn),
    floor: formatTenge(bounds.floorTiyn),
    ceiling: formatTenge(bounds.ceilingTiyn),
    topN: rule.topN,
    rivals: rivals.length,
    ...(rival && { rival: rival.merchantName, rivalPrice: formatTenge(rival.priceTiyn) }),
    ...params,
  };
}

function rankAt(rivals: readonly CompetitorOffer[], priceTiyn: number): number {
  return 1 + rivals.filter((offer) => offer.priceTiyn <= priceTiyn).length;
}
