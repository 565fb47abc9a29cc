import type { Scope } from '../platform/db/scope.ts';
import { dailySubject, notifyMembers, refreshNotices } from './notify-members.ts';

/** What wants the seller's eye: a listing's price, or a store whose change budget is spent. */
export type PriceNews = {
  /** The listing or store; each has one place in the day's notice. */
  readonly about: string;
} & (
  | {
      /** It came to its minimum, could not be set, or was not sent because its bounds moved. */
      readonly what: 'floor' | 'failed' | 'outside';
      /** The minimum, or the price that could not be set. */
      readonly tiyn: number;
    }
  | { readonly what: 'war'; readonly rival: string }
  | { readonly what: 'budget'; readonly waiting: number; readonly changes: number; readonly until: Date }
);

/** Listings a notice remembers; the rest are only counted, so that a bad day of a great shelf stays a small row. */
const MOST_LISTINGS = 50;

/** Tells the members who lead prices: one notice a day, in which every listing has one place; a sent one is edited. */
export async function tellPriceNews(scope: Scope, news: PriceNews): Promise<void> {
  const { about } = news;
  const subjectId = dailySubject(scope, 'price_news');
  await notifyMembers(scope, { notice: 'price_news', subjectId, to: 'pricing.edit' });
  await scope.em.execute(
    `update messages set updated_at = ?, params = params || case
       when jsonb_exists(params, ?) or (select count(*) from jsonb_object_keys(params)) < ?
         then jsonb_build_object(?::text, ?::text)
       else jsonb_build_object('more', coalesce((params->>'more')::int, 0) + 1) end
     where subject_id = ? and template = 'price_news'`,
    [scope.now(), about, MOST_LISTINGS, about, factsOf(news), subjectId],
  );
  await refreshNotices(scope, subjectId, 'price_news');
}

/** One line that `price-news` of the bot reads back. */
function factsOf(news: PriceNews): string {
  switch (news.what) {
    case 'war':
      return `war ${news.rival}`;
    case 'budget':
      return `budget ${news.waiting} ${news.changes} ${news.until.getTime()}`;
    default:
      return `${news.what} ${news.tiyn}`;
  }
}
