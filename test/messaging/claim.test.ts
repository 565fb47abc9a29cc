import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { claimMessages } from '#src/messaging/claim-messages.ts';
import { aKillableHouse } from './killed-worker.ts';
import { aCompany, aMessage } from './post-office.ts';

let house: Awaited<ReturnType<typeof aKillableHouse>>;

beforeAll(async () => {
  house = await aKillableHouse();
});

afterAll(async () => {
  await house.database.close();
  await house.urls.drop();
});

const claim = () => house.database.inSystem('test', (scope) => claimMessages(scope, { limit: 8, leaseSeconds: 90 }));

/** Keeps everybody from changing a message while the work runs. */
async function whileHeld<T>(messageId: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: house.urls.adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select 1 from messages where id = $1 for update', [messageId]);
    return await work();
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

describe('claiming a message', () => {
  it('waits for nobody: one that another worker has in hand is passed over', async () => {
    const id = await aMessage(house.company);
    expect(await whileHeld(id, () => Promise.all(Array.from({ length: 20 }, claim)))).toEqual(
      Array.from({ length: 20 }, () => []),
    );
    const claimed = (await Promise.all(Array.from({ length: 20 }, claim))).flat();
    expect(claimed.map((message) => message.id)).toEqual([id]);
  });

  it('lets one number send one message at a time, however many wait', async () => {
    const company = await aCompany({ database: house.database });
    const waiting = await Promise.all(Array.from({ length: 5 }, () => aMessage(company)));
    const claimed = (await Promise.all(Array.from({ length: 20 }, claim))).flat();
    const ours = claimed.filter(({ companyId }) => companyId === company.id).map(({ id }) => id);
    expect(ours).toEqual([waiting.toSorted()[0]]);
  });
});
