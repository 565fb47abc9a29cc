import { formatTenge, TIYN } from '../../kernel/money.ts';
import { type Choice, clamp, type Situation } from './aim.ts';
import { friendlyOffers } from './counted-offers.ts';
import type { DecisionInput } from './decision.ts';

/**
 * Raises a target that would undercut a friendly shop or another store of the company to its price, as far as the ceiling
 * allows. A friend who already stands behind a cheaper counted rival has lost nothing to us and is passed over.
 */
export function spareFriends(input: DecisionInput, { rivals, bounds }: Situation, choice: Choice): Choice {
  const [cheapest] = rivals;
  const friend = friendlyOffers(input)
    .filter(({ priceTiyn }) => !cheapest || cheapest.priceTiyn >= priceTiyn)
    .at(-1);
  const targetTiyn = friend ? clamp(Math.ceil(friend.priceTiyn / TIYN) * TIYN, bounds) : 0;
  if (!friend || targetTiyn <= choice.targetTiyn) {
    return choice;
  }

  const params = { friend: friend.merchantName, friendPrice: formatTenge(friend.priceTiyn) };
  return { targetTiyn, rival: choice.rival, reason: 'friend_ahead', params };
}
