import { Migration } from '@mikro-orm/migrations';

export class Migration20261121020338 extends Migration {

  override name = 'Migration20261121020338';

  override up(): void | Promise<void> {
    this.addSql(`create table "installation" ("id" uuid not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "key" varchar(10) not null, "mode" text not null, "seeded_at" timestamptz null, primary key ("id"));`);
    this.addSql(`alter table "installation" add constraint "installation_key_unique" unique ("key");`);

    this.addSql(`drop policy "system_all" on "companies";`);

    this.addSql(`drop policy "system_all" on "customers";`);

    this.addSql(`drop policy "system_all" on "customer_addresses";`);

    this.addSql(`drop policy "system_all" on "members";`);

    this.addSql(`drop policy "system_all" on "message_templates";`);

    this.addSql(`drop policy "system_all" on "outbox_events";`);

    this.addSql(`drop policy "system_all" on "products";`);

    this.addSql(`drop policy "system_all" on "reaction_receipts";`);

    this.addSql(`drop policy "system_all" on "stores";`);

    this.addSql(`drop policy "system_all" on "orders";`);

    this.addSql(`drop policy "system_all" on "order_status_changes";`);

    this.addSql(`drop policy "system_all" on "listings";`);

    this.addSql(`drop policy "system_all" on "pricing_rules";`);

    this.addSql(`drop policy "system_all" on "order_lines";`);

    this.addSql(`drop policy "system_all" on "listing_prices";`);

    this.addSql(`drop policy "system_all" on "price_decisions";`);

    this.addSql(`drop policy "system_all" on "whatsapp_sessions";`);

    this.addSql(`drop policy "system_all" on "messages";`);

    this.addSql(`create policy "system_all" on "companies" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "customers" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "customer_addresses" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "members" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "message_templates" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "outbox_events" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "products" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "reaction_receipts" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "stores" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "orders" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "order_status_changes" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "listings" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "pricing_rules" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "order_lines" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "listing_prices" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "price_decisions" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "whatsapp_sessions" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "messages" to "sauda_system", "sauda_owner" using (true) with check (true);`);

    this.addSql(`alter table "installation" add constraint "installation_mode_check" check ("mode" in ('demo', 'live'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "installation" cascade;`);

    this.addSql(`drop policy "system_all" on "companies";`);

    this.addSql(`drop policy "system_all" on "customer_addresses";`);

    this.addSql(`drop policy "system_all" on "customers";`);

    this.addSql(`drop policy "system_all" on "listing_prices";`);

    this.addSql(`drop policy "system_all" on "listings";`);

    this.addSql(`drop policy "system_all" on "members";`);

    this.addSql(`drop policy "system_all" on "message_templates";`);

    this.addSql(`drop policy "system_all" on "messages";`);

    this.addSql(`drop policy "system_all" on "order_lines";`);

    this.addSql(`drop policy "system_all" on "order_status_changes";`);

    this.addSql(`drop policy "system_all" on "orders";`);

    this.addSql(`drop policy "system_all" on "outbox_events";`);

    this.addSql(`drop policy "system_all" on "price_decisions";`);

    this.addSql(`drop policy "system_all" on "pricing_rules";`);

    this.addSql(`drop policy "system_all" on "products";`);

    this.addSql(`drop policy "system_all" on "reaction_receipts";`);

    this.addSql(`drop policy "system_all" on "stores";`);

    this.addSql(`drop policy "system_all" on "whatsapp_sessions";`);

    this.addSql(`create policy "system_all" on "companies" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "customer_addresses" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "customers" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "listing_prices" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "listings" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "members" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "message_templates" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "messages" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "order_lines" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "order_status_changes" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "orders" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "outbox_events" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "price_decisions" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "pricing_rules" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "products" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "reaction_receipts" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "stores" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);

    this.addSql(`create policy "system_all" on "whatsapp_sessions" to "sauda_template_owner", "sauda_template_system" using (true) with check (true);`);
  }

}
