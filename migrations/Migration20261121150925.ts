import { Migration } from '@mikro-orm/migrations';

export class Migration20261121150925 extends Migration {

  override name = 'Migration20261121150925';

  override up(): void | Promise<void> {
    this.addSql(`alter table "orders" drop constraint "orders_company_id_customer_id_foreign";`);

    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_company_id_listing_id_foreign";`);

    this.addSql(`alter table "order_lines" drop constraint "order_lines_company_id_listing_id_foreign";`);

    this.addSql(`alter table "messages" drop constraint "messages_company_id_customer_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_company_id_session_id_foreign";`);

    this.addSql(`alter table "installation" add "key_id" varchar(16) null;`);

    this.addSql(`alter table "stores" add "api_token_mark" varchar(100) null;`);

    this.addSql(`alter table "orders" add "followed_at" timestamptz null;`);
    this.addSql(`alter table "orders" add constraint "orders_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete no action deferrable initially deferred;`);

    this.addSql(`alter table "listings" add "city_ids" text[] not null default '{}';`);

    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete no action deferrable initially deferred;`);

    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete no action deferrable initially deferred;`);

    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_whole_tenge";`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_money" check (current_tiyn >= 0 and hand_set_tiyn >= 0 and coalesce(pending_tiyn, 0) >= 0 and coalesce(target_tiyn, 0) >= 0 and coalesce(min_tiyn, 0) >= 0 and coalesce(max_tiyn, 0) >= 0 and coalesce(leader_tiyn, 0) >= 0);`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_whole_tenge" check (current_tiyn % 100 = 0 and hand_set_tiyn % 100 = 0 and coalesce(pending_tiyn, 0) % 100 = 0 and coalesce(target_tiyn, 0) % 100 = 0 and coalesce(min_tiyn, 0) % 100 = 0 and coalesce(max_tiyn, 0) % 100 = 0);`);

    this.addSql(`alter table "price_decisions" add constraint "price_decisions_whole_tenge" check (from_tiyn >= 0 and from_tiyn % 100 = 0 and to_tiyn >= 0 and to_tiyn % 100 = 0);`);

    this.addSql(`alter table "whatsapp_sessions" add "wanted_at" timestamptz null, add "must_unlink" boolean not null default false;`);

    this.addSql(`alter table "messages" add constraint "messages_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete no action deferrable initially deferred;`);
    this.addSql(`alter table "messages" add constraint "messages_company_id_session_id_foreign" foreign key ("company_id", "session_id") references "whatsapp_sessions" ("company_id", "id") on delete no action deferrable initially deferred;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "messages" drop constraint "messages_company_id_customer_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_company_id_session_id_foreign";`);

    this.addSql(`alter table "order_lines" drop constraint "order_lines_company_id_listing_id_foreign";`);

    this.addSql(`alter table "orders" drop constraint "orders_company_id_customer_id_foreign";`);

    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_company_id_listing_id_foreign";`);

    this.addSql(`alter table "installation" drop column "key_id";`);

    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_money";`);
    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_whole_tenge";`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_whole_tenge" check (current_tiyn >= 0 and current_tiyn % 100 = 0 and coalesce(pending_tiyn, 0) % 100 = 0 and coalesce(min_tiyn, 0) % 100 = 0 and coalesce(max_tiyn, 0) % 100 = 0);`);

    this.addSql(`alter table "listings" drop column "city_ids";`);

    this.addSql(`alter table "messages" add constraint "messages_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete set null deferrable initially deferred;`);
    this.addSql(`alter table "messages" add constraint "messages_company_id_session_id_foreign" foreign key ("company_id", "session_id") references "whatsapp_sessions" ("company_id", "id") on delete set null deferrable initially deferred;`);

    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete set null deferrable initially deferred;`);

    this.addSql(`alter table "orders" drop column "followed_at";`);
    this.addSql(`alter table "orders" add constraint "orders_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete set null deferrable initially deferred;`);

    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_whole_tenge";`);

    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete set null deferrable initially deferred;`);

    this.addSql(`alter table "stores" drop column "api_token_mark";`);

    this.addSql(`alter table "whatsapp_sessions" drop column "wanted_at", drop column "must_unlink";`);
  }

}
