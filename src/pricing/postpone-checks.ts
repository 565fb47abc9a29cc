import type { Scope } from '../platform/db/scope.ts';
import { blindReasons } from './decision.ts';
import type { PricingSettings } from './pricing.ports.ts';

/** Checks that got no answer. */
export interface Unanswered {
  readonly listingPriceIds: readonly string[];
  /** What the marketplace asked for; 0 when it asked for nothing. */
  readonly atLeastSeconds: number;
  readonly backOff: PricingSettings['backOffSeconds'];
}

/**
 * Puts checks off for as long as the last answer is past, within limits: the wait doubles with every failure, and the
 * database is its memory. The reason before is kept beside, so that nobody is told of it a second time afterwards.
 */
export async function postponeChecks(scope: Scope, unanswered: Unanswered): Promise<void> {
  const { listingPriceIds, atLeastSeconds, backOff } = unanswered;
  const blind = blindReasons.map((reason) => `'${reason}'`).join(', ');
  await scope.em.execute(
    `update listing_prices set
       next_check_at = ?::timestamptz + make_interval(secs => greatest(?::float8, least(?::float8,
         greatest(?::float8, coalesce(extract(epoch from ?::timestamptz - checked_at), 0)::float8)))),
       last_params = case when last_reason in (${blind}) then last_params
         else jsonb_build_object('before', coalesce(last_reason, '')) end,
       last_reason = 'kaspi_unavailable'
     where id = any(?::uuid[])`,
    [scope.now(), atLeastSeconds, backOff.longest, backOff.shortest, scope.now(), `{${listingPriceIds.join(',')}}`],
  );
}
