import { Migration } from '@mikro-orm/migrations';

export class Migration20261121140915 extends Migration {

  override name = 'Migration20261121140915';

  override up(): void | Promise<void> {
    this.addSql(`alter table "stores" add "api_token_mark" varchar(100) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "stores" drop column "api_token_mark";`);
  }

}
