import type { Scope } from '../../platform/db/scope.ts';
import { passingReasons } from '../decisions/decision.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { tellViewChanges } from '../views/price-view.ts';

/** Checks that got no answer. */
export interface Unanswered {
  readonly listingPriceIds: readonly string[];
  /** What the marketplace asked for; 0 when it asked for nothing. */
  readonly atLeastSeconds: number;
  readonly backOff: PricingSettings['backOffSeconds'];
}

/**
 * Puts checks off, twice as long with every failure in a row, within limits; the database is the memory of that. The reason
 * before is kept beside, so that nobody is told of it a second time afterwards.
 */
export async function postponeChecks(scope: Scope, unanswered: Unanswered): Promise<void> {
  const { listingPriceIds, atLeastSeconds, backOff } = unanswered;
  const passing = passingReasons.map((reason) => `'${reason}'`).join(', ');
  const postponed = await scope.em.execute<{ id: string; listing_id: string; is_news: boolean }[]>(
    `with failing as (
       select id, case when last_reason = 'kaspi_unavailable' then coalesce((last_params->>'failures')::int, 0) + 1
         else 1 end as failures from listing_prices where id = any(?::uuid[]))
     update listing_prices p set
       next_check_at = ?::timestamptz + make_interval(secs =>
         greatest(?::float8, least(?::float8, ?::float8 * power(2, least(failing.failures - 1, 30))))),
       last_params = jsonb_build_object('failures', failing.failures, 'before',
         case when p.last_reason in (${passing}) then coalesce(p.last_params->>'before', '')
           else coalesce(p.last_reason, '') end),
       last_reason = 'kaspi_unavailable'
     from failing where p.id = failing.id
     returning p.id, p.listing_id, failing.failures = 1 as is_news`,
    [`{${listingPriceIds.join(',')}}`, scope.now(), atLeastSeconds, backOff.longest, backOff.shortest],
  );
  const news = postponed.filter((price) => price.is_news);
  tellViewChanges(
    scope,
    news.map((price) => price.listing_id),
  );
}
