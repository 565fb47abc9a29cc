import { describe, expect, it } from '@jest/globals';
import { entities } from '#src/entities.ts';
import { openDatabase } from '#src/platform/db/database.ts';
import { workerDatabase } from '../support/postgres.ts';
import { silentLogger, testSecrets } from '../support/test-database.ts';

describe('work across companies', () => {
  it('is logged with its reason where live mode shows it: at once, and in one line what comes on top', async () => {
    const lines: object[] = [];
    const logger = { ...silentLogger, info: (facts: object, event: string) => lines.push({ ...facts, event }) };
    const database = openDatabase(await workerDatabase(), { entities, logger, secrets: testSecrets });
    for (const reason of ['sign in', 'take chats', 'take chats', 'take chats']) {
      await database.inSystem(reason, async () => undefined);
    }
    expect(lines).toEqual([
      { reason: 'sign in', event: 'across companies' },
      { reason: 'take chats', event: 'across companies' },
    ]);
    await database.close();
    expect(lines.slice(2)).toEqual([{ reason: 'take chats', uses: 2, event: 'across companies again' }]);
  });
});
