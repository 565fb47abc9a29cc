import { Migration } from '@mikro-orm/migrations';

export class Migration20261121142748 extends Migration {

  override name = 'Migration20261121142748';

  override up(): void | Promise<void> {
    this.addSql(`alter table "whatsapp_sessions" add "wanted_at" timestamptz null, add "must_unlink" boolean not null default false;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "whatsapp_sessions" drop column "wanted_at", drop column "must_unlink";`);
  }

}
