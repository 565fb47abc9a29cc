import { seedTariffs } from '../../src/economics/index.ts';
import { entities } from '../../src/entities.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { openDoors } from './doors.ts';

// Run by global-setup with the template's URLs: the application's tables come through the real migrations, and the known
// rates are in them, as after every start.
const urls = JSON.parse(process.argv[2] ?? '{}') as DatabaseUrls;
await migrate(urls, entities);
const database = openDoors(urls);
await seedTariffs(database);
await database.close();
