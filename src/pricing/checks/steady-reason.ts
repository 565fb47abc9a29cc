import type { ListingPrice } from '../../catalog/index.ts';
import { passingReasons, type ReasonCode } from '../decisions/decision.ts';

/** The last reason that says how things stand; one that only tells what happened this time remembers it. */
export function steadyReason({ lastReason, lastParams }: Pick<ListingPrice, 'lastReason' | 'lastParams'>): string {
  const isPassing = passingReasons.includes(lastReason as ReasonCode);
  return isPassing ? String(lastParams.before ?? '') : (lastReason ?? '');
}
