import { describe, expect, it } from '@jest/globals';
import { entities } from '#src/entities.ts';
import { migrate } from '#src/platform/db/migrate.ts';
import { prepareDatabase } from '#src/platform/postgres/prepare-database.ts';
import { testAdminUrl, testPassword } from '../support/postgres.ts';

describe('migrate', () => {
  it('runs every migration once when processes start together', async () => {
    const options = { adminUrl: testAdminUrl(), database: 'started_together', passwords: testPassword };
    const urls = await prepareDatabase(options);
    const ran = await Promise.all([migrate(urls, entities), migrate(urls, entities), migrate(urls, entities)]);
    const counts = ran.map((names) => names.length).sort((one, other) => one - other);
    expect(counts.slice(0, 2)).toEqual([0, 0]);
    expect(counts[2]).toBeGreaterThan(0);
  });
});
