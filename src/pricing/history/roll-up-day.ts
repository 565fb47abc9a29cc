import type { SystemScope } from '../../platform/db/scope.ts';

/**
 * Sums a UTC day's looks up into `offer_days`, a row per card and city. The same looks give the same rows, however often;
 * a day that was summed up of more looks than are left is not touched.
 */
export async function rollUpDay({ em }: SystemScope, day: string): Promise<void> {
  await em.execute(
    `insert into offer_days (master_sku, city_id, day, looks, lowest_tiyn, highest_tiyn, mean_tiyn, offers_hundredths)
     select look.master_sku, look.city_id, ?::date, count(*), min(look.cheapest), max(look.cheapest),
       round(avg(look.cheapest)), round(avg(look.offers) * 100)
     from (select o.master_sku, o.city_id, jsonb_array_length(o.offers) as offers,
         (select min((offer->>2)::bigint) from jsonb_array_elements(o.offers) offer where (offer->>2)::bigint > 0) as cheapest
       from offer_observations o where ${onDay}) look
     where look.cheapest is not null
     group by look.master_sku, look.city_id
     on conflict (master_sku, city_id, day) do update set looks = excluded.looks, lowest_tiyn = excluded.lowest_tiyn,
       highest_tiyn = excluded.highest_tiyn, mean_tiyn = excluded.mean_tiyn, offers_hundredths = excluded.offers_hundredths
     where excluded.looks > offer_days.looks`,
    [day, day, day],
  );
}

/** Whether a day's looks are in `offer_days`: all of them get there at once, so one that is there stands for all. */
export async function isRolledUp({ em }: SystemScope, day: string): Promise<boolean> {
  const [row] = await em.execute<{ done: boolean }[]>(
    `select not exists (select 1 from (select o.master_sku, o.city_id from offer_observations o
         where ${onDay} and jsonb_array_length(o.offers) > 0 limit 1) look
       where not exists (select 1 from offer_days d
         where d.master_sku = look.master_sku and d.city_id = look.city_id and d.day = ?::date)) as done`,
    [day, day, day],
  );
  return row?.done ?? true;
}

/** Two parameters, both the day; the partition of the day and the default one are read, no other. */
const onDay = `o.seen_at >= ?::timestamp at time zone 'UTC' and o.seen_at < (?::timestamp + interval '1 day') at time zone 'UTC'`;
