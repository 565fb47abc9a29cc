import { entities } from '../../src/entities.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';

// Run by global-setup with the template's URLs: the application's tables come through the real migrations.
await migrate(JSON.parse(process.argv[2] ?? '{}') as DatabaseUrls, entities);
