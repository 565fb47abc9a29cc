import { Migration } from '@mikro-orm/migrations';

export class Migration20261121145441 extends Migration {

  override name = 'Migration20261121145441';

  override up(): void | Promise<void> {
    this.addSql(`alter table "listings" add "city_ids" text[] not null default '{}';`);

    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_whole_tenge";`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_money" check (current_tiyn >= 0 and hand_set_tiyn >= 0 and coalesce(pending_tiyn, 0) >= 0 and coalesce(target_tiyn, 0) >= 0 and coalesce(min_tiyn, 0) >= 0 and coalesce(max_tiyn, 0) >= 0 and coalesce(leader_tiyn, 0) >= 0);`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_whole_tenge" check (current_tiyn % 100 = 0 and hand_set_tiyn % 100 = 0 and coalesce(pending_tiyn, 0) % 100 = 0 and coalesce(target_tiyn, 0) % 100 = 0 and coalesce(min_tiyn, 0) % 100 = 0 and coalesce(max_tiyn, 0) % 100 = 0);`);

    this.addSql(`alter table "price_decisions" add constraint "price_decisions_whole_tenge" check (from_tiyn >= 0 and from_tiyn % 100 = 0 and to_tiyn >= 0 and to_tiyn % 100 = 0);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_money";`);
    this.addSql(`alter table "listing_prices" drop constraint "listing_prices_whole_tenge";`);
    this.addSql(`alter table "listing_prices" add constraint "listing_prices_whole_tenge" check (current_tiyn >= 0 and current_tiyn % 100 = 0 and coalesce(pending_tiyn, 0) % 100 = 0 and coalesce(min_tiyn, 0) % 100 = 0 and coalesce(max_tiyn, 0) % 100 = 0);`);

    this.addSql(`alter table "listings" drop column "city_ids";`);

    this.addSql(`alter table "price_decisions" drop constraint "price_decisions_whole_tenge";`);
  }

}
