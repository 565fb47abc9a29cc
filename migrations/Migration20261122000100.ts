import { Migration } from '@mikro-orm/migrations';

/**
 * Written by hand: the days of `offer_observations` are partitions, and only the owner may make or drop tables. The two
 * functions let the system role do exactly that for this one table. `take_turns` reserves turns of lanes that all
 * processes share, in one statement. Stores that have rules get their repricing row.
 */
export class Migration20261122000100 extends Migration {
  override name = 'Migration20261122000100';

  override up(): void {
    this.addSql(`create table "offer_observations" ("id" uuid not null, "seen_at" timestamptz not null, "master_sku" varchar(64) not null, "city_id" varchar(12) not null, "offers" jsonb not null, primary key ("id", "seen_at")) partition by range ("seen_at");`);
    this.addSql(`create index "offer_observations_card_index" on "offer_observations" ("master_sku", "city_id", "seen_at");`);
    this.addSql(`create table "offer_observations_default" partition of "offer_observations" default;`);
    this.addSql(`create function open_offer_days(first date, days int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
      declare opened int := 0; one date;
      begin
        for one in select first + n from generate_series(0, days - 1) n loop
          continue when to_regclass(format('public.offer_observations_%s', to_char(one, 'YYYYMMDD'))) is not null;
          begin
            execute format('create table public.%I partition of public.offer_observations for values from (%L) to (%L)',
              'offer_observations_' || to_char(one, 'YYYYMMDD'), one::timestamp at time zone 'UTC', (one + 1)::timestamp at time zone 'UTC');
            opened := opened + 1;
          exception when check_violation then
            null; -- The day began before it was opened: its rows stay in the default partition.
          end;
        end loop;
        return opened;
      end $$;`);
    this.addSql(`create function drop_offer_days(before date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
      declare dropped int := 0; one text;
      begin
        for one in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = 'public.offer_observations'::regclass and c.relname ~ '^offer_observations_[0-9]{8}$'
            and c.relname < 'offer_observations_' || to_char(before, 'YYYYMMDD') loop
          execute format('drop table public.%I', one);
          dropped := dropped + 1;
        end loop;
        delete from public.offer_observations_default where seen_at < before::timestamp at time zone 'UTC';
        return dropped;
      end $$;`);
    this.addSql(`revoke execute on function open_offer_days(date, int), drop_offer_days(date) from public;`);
    this.addSql(`grant execute on function open_offer_days(date, int), drop_offer_days(date) to "sauda_system";`);
    this.addSql(`create function take_turns(wanted int, within_ms float8, every jsonb, one_of jsonb)
      returns table (at_ms float8, pick int, now_ms float8, is_closed boolean) language plpgsql as $$
      declare
        names text[]; gaps float8[]; free float8[]; shut float8[]; taken float8[];
        common int := jsonb_array_length(every); everyone int; found int; best int; given int := 0;
      begin
        -- A crash of the server may forget the last turns: it takes longer to come back than they were ahead.
        perform set_config('synchronous_commit', 'off', true);
        select array_agg(x.lane->>0 order by x.place), array_agg((x.lane->>1)::float8 order by x.place) into names, gaps
          from jsonb_array_elements(every || one_of) with ordinality x(lane, place);
        everyone := cardinality(names);
        perform 1 from pace_lanes p where p.name = any(names) order by p.name for update;
        get diagnostics found = row_count;
        if found < everyone then
          insert into pace_lanes (name, next_at) select x.name, clock_timestamp() from unnest(names) x(name) order by 1
            on conflict do nothing;
          perform 1 from pace_lanes p where p.name = any(names) order by p.name for update;
        end if;
        now_ms := extract(epoch from clock_timestamp()) * 1000;
        -- A clock that was set back must not leave a lane waiting for a turn far ahead.
        select array_agg(least(extract(epoch from p.next_at)::float8 * 1000, now_ms + 1000 + gaps[x.place]) order by x.place),
            array_agg(coalesce(extract(epoch from p.closed_until)::float8 * 1000, 0) order by x.place) into free, shut
          from unnest(names) with ordinality x(name, place) join pace_lanes p on p.name = x.name;
        taken := array_fill(null::float8, array[everyone]);
        loop
          best := null;
          for i in common + 1 .. everyone loop
            if best is null or greatest(free[i], shut[i]) < greatest(free[best], shut[best]) then
              best := i;
            end if;
          end loop;
          at_ms := now_ms;
          is_closed := false;
          for i in 1 .. everyone loop
            continue when i > common and i <> best;
            at_ms := greatest(at_ms, free[i], shut[i]);
          end loop;
          exit when given >= wanted or at_ms > now_ms + within_ms;
          for i in 1 .. everyone loop
            continue when i > common and i <> best;
            free[i] := at_ms + gaps[i];
            taken[i] := free[i];
          end loop;
          given := given + 1;
          pick := coalesce(best - common - 1, -1);
          return next;
        end loop;
        update pace_lanes p set next_at = to_timestamp(x.at / 1000) from unnest(names, taken) x(name, at)
          where p.name = x.name and x.at is not null;
        for i in 1 .. everyone loop
          continue when i > common and i <> best;
          is_closed := is_closed or (shut[i] > now_ms and shut[i] >= at_ms);
        end loop;
        pick := -1;
        return next;
      end $$;`);
    this.addSql(`revoke execute on function take_turns(int, float8, jsonb, jsonb) from public;`);
    this.addSql(`grant execute on function take_turns(int, float8, jsonb, jsonb) to "sauda_system";`);
    // What cards looked like is kept in a shorter form from now on; it is looked up anew.
    this.addSql(`delete from card_offers;`);
    this.addSql(`insert into store_pricings (id, created_at, updated_at, company_id, store_id, next_check_at)
      select gen_random_uuid(), now(), now(), company_id, store_id, now() from pricing_rules group by company_id, store_id;`);
  }

  override down(): void {
    this.addSql(`drop function take_turns(int, float8, jsonb, jsonb);`);
    this.addSql(`drop function open_offer_days(date, int);`);
    this.addSql(`drop function drop_offer_days(date);`);
    this.addSql(`drop table "offer_observations";`);
  }
}
