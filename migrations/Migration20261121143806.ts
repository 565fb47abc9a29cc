import { Migration } from '@mikro-orm/migrations';

export class Migration20261121143806 extends Migration {

  override name = 'Migration20261121143806';

  override up(): void | Promise<void> {
    this.addSql(`alter table "orders" drop constraint "orders_company_id_customer_id_foreign";`);

    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_company_id_listing_id_foreign";`);

    this.addSql(`alter table "order_lines" drop constraint "order_lines_company_id_listing_id_foreign";`);

    this.addSql(`alter table "messages" drop constraint "messages_company_id_customer_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_company_id_session_id_foreign";`);

    this.addSql(`alter table "orders" add constraint "orders_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete no action deferrable initially deferred;`);

    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete no action deferrable initially deferred;`);

    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete no action deferrable initially deferred;`);

    this.addSql(`alter table "messages" add constraint "messages_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete no action deferrable initially deferred;`);
    this.addSql(`alter table "messages" add constraint "messages_company_id_session_id_foreign" foreign key ("company_id", "session_id") references "whatsapp_sessions" ("company_id", "id") on delete no action deferrable initially deferred;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "messages" drop constraint "messages_company_id_customer_id_foreign";`);
    this.addSql(`alter table "messages" drop constraint "messages_company_id_session_id_foreign";`);

    this.addSql(`alter table "order_lines" drop constraint "order_lines_company_id_listing_id_foreign";`);

    this.addSql(`alter table "orders" drop constraint "orders_company_id_customer_id_foreign";`);

    this.addSql(`alter table "pricing_rules" drop constraint "pricing_rules_company_id_listing_id_foreign";`);

    this.addSql(`alter table "messages" add constraint "messages_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete set null deferrable initially deferred;`);
    this.addSql(`alter table "messages" add constraint "messages_company_id_session_id_foreign" foreign key ("company_id", "session_id") references "whatsapp_sessions" ("company_id", "id") on delete set null deferrable initially deferred;`);

    this.addSql(`alter table "order_lines" add constraint "order_lines_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete set null deferrable initially deferred;`);

    this.addSql(`alter table "orders" add constraint "orders_company_id_customer_id_foreign" foreign key ("company_id", "customer_id") references "customers" ("company_id", "id") on delete set null deferrable initially deferred;`);

    this.addSql(`alter table "pricing_rules" add constraint "pricing_rules_company_id_listing_id_foreign" foreign key ("company_id", "listing_id") references "listings" ("company_id", "id") on delete set null deferrable initially deferred;`);
  }

}
