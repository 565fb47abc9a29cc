import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { claimMessages } from '#src/messaging/claim-messages.ts';
import { WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
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

const claim = (owner?: string) =>
  house.database.inSystem('test', (scope) => claimMessages(scope, { limit: 8, leaseSeconds: 90, owner }));

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
    expect(await whileHeld(id, () => Promise.all(Array.from({ length: 20 }, () => claim())))).toEqual(
      Array.from({ length: 20 }, () => []),
    );
    const claimed = (await Promise.all(Array.from({ length: 20 }, () => claim()))).flat();
    expect(claimed.map((message) => message.id)).toEqual([id]);
  });

  it('is done by the process that holds the number, and by any once that one is silent', async () => {
    const company = await aCompany({ database: house.database });
    const leaseUntil = new Date(house.clock.now().getTime() + 30_000);
    await company.run(async ({ em, now }) => {
      em.create(WhatsAppSession, { label: 'w', state: 'ready', stateAt: now(), leaseOwner: 'holder', leaseUntil });
    });
    const id = await aMessage(company);
    const idsOf = async (owner?: string) => (await claim(owner)).map((message) => message.id);
    expect([await idsOf(), await idsOf('another')]).toEqual([[], []]);
    expect(await idsOf('holder')).toEqual([id]);

    const orphan = await aCompany({ database: house.database });
    await orphan.run(async ({ em, now }) => {
      em.create(WhatsAppSession, { label: 'w', state: 'ready', stateAt: now(), leaseOwner: 'dead', leaseUntil: now() });
    });
    const orphaned = await aMessage(orphan);
    house.clock.advance(1);
    expect(await idsOf('another')).toEqual([orphaned]);
  });

  it('lets one number send one message at a time, however many wait', async () => {
    const company = await aCompany({ database: house.database });
    const waiting = await Promise.all(Array.from({ length: 5 }, () => aMessage(company)));
    const claimed = (await Promise.all(Array.from({ length: 20 }, () => claim()))).flat();
    const ours = claimed.filter(({ companyId }) => companyId === company.id).map(({ id }) => id);
    expect(ours).toEqual([waiting.toSorted()[0]]);
  });
});
