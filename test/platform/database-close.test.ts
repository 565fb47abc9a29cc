import { describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import { systemActor } from '#src/kernel/scope.ts';
import { OutboxEvent } from '#src/platform/events/outbox.entity.ts';
import { workerDatabase } from '../support/postgres.ts';
import { openTestDatabase } from '../support/test-database.ts';

describe('a database that is closed while work is under way', () => {
  it('waits for connections that are just being opened, and then ends', async () => {
    const database = openTestDatabase(await workerDatabase());
    const look = () =>
      database.inCompany(newId(), systemActor('test'), ({ em }) => em.find(OutboxEvent, {}, { limit: 1 }));
    await look();
    const looking = Promise.allSettled([look(), look(), look()]);
    await database.close();
    expect((await looking).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  });

  it('begins nothing more', async () => {
    const database = openTestDatabase(await workerDatabase());
    await database.ping();
    await database.close();
    await expect(database.ping()).rejects.toThrow('the database has been closed');
    await expect(database.inSystem('test', async () => 1)).rejects.toThrow('the database has been closed');
    await expect(database.inCompany(newId(), systemActor('test'), async () => 1)).rejects.toThrow('closed');
  });
});
