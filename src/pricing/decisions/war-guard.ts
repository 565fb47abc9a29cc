import { type Choice, clamp, type Situation, wholeTenge } from './aim.ts';
import type { DecisionInput } from './decision.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * Holds a price that would go lower against a rival with whom the pair's moves have reached their limit. A raise is always
 * allowed, and a present price outside its bounds is still brought back.
 */
export function dampWar(input: DecisionInput, { bounds }: Situation, choice: Choice): Choice {
  const { rival } = choice;
  if (!rival || choice.targetTiyn >= input.price.currentTiyn) {
    return choice;
  }

  const until = warUntil(input, { merchantId: rival.merchantId, priceTiyn: rival.priceTiyn });
  if (until === undefined) {
    return choice;
  }

  // A present price with tiyn in it can't be held as it is: the marketplace takes whole tenge.
  const targetTiyn = clamp(wholeTenge(input.price.currentTiyn), bounds);
  return { targetTiyn, rival, reason: 'price_war', params: { until: clockTime(input, until) } };
}

/**
 * When the oldest of the pair's counted moves leaves the window, in epoch milliseconds; undefined while the pair is below
 * its limit. The pair's moves are ours that followed the rival, and the changes of its price between them and up to now. A
 * change counts at the end of the stretch it fell into, so that none is missed; a war takes at least one move of ours.
 */
function warUntil(input: DecisionInput, rival: { merchantId: string; priceTiyn: number }): number | undefined {
  const { warLimit, pastMoves, at } = input;
  if (!warLimit) {
    return undefined;
  }

  const ours = pastMoves
    .filter(({ rivalMerchantId }) => rivalMerchantId === rival.merchantId)
    .map((move) => ({ at: move.at.getTime(), rivalTiyn: move.rivalTiyn }))
    .sort((one, other) => one.at - other.at);
  const looks = [...ours, { at: at.getTime(), rivalTiyn: rival.priceTiyn }];
  const theirs = looks.filter(({ rivalTiyn }, index) => index > 0 && rivalTiyn !== looks[index - 1]?.rivalTiyn);
  const windowMs = warLimit.withinMinutes * MINUTE_MS;
  // Moves from the far future come of a clock that was set back; they must not hold the price for ever.
  const isRecent = (move: { at: number }) => Math.abs(move.at - at.getTime()) <= windowMs;
  const moves = [...ours, ...theirs].filter(isRecent).sort((one, other) => one.at - other.at);
  const freeing = moves[moves.length - warLimit.moves];
  return freeing && ours.some(isRecent) ? freeing.at + windowMs : undefined;
}

/** An instant as `14:05` in the company's zone, the minute after which it is over. */
function clockTime({ at, localMinute }: DecisionInput, instant: number): string {
  const localMs = localMinute * MINUTE_MS + (at.getTime() % MINUTE_MS) + (instant - at.getTime());
  const minute = (Math.floor(localMs / MINUTE_MS) + 1) % DAY_MINUTES;
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
}
