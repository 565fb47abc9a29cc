import type { Scope } from '../platform/db/scope.ts';
import { dailySubject, notifyMembers, refreshNotices } from './notify-members.ts';

/** A price that wants the seller: it came to its minimum, could not be set, or was not sent because its bounds moved. */
export interface PriceNews {
  readonly listingId: string;
  readonly what: 'floor' | 'failed' | 'outside';
  /** The minimum, or the price that could not be set. */
  readonly tiyn: number;
}

/** Listings a notice remembers; the rest are only counted, so that a bad day of a great shelf stays a small row. */
const MOST_LISTINGS = 50;

/** Tells the members who lead prices: one notice a day, in which every listing has one place; a sent one is edited. */
export async function tellPriceNews(scope: Scope, { listingId, what, tiyn }: PriceNews): Promise<void> {
  const subjectId = dailySubject(scope, 'price_news');
  await notifyMembers(scope, { notice: 'price_news', subjectId, to: 'pricing.edit' });
  await scope.em.execute(
    `update messages set updated_at = ?, params = params || case
       when jsonb_exists(params, ?) or (select count(*) from jsonb_object_keys(params)) < ?
         then jsonb_build_object(?::text, ?::text)
       else jsonb_build_object('more', coalesce((params->>'more')::int, 0) + 1) end
     where subject_id = ? and template = 'price_news'`,
    [scope.now(), listingId, MOST_LISTINGS, listingId, `${what} ${tiyn}`, subjectId],
  );
  await refreshNotices(scope, subjectId, 'price_news');
}
