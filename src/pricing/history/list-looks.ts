import type { Scope } from '../../platform/db/scope.ts';
import type { CompetitorOffer } from '../../stores/index.ts';
import { type PackedOffer, unpackOffers } from './pack-offers.ts';

/** What a card showed at an instant. */
export interface RecordedLook {
  readonly seenAt: Date;
  readonly offers: readonly CompetitorOffer[];
}

/** A card in a city between two instants; the end is not part of it. */
export interface CardPeriod {
  readonly masterSku: string;
  readonly cityId: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * The looks at a card, oldest first, at most `limit`: where there are more, the last one of each of so many equal
 * stretches of time. Reads the index of the days meant, and the offers of the chosen looks alone.
 */
export async function listLooks(scope: Scope, card: CardPeriod & { readonly limit: number }): Promise<RecordedLook[]> {
  const { masterSku, cityId, from, to, limit } = card;
  const stretchSeconds = Math.max((to.getTime() - from.getTime()) / 1_000 / limit, 0.001);
  const rows = await scope.em.execute<{ seenAt: string; offers: PackedOffer[] }[]>(
    `select look.seen_at as "seenAt", look.offers
     from (select max(seen_at) as seen_at from offer_observations
         where master_sku = ? and city_id = ? and seen_at >= ? and seen_at < ?
         group by floor(extract(epoch from seen_at - ?::timestamptz) / ?::float8)) last,
       lateral (select o.seen_at, o.offers from offer_observations o
         where o.master_sku = ? and o.city_id = ? and o.seen_at = last.seen_at
           and o.seen_at >= ? and o.seen_at < ? limit 1) look
     order by look.seen_at limit ?`,
    [...[masterSku, cityId, from, to], ...[from, stretchSeconds], ...[masterSku, cityId, from, to], limit],
  );
  return rows.map(({ seenAt, offers }) => ({ seenAt: new Date(seenAt), offers: unpackOffers(offers) }));
}

/** Looks of one page. */
const PAGE = 300;

/** Every look at a card, oldest first, page by page; of several looks of one millisecond the first. */
export async function* pageLooks(scope: Scope, card: CardPeriod): AsyncGenerator<RecordedLook[]> {
  const { masterSku, cityId, to } = card;
  let after = new Date(card.from.getTime() - 1);
  for (;;) {
    const rows = await scope.em.execute<{ seenAt: string; offers: PackedOffer[] }[]>(
      `select distinct on (seen_at) seen_at as "seenAt", offers from offer_observations
       where master_sku = ? and city_id = ? and seen_at > ? and seen_at < ? order by seen_at limit ?`,
      [masterSku, cityId, after, to, PAGE],
    );
    if (rows.length > 0) {
      yield rows.map(({ seenAt, offers }) => ({ seenAt: new Date(seenAt), offers: unpackOffers(offers) }));
    }
    if (rows.length < PAGE) {
      return;
    }

    after = new Date(rows.at(-1)?.seenAt ?? to);
  }
}

/** A rolled-up day of a card; tiyn. */
export interface RecordedDay {
  readonly day: string;
  readonly looks: number;
  readonly meanTiyn: number;
  readonly offers: number;
}

/** The rolled-up UTC days of a card from the one to before the other (`2026-11-21`), oldest first. */
export async function listDays(
  scope: Scope,
  card: { masterSku: string; cityId: string; firstDay: string; endDay: string },
): Promise<RecordedDay[]> {
  return scope.em.execute<RecordedDay[]>(
    `select day::text as day, looks, mean_tiyn::float8 as "meanTiyn", round(offers_hundredths / 100.0)::int as offers
     from offer_days where master_sku = ? and city_id = ? and day >= ?::date and day < ?::date order by day`,
    [card.masterSku, card.cityId, card.firstDay, card.endDay],
  );
}
