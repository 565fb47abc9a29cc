import { Migration } from '@mikro-orm/migrations';

export class Migration20261121143438 extends Migration {

  override name = 'Migration20261121143438';

  override up(): void | Promise<void> {
    this.addSql(`alter table "orders" add "followed_at" timestamptz null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "orders" drop column "followed_at";`);
  }

}
