import type { LaneClosed } from '../../platform/pace/lane-closed.ts';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { KaspiRequest } from './kaspi-request.ts';
import { LocalRefusal } from './outage-guard.ts';
/** A lane that cools down is a wall that is known already. */
export function coolingDown(request: KaspiRequest, { waitMs }: LaneClosed): Error {
  const params = { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) };
  const cause = new LocalRefusal('a lane cools down');
  return request.account !== undefined && request.kind === 'writes'
    ? marketplaceErrors.rateLimited(params, cause)
    : marketplaceErrors.blocked(params, cause);
}
