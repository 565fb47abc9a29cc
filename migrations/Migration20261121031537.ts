import { Migration } from '@mikro-orm/migrations';

export class Migration20261121031537 extends Migration {

  override name = 'Migration20261121031537';

  override up(): void | Promise<void> {
    this.addSql(`create table "card_offers" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "master_sku" varchar(64) not null, "city_id" varchar(12) not null, "offers" jsonb not null, "fetched_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "card_offers" add constraint "card_offers_master_sku_city_id_unique" unique ("master_sku", "city_id");`);

    this.addSql(`create table "companies" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "name" varchar(120) not null, "language" text not null, "zone" varchar(60) not null default 'Asia/Almaty', "is_demo" boolean not null default false, "deleted_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);

    this.addSql(`create table "customers" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "name" varchar(200) not null, "language" text null, "deleted_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "customers" add constraint "customers_company_id_id_unique" unique ("company_id", "id");`);

    this.addSql(`create table "customer_addresses" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "customer_id" uuid not null, "kind" text not null, "value" varchar(120) not null, primary key ("id"));`);
    this.addSql(`create index "customer_addresses_company_id_customer_id_index" on "customer_addresses" ("company_id", "customer_id");`);
    this.addSql(`alter table "customer_addresses" add constraint "customer_addresses_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "customer_addresses" add constraint "customer_addresses_company_id_kind_value_unique" unique ("company_id", "kind", "value");`);

    this.addSql(`create table "drafts" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "author" varchar(64) not null, "kind" varchar(64) not null, "sealed" text not null, primary key ("id"));`);
    this.addSql(`alter table "drafts" add constraint "drafts_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "drafts" add constraint "drafts_company_id_author_kind_unique" unique ("company_id", "author", "kind");`);

    this.addSql(`create table "installation" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "key" varchar(10) not null, "mode" text not null, "seeded_at" timestamptz null, primary key ("id"));`);
    this.addSql(`alter table "installation" add constraint "installation_key_unique" unique ("key");`);

    this.addSql(`create table "media_files" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "file_name" varchar(80) not null, "mime" varchar(40) not null, "size_bytes" int not null, "url" varchar(200) not null, primary key ("id"));`);
    this.addSql(`alter table "media_files" add constraint "media_files_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "media_files" add constraint "media_files_company_id_file_name_unique" unique ("company_id", "file_name");`);

    this.addSql(`create table "members" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "person_id" uuid not null, "name" varchar(120) not null, "role" text not null, "is_active" boolean not null default true, "deleted_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "members" add constraint "members_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "members" add constraint "members_company_id_person_id_unique" unique ("company_id", "person_id");`);

    this.addSql(`create table "message_templates" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "event" varchar(60) not null, "channel" text not null, "language" text not null, "body" text not null, "is_enabled" boolean not null default true, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "message_templates" add constraint "message_templates_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "message_templates" add constraint "message_templates_company_id_event_channel_language_unique" unique ("company_id", "event", "channel", "language");`);

    this.addSql(`create table "outbox_events" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "name" varchar(100) not null, "payload" jsonb not null, "occurred_at" timestamptz not null, "attempts" int not null default 0, "next_attempt_at" timestamptz not null, "delivered_at" timestamptz null, "failed_at" timestamptz null, "last_error" text null, primary key ("id"));`);
    this.addSql(`create index "outbox_events_due_index" on "outbox_events" ("next_attempt_at", "id") where delivered_at is null and failed_at is null;`);
    this.addSql(`alter table "outbox_events" add constraint "outbox_events_company_id_id_unique" unique ("company_id", "id");`);

    this.addSql(`create table "persons" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "name" varchar(120) not null, "language" text not null, primary key ("id"));`);

    this.addSql(`create table "person_phones" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "person_id" uuid not null, "phone" varchar(20) not null, "verified_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "person_phones" add constraint "person_phones_phone_unique" unique ("phone");`);

    this.addSql(`create table "products" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "kind" text not null default 'goods', "sku" varchar(64) not null, "name_ru" varchar(1024) not null, "name_kk" varchar(1024) null, "name_en" varchar(1024) null, "brand" varchar(256) null, "category" varchar(256) null, "barcode" varchar(32) null, "description" text null, "price_tiyn" bigint not null, "cost_tiyn" bigint null, "status" text not null default 'active', "tags" text[] not null default '{}', "attributes" jsonb not null default '{}', "image_url" text null, "request_key" varchar(100) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "products" add constraint "products_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "products" add constraint "products_company_id_sku_unique" unique ("company_id", "sku");`);
    this.addSql(`alter table "products" add constraint "products_company_id_request_key_unique" unique ("company_id", "request_key");`);

    this.addSql(`create table "reaction_receipts" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "event_id" uuid not null, "reaction" varchar(100) not null, primary key ("id"));`);
    this.addSql(`alter table "reaction_receipts" add constraint "reaction_receipts_company_id_event_id_reaction_unique" unique ("company_id", "event_id", "reaction");`);

    this.addSql(`create table "sign_in_links" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "token_hash" varchar(64) not null, "person_id" uuid not null, "company_id" uuid not null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("id"));`);
    this.addSql(`alter table "sign_in_links" add constraint "sign_in_links_token_hash_unique" unique ("token_hash");`);

    this.addSql(`create table "stores" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "kind" text not null, "name" varchar(120) not null, "is_active" boolean not null default true, "merchant_uid" varchar(100) null, "city_id" varchar(12) not null default '750000000', "points" jsonb not null default '[]', "api_token" text null, "api_token_rejected_at" timestamptz null, "cabinet_login" text null, "cabinet_password" text null, "cabinet_session" text null, "cabinet_pending" text null, "cabinet_authenticated_at" timestamptz null, "cabinet_claim" uuid null, "cabinet_claimed_until" timestamptz null, "reauth_reason" text null, "orders_enabled" boolean not null default true, "orders_polled_at" timestamptz null, "archive_polled_at" timestamptz null, "next_order_poll_at" timestamptz null, "next_price_cycle_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "stores" add constraint "stores_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "stores" add constraint "stores_company_id_kind_merchant_uid_unique" unique ("company_id", "kind", "merchant_uid");`);

    this.addSql(`create table "orders" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "store_id" uuid not null, "customer_id" uuid null, "external_id" varchar(64) not null, "marketplace_id" varchar(128) not null, "marketplace_state" varchar(40) not null, "marketplace_status" varchar(60) not null, "status" text not null, "total_tiyn" bigint not null, "delivery_cost_tiyn" bigint null, "delivery_kind" varchar(40) not null, "payment_mode" varchar(40) null, "address" text null, "placed_at" timestamptz not null, "planned_delivery_at" timestamptz null, "cancellation_reason" varchar(100) null, "seen_at" timestamptz not null, "lines_read_at" timestamptz null, "accept_requested_at" timestamptz null, "cancel_requested_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "orders_company_id_status_placed_at_index" on "orders" ("company_id", "status", "placed_at");`);
    this.addSql(`alter table "orders" add constraint "orders_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "orders" add constraint "orders_company_id_store_id_external_id_unique" unique ("company_id", "store_id", "external_id");`);

    this.addSql(`create table "order_status_changes" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "order_id" uuid not null, "from_status" text null, "to_status" text not null, "changed_at" timestamptz not null, "changed_by" varchar(100) not null, primary key ("id"));`);
    this.addSql(`create index "order_status_changes_company_id_order_id_changed_at_index" on "order_status_changes" ("company_id", "order_id", "changed_at");`);
    this.addSql(`alter table "order_status_changes" add constraint "order_status_changes_company_id_id_unique" unique ("company_id", "id");`);

    this.addSql(`create table "listings" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "product_id" uuid not null, "store_id" uuid not null, "sku" varchar(128) not null, "master_sku" varchar(64) null, "model" varchar(1024) not null, "is_on_sale" boolean not null default true, "points" jsonb not null default '[]', "seen_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "listings_company_id_product_id_index" on "listings" ("company_id", "product_id");`);
    this.addSql(`alter table "listings" add constraint "listings_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "listings" add constraint "listings_company_id_store_id_sku_unique" unique ("company_id", "store_id", "sku");`);

    this.addSql(`create table "pricing_rules" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "store_id" uuid not null, "listing_id" uuid null, "is_enabled" boolean not null default false, "is_paused_together" boolean not null default false, "strategy" text not null default 'standard', "step_tiyn" bigint not null default '100', "top_n" int not null default 3, "rival_merchant_id" varchar(100) null, "below_floor" text not null default 'hold', "check_interval_seconds" int not null default 900, "work_from_minute" int not null default 540, "work_to_minute" int not null default 1260, "excluded_merchant_ids" text[] not null default '{}', "friendly_merchant_ids" text[] not null default '{}', "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`create unique index "pricing_rules_listing_unique" on "pricing_rules" ("company_id", "store_id", coalesce("listing_id", '00000000-0000-0000-0000-000000000000'));`);

    this.addSql(`create table "order_lines" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "order_id" uuid not null, "listing_id" uuid null, "number" int not null, "sku" varchar(128) null, "name" varchar(1024) not null, "quantity" real not null, "unit_price_tiyn" bigint not null, "total_tiyn" bigint not null, primary key ("id"));`);
    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_order_id_number_unique" unique ("company_id", "order_id", "number");`);

    this.addSql(`create table "listing_prices" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "listing_id" uuid not null, "city_id" varchar(12) null, "current_tiyn" bigint not null, "pending_tiyn" bigint null, "pending_since" timestamptz null, "target_tiyn" bigint null, "min_tiyn" bigint null, "max_tiyn" bigint null, "hand_set_tiyn" bigint not null, "rank" int null, "offers_count" int null, "leader_tiyn" bigint null, "leader_name" varchar(200) null, "last_reason" varchar(60) null, "last_params" jsonb not null default '{}', "checked_at" timestamptz null, "next_check_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "listing_prices_company_id_next_check_at_index" on "listing_prices" ("company_id", "next_check_at");`);
    this.addSql(`create index "listing_prices_due_index" on "listing_prices" ("next_check_at") where next_check_at is not null;`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`create unique index "listing_prices_city_unique" on "listing_prices" ("company_id", "listing_id", coalesce("city_id", ''));`);

    this.addSql(`create table "price_decisions" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "listing_id" uuid not null, "listing_price_id" uuid not null, "decided_at" timestamptz not null, "from_tiyn" bigint not null, "to_tiyn" bigint not null, "reason" varchar(60) not null, "params" jsonb not null default '{}', "rank_before" int null, "rank_after" int null, "state" text not null, "attempt" int not null default 1, "push_id" varchar(100) null, "settled_at" timestamptz null, "failure" varchar(100) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "price_decisions_company_id_listing_id_decided_at_index" on "price_decisions" ("company_id", "listing_id", "decided_at");`);
    this.addSql(`create index "price_decisions_company_id_state_index" on "price_decisions" ("company_id", "state");`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`create unique index "price_decisions_unresolved_unique" on "price_decisions" ("company_id", "listing_price_id") where "state" in ('pushing', 'pending', 'unknown');`);
    this.addSql(`create unique index "price_decisions_proposed_unique" on "price_decisions" ("company_id", "listing_price_id") where "state" = 'proposed';`);

    this.addSql(`create table "catalog_imports" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "store_id" uuid not null, "state" text not null default 'queued', "received" int not null default 0, "total" int null, "created" int not null default 0, "updated" int not null default 0, "removed" int not null default 0, "failure" varchar(100) null, "failure_params" jsonb not null default '{}', "started_at" timestamptz null, "finished_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "catalog_imports_company_id_store_id_index" on "catalog_imports" ("company_id", "store_id");`);
    this.addSql(`alter table "catalog_imports" add constraint "catalog_imports_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`create unique index "catalog_imports_active_unique" on "catalog_imports" ("company_id", "store_id") where "state" in ('queued', 'running');`);

    this.addSql(`create table "telegram_chats" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "bot_id" varchar(20) not null, "chat_key" varchar(40) not null, "lease_owner" varchar(40) null, "lease_until" timestamptz null, "menu_message_id" bigint null, "menu_tap" varchar(64) null, "menu_digest" varchar(43) null, "blocked_at" timestamptz null, primary key ("id"));`);
    this.addSql(`alter table "telegram_chats" add constraint "telegram_chats_bot_id_chat_key_unique" unique ("bot_id", "chat_key");`);

    this.addSql(`create table "telegram_dialogues" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "bot_id" varchar(20) not null, "chat_key" varchar(40) not null, "sealed" text not null, primary key ("id"));`);
    this.addSql(`alter table "telegram_dialogues" add constraint "telegram_dialogues_bot_id_chat_key_unique" unique ("bot_id", "chat_key");`);

    this.addSql(`create table "telegram_identities" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "telegram_user_id" varchar(20) not null, "person_id" uuid null, "name" varchar(120) not null, "language" text not null, "language_chosen_at" timestamptz null, "active_company_id" uuid null, primary key ("id"));`);
    this.addSql(`alter table "telegram_identities" add constraint "telegram_identities_telegram_user_id_unique" unique ("telegram_user_id");`);

    this.addSql(`create table "telegram_updates" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "bot_id" varchar(20) not null, "update_id" bigint not null, "chat_key" varchar(40) not null, "sealed" text null, "attempts" int not null default 0, "handled_at" timestamptz null, "incident" varchar(20) null, primary key ("id"));`);
    this.addSql(`create index "telegram_updates_waiting_index" on "telegram_updates" ("bot_id", "chat_key", "update_id") where handled_at is null;`);
    this.addSql(`alter table "telegram_updates" add constraint "telegram_updates_bot_id_update_id_unique" unique ("bot_id", "update_id");`);

    this.addSql(`create table "web_sign_ins" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "token_hash" varchar(64) not null, "person_id" uuid not null, "company_id" uuid not null, "expires_at" timestamptz not null, "last_seen_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));`);
    this.addSql(`alter table "web_sign_ins" add constraint "web_sign_ins_token_hash_unique" unique ("token_hash");`);

    this.addSql(`create table "whatsapp_contacts" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "address" varchar(120) not null, "is_present" boolean null, "checked_at" timestamptz null, "wrote_at" timestamptz null, "chat_id" varchar(120) null, primary key ("id"));`);
    this.addSql(`alter table "whatsapp_contacts" add constraint "whatsapp_contacts_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "whatsapp_contacts" add constraint "whatsapp_contacts_company_id_address_unique" unique ("company_id", "address");`);

    this.addSql(`create table "whatsapp_sessions" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "label" varchar(60) not null, "phone" varchar(20) null, "state" text not null default 'stopped', "state_reason" varchar(200) null, "state_at" timestamptz not null, "is_wanted" boolean not null default true, "qr" text null, "next_send_at" timestamptz null, "lease_owner" varchar(100) null, "lease_until" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "whatsapp_sessions" add constraint "whatsapp_sessions_company_id_id_unique" unique ("company_id", "id");`);

    this.addSql(`create table "messages" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "company_id" uuid not null, "event" varchar(60) not null, "subject_id" uuid not null, "template" varchar(60) not null, "channel" text not null, "recipient" varchar(120) not null, "customer_id" uuid null, "session_id" uuid null, "language" text not null, "text" text null, "params" jsonb not null default '{}', "state" text not null default 'queued', "attempts" int not null default 0, "is_critical" boolean not null default false, "unknown_attempts" int not null default 0, "resends" int not null default 0, "is_stale" boolean not null default false, "next_attempt_at" timestamptz not null, "claimed_until" timestamptz null, "claim_token" uuid null, "provider_id" varchar(200) null, "last_error" varchar(100) null, "sent_at" timestamptz null, "delivered_at" timestamptz null, "read_at" timestamptz null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "messages_state_next_attempt_at_index" on "messages" ("state", "next_attempt_at");`);
    this.addSql(`create index "messages_company_id_subject_id_index" on "messages" ("company_id", "subject_id");`);
    this.addSql(`create index "messages_company_id_session_id_provider_id_index" on "messages" ("company_id", "session_id", "provider_id");`);
    this.addSql(`alter table "messages" add constraint "messages_company_id_id_unique" unique ("company_id", "id");`);
    this.addSql(`alter table "messages" add constraint "messages_company_id_event_subject_id_template_cha_80a57_unique" unique ("company_id", "event", "subject_id", "template", "channel", "recipient");`);

    this.addSql(`alter table "companies" add constraint "companies_language_check" check ("language" in ('ru', 'kk', 'en'));`);
    this.addSql(`alter table "companies" enable row level security;`);
    this.addSql(`alter table "companies" force row level security;`);
    this.addSql(`create policy "system_all" on "companies" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "companies_company_policy" on "companies" using ("id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "customers" add constraint "customers_language_check" check ("language" in ('ru', 'kk', 'en'));`);
    this.addSql(`alter table "customers" enable row level security;`);
    this.addSql(`alter table "customers" force row level security;`);
    this.addSql(`create policy "system_all" on "customers" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "customers_company_policy" on "customers" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "customer_addresses" add constraint "customer_addresses_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "customer_addresses" add constraint "customer_addresses_kind_check" check ("kind" in ('phone', 'kaspi', 'whatsapp_lid', 'telegram'));`);
    this.addSql(`alter table "customer_addresses" enable row level security;`);
    this.addSql(`alter table "customer_addresses" force row level security;`);
    this.addSql(`create policy "system_all" on "customer_addresses" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "customer_addresses_company_policy" on "customer_addresses" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "drafts" enable row level security;`);
    this.addSql(`alter table "drafts" force row level security;`);
    this.addSql(`create policy "system_all" on "drafts" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "drafts_company_policy" on "drafts" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "installation" add constraint "installation_mode_check" check ("mode" in ('demo', 'live'));`);

    this.addSql(`alter table "media_files" enable row level security;`);
    this.addSql(`alter table "media_files" force row level security;`);
    this.addSql(`create policy "system_all" on "media_files" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "media_files_company_policy" on "media_files" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "members" add constraint "members_role_check" check ("role" in ('owner', 'manager', 'storekeeper', 'analyst', 'cashier'));`);
    this.addSql(`alter table "members" enable row level security;`);
    this.addSql(`alter table "members" force row level security;`);
    this.addSql(`create policy "system_all" on "members" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "members_company_policy" on "members" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "message_templates" add constraint "message_templates_channel_check" check ("channel" in ('whatsapp', 'telegram'));`);
    this.addSql(`alter table "message_templates" add constraint "message_templates_language_check" check ("language" in ('ru', 'kk', 'en'));`);
    this.addSql(`alter table "message_templates" enable row level security;`);
    this.addSql(`alter table "message_templates" force row level security;`);
    this.addSql(`create policy "system_all" on "message_templates" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "message_templates_company_policy" on "message_templates" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "outbox_events" enable row level security;`);
    this.addSql(`alter table "outbox_events" force row level security;`);
    this.addSql(`create policy "system_all" on "outbox_events" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "outbox_events_company_policy" on "outbox_events" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "persons" add constraint "persons_language_check" check ("language" in ('ru', 'kk', 'en'));`);

    this.addSql(`alter table "person_phones" add constraint "person_phones_person_id_foreign" foreign key ("person_id") references "persons" ("id");`);

    this.addSql(`alter table "products" add constraint "products_money" check (price_tiyn >= 0 and (cost_tiyn is null or cost_tiyn >= 0));`);
    this.addSql(`alter table "products" add constraint "products_kind_check" check ("kind" in ('goods', 'service'));`);
    this.addSql(`alter table "products" add constraint "products_status_check" check ("status" in ('active', 'archived'));`);
    this.addSql(`alter table "products" enable row level security;`);
    this.addSql(`alter table "products" force row level security;`);
    this.addSql(`create policy "system_all" on "products" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "products_company_policy" on "products" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "reaction_receipts" add constraint "reaction_receipts_company_id_event_id_foreign" foreign key ("company_id", "event_id") references "outbox_events" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "reaction_receipts" enable row level security;`);
    this.addSql(`alter table "reaction_receipts" force row level security;`);
    this.addSql(`create policy "system_all" on "reaction_receipts" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "reaction_receipts_company_policy" on "reaction_receipts" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "sign_in_links" add constraint "sign_in_links_person_id_foreign" foreign key ("person_id") references "persons" ("id");`);

    this.addSql(`alter table "stores" add constraint "stores_kind_check" check ("kind" in ('kaspi'));`);
    this.addSql(`alter table "stores" add constraint "stores_reauth_reason_check" check ("reauth_reason" in ('code_required', 'invalid_credentials', 'credentials_missing'));`);
    this.addSql(`alter table "stores" enable row level security;`);
    this.addSql(`alter table "stores" force row level security;`);
    this.addSql(`create policy "system_all" on "stores" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "stores_company_policy" on "stores" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "orders" add constraint "orders_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "orders" add constraint "orders_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete set null deferrable initially deferred;`);
    this.addSql(`alter table "orders" add constraint "orders_status_check" check ("status" in ('new', 'accepted', 'packed', 'handed_over', 'completed', 'cancelling', 'cancelled', 'returning', 'returned'));`);
    this.addSql(`alter table "orders" enable row level security;`);
    this.addSql(`alter table "orders" force row level security;`);
    this.addSql(`create policy "system_all" on "orders" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "orders_company_policy" on "orders" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "order_status_changes" add constraint "order_status_changes_company_id_order_id_foreign" foreign key ("company_id", "order_id") references "orders" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "order_status_changes" add constraint "order_status_changes_from_status_check" check ("from_status" in ('new', 'accepted', 'packed', 'handed_over', 'completed', 'cancelling', 'cancelled', 'returning', 'returned'));`);
    this.addSql(`alter table "order_status_changes" add constraint "order_status_changes_to_status_check" check ("to_status" in ('new', 'accepted', 'packed', 'handed_over', 'completed', 'cancelling', 'cancelled', 'returning', 'returned'));`);
    this.addSql(`alter table "order_status_changes" enable row level security;`);
    this.addSql(`alter table "order_status_changes" force row level security;`);
    this.addSql(`create policy "system_all" on "order_status_changes" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "order_status_changes_company_policy" on "order_status_changes" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "listings" add constraint "listings_company_id_product_id_foreign" foreign key ("company_id", "product_id") references "products" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "listings" add constraint "listings_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "listings" enable row level security;`);
    this.addSql(`alter table "listings" force row level security;`);
    this.addSql(`create policy "system_all" on "listings" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "listings_company_policy" on "listings" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete set null deferrable initially deferred;`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_step" check (step_tiyn > 0 and step_tiyn % 100 = 0 and top_n >= 1);`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_strategy_check" check ("strategy" in ('standard', 'always_first', 'stay_top_n'));`);
    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_below_floor_check" check ("below_floor" in ('hold', 'next_rival', 'max'));`);
    this.addSql(`alter table "pricing_rules" enable row level security;`);
    this.addSql(`alter table "pricing_rules" force row level security;`);
    this.addSql(`create policy "system_all" on "pricing_rules" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "pricing_rules_company_policy" on "pricing_rules" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_order_id_foreign" foreign key ("company_id", "order_id") references "orders" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete set null deferrable initially deferred;`);
    this.addSql(`alter table "order_lines" enable row level security;`);
    this.addSql(`alter table "order_lines" force row level security;`);
    this.addSql(`create policy "system_all" on "order_lines" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "order_lines_company_policy" on "order_lines" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "listing_prices" add constraint "listing_prices_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_whole_tenge" check (current_tiyn >= 0 and current_tiyn % 100 = 0 and coalesce(pending_tiyn, 0) % 100 = 0 and coalesce(min_tiyn, 0) % 100 = 0 and coalesce(max_tiyn, 0) % 100 = 0);`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_bounds" check (min_tiyn is null or max_tiyn is null or min_tiyn <= max_tiyn);`);
    this.addSql(`alter table "listing_prices" enable row level security;`);
    this.addSql(`alter table "listing_prices" force row level security;`);
    this.addSql(`create policy "system_all" on "listing_prices" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "listing_prices_company_policy" on "listing_prices" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "price_decisions" add constraint "price_decisions_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_company_id_listing_price_id_foreign" foreign key ("company_id", "listing_price_id") references "listing_prices" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "price_decisions" add constraint "price_decisions_state_check" check ("state" in ('proposed', 'pushing', 'pending', 'applied', 'ignored', 'failed', 'unknown', 'replaced'));`);
    this.addSql(`alter table "price_decisions" enable row level security;`);
    this.addSql(`alter table "price_decisions" force row level security;`);
    this.addSql(`create policy "system_all" on "price_decisions" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "price_decisions_company_policy" on "price_decisions" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "catalog_imports" add constraint "catalog_imports_company_id_store_id_foreign" foreign key ("company_id", "store_id") references "stores" ("company_id", "id") deferrable initially deferred;`);
    this.addSql(`alter table "catalog_imports" add constraint "catalog_imports_state_check" check ("state" in ('queued', 'running', 'done', 'failed'));`);
    this.addSql(`alter table "catalog_imports" enable row level security;`);
    this.addSql(`alter table "catalog_imports" force row level security;`);
    this.addSql(`create policy "system_all" on "catalog_imports" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "catalog_imports_company_policy" on "catalog_imports" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "telegram_identities" add constraint "telegram_identities_person_id_foreign" foreign key ("person_id") references "persons" ("id") on delete set null;`);
    this.addSql(`alter table "telegram_identities" add constraint "telegram_identities_language_check" check ("language" in ('ru', 'kk', 'en'));`);

    this.addSql(`alter table "web_sign_ins" add constraint "web_sign_ins_person_id_foreign" foreign key ("person_id") references "persons" ("id");`);

    this.addSql(`alter table "whatsapp_contacts" enable row level security;`);
    this.addSql(`alter table "whatsapp_contacts" force row level security;`);
    this.addSql(`create policy "system_all" on "whatsapp_contacts" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "whatsapp_contacts_company_policy" on "whatsapp_contacts" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "whatsapp_sessions" add constraint "whatsapp_sessions_state_check" check ("state" in ('stopped', 'starting', 'waiting_for_scan', 'waiting_for_passkey', 'syncing', 'ready', 'recovering', 'logged_out', 'restricted', 'failed'));`);
    this.addSql(`alter table "whatsapp_sessions" enable row level security;`);
    this.addSql(`alter table "whatsapp_sessions" force row level security;`);
    this.addSql(`create policy "system_all" on "whatsapp_sessions" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "whatsapp_sessions_company_policy" on "whatsapp_sessions" using ("company_id" = current_setting('app.company_id')::uuid);`);

    this.addSql(`alter table "messages" add constraint "messages_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete set null deferrable initially deferred;`);
    this.addSql(`alter table "messages" add constraint "messages_company_id_session_id_foreign" foreign key ("company_id", "session_id") references "whatsapp_sessions" ("company_id", "id") on delete set null deferrable initially deferred;`);
    this.addSql(`alter table "messages" add constraint "messages_channel_check" check ("channel" in ('whatsapp', 'telegram'));`);
    this.addSql(`alter table "messages" add constraint "messages_language_check" check ("language" in ('ru', 'kk', 'en'));`);
    this.addSql(`alter table "messages" add constraint "messages_state_check" check ("state" in ('queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled'));`);
    this.addSql(`alter table "messages" enable row level security;`);
    this.addSql(`alter table "messages" force row level security;`);
    this.addSql(`create policy "system_all" on "messages" to "sauda_system", "sauda_owner" using (true) with check (true);`);
    this.addSql(`create policy "messages_company_policy" on "messages" using ("company_id" = current_setting('app.company_id')::uuid);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "customer_addresses" drop constraint "customer_addresses_company_id_customer_id_foreign";`);
    this.addSql(`alter table "orders" drop constraint "orders_company_id_customer_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_company_id_customer_id_foreign";`);
    this.addSql(`alter table "reaction_receipts" drop constraint "reaction_receipts_company_id_event_id_foreign";`);
    this.addSql(`alter table "person_phones" drop constraint "person_phones_person_id_foreign";`);
    this.addSql(`alter table "sign_in_links" drop constraint "sign_in_links_person_id_foreign";`);
    this.addSql(`alter table "telegram_identities" drop constraint "telegram_identities_person_id_foreign";`);
    this.addSql(`alter table "web_sign_ins" drop constraint "web_sign_ins_person_id_foreign";`);
    this.addSql(`alter table "listings" drop constraint "listings_company_id_product_id_foreign";`);
    this.addSql(`alter table "orders" drop constraint "orders_company_id_store_id_foreign";`);
    this.addSql(`alter table "listings" drop constraint "listings_company_id_store_id_foreign";`);
    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_company_id_store_id_foreign";`);
    this.addSql(`alter table "catalog_imports" drop constraint "catalog_imports_company_id_store_id_foreign";`);
    this.addSql(`alter table "order_status_changes" drop constraint "order_status_changes_company_id_order_id_foreign";`);
    this.addSql(`alter table "order_lines" drop constraint "order_lines_company_id_order_id_foreign";`);
    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_company_id_listing_id_foreign";`);
    this.addSql(`alter table "order_lines" drop constraint "order_lines_company_id_listing_id_foreign";`);
    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_company_id_listing_id_foreign";`);
    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_company_id_listing_id_foreign";`);
    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_company_id_listing_price_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_company_id_session_id_foreign";`);

    this.addSql(`drop table if exists "card_offers" cascade;`);
    this.addSql(`drop table if exists "companies" cascade;`);
    this.addSql(`drop table if exists "customers" cascade;`);
    this.addSql(`drop table if exists "customer_addresses" cascade;`);
    this.addSql(`drop table if exists "drafts" cascade;`);
    this.addSql(`drop table if exists "installation" cascade;`);
    this.addSql(`drop table if exists "media_files" cascade;`);
    this.addSql(`drop table if exists "members" cascade;`);
    this.addSql(`drop table if exists "message_templates" cascade;`);
    this.addSql(`drop table if exists "outbox_events" cascade;`);
    this.addSql(`drop table if exists "persons" cascade;`);
    this.addSql(`drop table if exists "person_phones" cascade;`);
    this.addSql(`drop table if exists "products" cascade;`);
    this.addSql(`drop table if exists "reaction_receipts" cascade;`);
    this.addSql(`drop table if exists "sign_in_links" cascade;`);
    this.addSql(`drop table if exists "stores" cascade;`);
    this.addSql(`drop table if exists "orders" cascade;`);
    this.addSql(`drop table if exists "order_status_changes" cascade;`);
    this.addSql(`drop table if exists "listings" cascade;`);
    this.addSql(`drop table if exists "pricing_rules" cascade;`);
    this.addSql(`drop table if exists "order_lines" cascade;`);
    this.addSql(`drop table if exists "listing_prices" cascade;`);
    this.addSql(`drop table if exists "price_decisions" cascade;`);
    this.addSql(`drop table if exists "catalog_imports" cascade;`);
    this.addSql(`drop table if exists "telegram_chats" cascade;`);
    this.addSql(`drop table if exists "telegram_dialogues" cascade;`);
    this.addSql(`drop table if exists "telegram_identities" cascade;`);
    this.addSql(`drop table if exists "telegram_updates" cascade;`);
    this.addSql(`drop table if exists "web_sign_ins" cascade;`);
    this.addSql(`drop table if exists "whatsapp_contacts" cascade;`);
    this.addSql(`drop table if exists "whatsapp_sessions" cascade;`);
    this.addSql(`drop table if exists "messages" cascade;`);
  }

}
