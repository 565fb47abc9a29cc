import { Migration } from '@mikro-orm/migrations';

export class Migration20261122000000 extends Migration {

  override name = 'Migration20261122000000';

  override up(): void | Promise<void> {
    this.addSql(`create table "commission_rates" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "category" varchar(256) not null, "valid_from" date not null, "rate_bps" int not null, "source" varchar(300) not null, primary key ("id"));`);
    this.addSql(`alter table "commission_rates" add constraint "commission_rates_category_valid_from_unique" unique ("category", "valid_from");`);

    this.addSql(`create table "delivery_tariffs" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "way" text not null, "valid_from" date not null, "tiers" jsonb not null, "source" varchar(300) not null, primary key ("id"));`);
    this.addSql(`alter table "delivery_tariffs" add constraint "delivery_tariffs_way_valid_from_unique" unique ("way", "valid_from");`);

    this.addSql(`create table "offer_days" ("master_sku" varchar(64) not null, "city_id" varchar(12) not null, "day" date not null, "looks" int not null, "lowest_tiyn" bigint not null, "highest_tiyn" bigint not null, "mean_tiyn" bigint not null, "offers_hundredths" int not null, primary key ("master_sku", "city_id", "day"));`);

    this.addSql(`create table "pace_lanes" ("name" varchar(160) not null, "next_at" timestamptz not null, "closed_until" timestamptz null, primary key ("name"));`);

    this.addSql(`create table "proxies" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "url" text not null, "url_mark" varchar(80) not null, "label" varchar(260) not null, "status" text not null default 'active', "failures_in_row" int not null default 0, "successes" bigint not null default '0', "errors" bigint not null default '0', "resting_until" timestamptz null, "last_failure" varchar(80) null, "assigned_company_id" uuid null, primary key ("id"));`);
    this.addSql(`alter table "proxies" add constraint "proxies_url_mark_unique" unique ("url_mark");`);
    this.addSql(`create index "proxies_assigned_index" on "proxies" ("assigned_company_id") where status <> 'retired';`);

    this.addSql(`create table "price_feeds" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "store_id" uuid not null, "token_hash" varchar(43) not null, "token" text not null, "merchant_uid" varchar(100) null, "company_name" varchar(200) null, "point_names" text[] not null default '{}', "enabled_at" timestamptz null, "shrink_share_bps" int not null default 1000, "last_served_at" timestamptz null, "served_count" int not null default 0, "served_etag" varchar(64) null, "served_as_of" timestamptz null, "shrink_asked_at" timestamptz null, "shrink_asked_count" int null, "shrink_approved_count" int null, "shrink_approved_until" timestamptz null, "failure" varchar(100) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "price_feeds_token_index" on "price_feeds" ("token_hash");`);
    this.addSql(`alter table "price_feeds" add constraint "price_feeds_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "price_feeds" add constraint "price_feeds_company_id_store_id_unique" unique ("company_id", "store_id");`);

    this.addSql(`create table "store_pricings" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "store_id" uuid not null, "channel" text null, "next_check_at" timestamptz null, "rest_until" timestamptz null, "next_push_at" timestamptz null, "lease" uuid null, "leased_until" timestamptz null, "push_rest_until" timestamptz null, "change_budget" int not null default 250, "max_move_bps" int null default 1500, "max_store_share_bps" int null default 2000, "war_moves" int null default 6, "mass_asked_at" timestamptz null, "mass_allowed_until" timestamptz null, "budget_told_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "store_pricings_due_index" on "store_pricings" ("next_check_at") where next_check_at is not null;`);
    this.addSql(`create index "store_pricings_push_index" on "store_pricings" ("next_push_at") where next_push_at is not null;`);
    this.addSql(`alter table "store_pricings" add constraint "store_pricings_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "store_pricings" add constraint "store_pricings_company_id_store_id_unique" unique ("company_id", "store_id");`);

    this.addSql(`create table "tax_rates" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "tax" text not null, "city_id" varchar(12) not null, "valid_from" date not null, "rate_bps" int not null, "source" varchar(300) not null, primary key ("id"));`);
    this.addSql(`alter table "tax_rates" add constraint "tax_rates_tax_city_id_valid_from_unique" unique ("tax", "city_id", "valid_from");`);

    this.addSql(`alter table "card_offers" add "claimed_until" timestamptz null;`);

    this.addSql(`alter table "companies" add "tax_regime" text null;`);
    this.addSql(`alter table "companies" add constraint "companies_tax_regime_check" check ("tax_regime" in ('simplified', 'general', 'too'));`);

    this.addSql(`alter table "products" add "weight_grams" int null;`);
    this.addSql(`alter table "products" add constraint "products_weight" check (weight_grams > 0);`);

    this.addSql(`drop index "pricing_rules_listing_unique";`);
    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_strategy_check";`);
    this.addSql(`alter table "pricing_rules" add "city_id" varchar(12) null, add "parameters" jsonb not null default '{}', add "min_rating_tenths" int null, add "max_delivery_days" int null, add "skips_preorder" boolean not null default false, add "only_in_city" boolean not null default false, add "min_profit_tiyn" bigint null, add "min_profit_bps" int null, add "priority_interval_seconds" int not null default 180;`);
    this.addSql(`create unique index "pricing_rules_place_unique" on "pricing_rules" ("company_id", "store_id", coalesce("listing_id", '00000000-0000-0000-0000-000000000000'), coalesce("city_id", ''));`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_profit" check (coalesce(min_profit_tiyn, 0) >= 0 and coalesce(min_profit_bps, 0) >= 0);`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_strategy_check" check ("strategy" in ('standard', 'always_first', 'stay_top_n', 'match', 'keep_margin', 'raise_when_alone', 'stock_aware', 'schedule', 'custom'));`);

    this.addSql(`drop index "listing_prices_company_id_next_check_at_index";`);
    this.addSql(`drop index "listing_prices_due_index";`);
    this.addSql(`alter table "listing_prices" add "store_id" uuid null, add "is_priority" boolean not null default false;`);
    // Rows from before know their store by their listing.
    this.addSql(`update "listing_prices" one set "store_id" = l."store_id" from "listings" l where l."company_id" = one."company_id" and l."id" = one."listing_id";`);
    this.addSql(`alter table "listing_prices" alter column "store_id" set not null;`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") on delete no action deferrable initially deferred;`);
    this.addSql(`create index "listing_prices_due_index" on "listing_prices" ("company_id", "store_id", "is_priority", "next_check_at") where next_check_at is not null;`);

    this.addSql(`drop index "price_decisions_company_id_state_index";`);
    this.addSql(`drop index "price_decisions_proposed_unique";`);
    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_state_check";`);
    this.addSql(`alter table "price_decisions" add "store_id" uuid null, add "rival_merchant_id" varchar(100) null, add "rival_tiyn" bigint null, add "gain_tiyn" bigint not null default '0', add "is_urgent" boolean not null default false, add "waits_for" text null, add "channel" text null, add "pushed_at" timestamptz null, add "approved_at" timestamptz null;`);
    // Rows from before know their store by their listing.
    this.addSql(`update "price_decisions" one set "store_id" = l."store_id" from "listings" l where l."company_id" = one."company_id" and l."id" = one."listing_id";`);
    this.addSql(`alter table "price_decisions" alter column "store_id" set not null;`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") on delete no action deferrable initially deferred;`);
    this.addSql(`create index "price_decisions_company_id_listing_price_id_decided_at_index" on "price_decisions" ("company_id", "listing_price_id", "decided_at");`);
    this.addSql(`create index "price_decisions_company_id_store_id_state_index" on "price_decisions" ("company_id", "store_id", "state");`);
    this.addSql(`create index "price_decisions_company_id_store_id_decided_at_index" on "price_decisions" ("company_id", "store_id", "decided_at");`);
    this.addSql(`create index "price_decisions_budget_index" on "price_decisions" ("company_id", "store_id", "pushed_at") where pushed_at is not null;`);
    this.addSql(`create unique index "price_decisions_waiting_unique" on "price_decisions" ("company_id", "listing_price_id") where "state" in ('held', 'proposed');`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_waits_for_check" check ("waits_for" in ('approval', 'mass', 'budget', 'rest', 'channel'));`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_channel_check" check ("channel" in ('cabinet', 'feed', 'none'));`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_state_check" check ("state" in ('held', 'proposed', 'pushing', 'pending', 'applied', 'ignored', 'failed', 'unknown', 'replaced', 'rejected'));`);

    this.addSql(`alter table "commission_rates" add constraint "commission_rates_share" check (rate_bps >= 0 and rate_bps <= 5000);`);

    this.addSql(`alter table "delivery_tariffs" add constraint "delivery_tariffs_way_check" check ("way" in ('city', 'kazakhstan', 'express'));`);

    this.addSql(`alter table "proxies" add constraint "proxies_status_check" check ("status" in ('active', 'resting', 'retired'));`);

    this.addSql(`alter table "price_feeds" add constraint "price_feeds_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") on delete no action deferrable initially deferred;`);
    this.addSql(`alter table "price_feeds" add constraint "price_feeds_share" check (shrink_share_bps >= 0 and shrink_share_bps <= 10000);`);
    this.addSql(`alter table "price_feeds" add constraint "price_feeds_counts" check (served_count >= 0);`);
    this.addSql(`alter table "price_feeds" enable row level security;`);
    this.addSql(`alter table "price_feeds" force row level security;`);
    this.addSql(`create policy "system_all" on "price_feeds" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "price_feeds_company_policy" on "price_feeds" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "store_pricings" add constraint "store_pricings_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") on delete no action deferrable initially deferred;`);
    this.addSql(`alter table "store_pricings" add constraint "store_pricings_channel_check" check ("channel" in ('cabinet', 'feed', 'none'));`);
    this.addSql(`alter table "store_pricings" enable row level security;`);
    this.addSql(`alter table "store_pricings" force row level security;`);
    this.addSql(`create policy "system_all" on "store_pricings" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "store_pricings_company_policy" on "store_pricings" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "tax_rates" add constraint "tax_rates_share" check (rate_bps >= 0 and rate_bps <= 5000);`);
    this.addSql(`alter table "tax_rates" add constraint "tax_rates_tax_check" check ("tax" in ('vat', 'simplified', 'general', 'too'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "commission_rates" cascade;`);
    this.addSql(`drop table if exists "delivery_tariffs" cascade;`);
    this.addSql(`drop table if exists "offer_days" cascade;`);
    this.addSql(`drop table if exists "pace_lanes" cascade;`);
    this.addSql(`drop table if exists "proxies" cascade;`);
    this.addSql(`drop table if exists "price_feeds" cascade;`);
    this.addSql(`drop table if exists "store_pricings" cascade;`);
    this.addSql(`drop table if exists "tax_rates" cascade;`);

    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_company_id_store_id_foreign";`);

    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_company_id_store_id_foreign";`);

    this.addSql(`alter table "card_offers" drop column "claimed_until";`);

    this.addSql(`alter table "companies" drop constraint "companies_tax_regime_check";`);
    this.addSql(`alter table "companies" drop column "tax_regime";`);

    this.addSql(`drop index "listing_prices_due_index";`);
    this.addSql(`alter table "listing_prices" drop column "store_id", drop column "is_priority";`);
    this.addSql(`create index "listing_prices_company_id_next_check_at_index" on "listing_prices" ("company_id", "next_check_at");`);
    this.addSql(`create index "listing_prices_due_index" on "listing_prices" ("next_check_at") where next_check_at is not null;`);

    this.addSql(`drop index "price_decisions_company_id_listing_price_id_decided_at_index";`);
    this.addSql(`drop index "price_decisions_company_id_store_id_state_index";`);
    this.addSql(`drop index "price_decisions_company_id_store_id_decided_at_index";`);
    this.addSql(`drop index "price_decisions_budget_index";`);
    this.addSql(`drop index "price_decisions_waiting_unique";`);
    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_waits_for_check";`);
    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_channel_check";`);
    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_state_check";`);
    this.addSql(`alter table "price_decisions" drop column "store_id", drop column "rival_merchant_id", drop column "rival_tiyn", drop column "gain_tiyn", drop column "is_urgent", drop column "waits_for", drop column "channel", drop column "pushed_at", drop column "approved_at";`);
    this.addSql(`create index "price_decisions_company_id_state_index" on "price_decisions" ("company_id", "state");`);
    this.addSql(`create unique index "price_decisions_proposed_unique" on "price_decisions" ("company_id", "listing_price_id") where "state" = 'proposed';`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_state_check" check ("state" in ('proposed', 'pushing', 'pending', 'applied', 'ignored', 'failed', 'unknown', 'replaced'));`);

    this.addSql(`drop index "pricing_rules_place_unique";`);
    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_profit";`);
    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_strategy_check";`);
    this.addSql(`alter table "pricing_rules" drop column "city_id", drop column "parameters", drop column "min_rating_tenths", drop column "max_delivery_days", drop column "skips_preorder", drop column "only_in_city", drop column "min_profit_tiyn", drop column "min_profit_bps", drop column "priority_interval_seconds";`);
    this.addSql(`create unique index "pricing_rules_listing_unique" on "pricing_rules" ("company_id", "store_id", coalesce("listing_id", '00000000-0000-0000-0000-000000000000'));`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_strategy_check" check ("strategy" in ('standard', 'always_first', 'stay_top_n'));`);

    this.addSql(`alter table "products" drop constraint "products_weight";`);
    this.addSql(`alter table "products" drop column "weight_grams";`);
  }

}
