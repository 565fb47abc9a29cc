import { Migration } from '@mikro-orm/migrations';

export class Migration20261121140526 extends Migration {

  override name = 'Migration20261121140526';

  override up(): void | Promise<void> {
    this.addSql(`alter table "installation" add "key_id" varchar(16) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "installation" drop column "key_id";`);
  }

}
