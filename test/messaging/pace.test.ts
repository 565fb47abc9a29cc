import { describe, expect, it } from '@jest/globals';
import { noteContact } from '#src/messaging/note-contact.ts';
import { WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
import { aClock, aCompany, aGateway, aMessage, aRoad, deliver, messageOf } from './post-office.ts';

/** Three messages of one number that is ready. */
async function threeMessages(company: Awaited<ReturnType<typeof aCompany>>): Promise<void> {
  const sessionId = await company.run(
    async ({ em, now }) => em.create(WhatsAppSession, { label: 'w', state: 'ready', stateAt: now() }).id,
  );
  for (let count = 0; count < 3; count += 1) {
    const id = await aMessage(company);
    await company.run(({ em }) => em.execute('update messages set session_id = ? where id = ?', [sessionId, id]));
  }
}

describe('the pace', () => {
  it('keeps a number to one message at a time with a gap between them', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    await threeMessages(company);
    const road = aRoad('whatsapp');
    const gap = { coldGapMs: { from: 35_000, to: 60_000 } };
    const counts: number[] = [];
    for (const seconds of [0, 29, 31, 29, 31]) {
      clock.advance(seconds);
      await deliver(company, [road.gateway], gap);
      counts.push(road.of(company).length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3]);
  });

  it('goes on as soon as a short rest of the number is over, without waiting for another run', async () => {
    const company = await aCompany();
    await threeMessages(company);
    const road = aRoad('whatsapp');
    await deliver(company, [road.gateway], { coldGapMs: { from: 150, to: 200 } });
    expect(road.of(company)).toHaveLength(3);
  });

  it('lets no company wait behind the long queue of another', async () => {
    const [crowd, single] = [await aCompany(), await aCompany()];
    await Promise.all(Array.from({ length: 40 }, () => aMessage(crowd, { channel: 'telegram' })));
    await aMessage(single, { channel: 'telegram' });
    const order: string[] = [];
    const slow = aGateway('telegram', ({ companyId }) => {
      order.push(companyId);
      return { certainty: 'accepted' };
    });
    await deliver(single, [slow.gateway]);
    expect(order.indexOf(single.id)).toBeLessThan(20);
    expect(slow.of(crowd)).toHaveLength(40);
  });

  it('puts what we start off to the morning, answers not', async () => {
    const clock = aClock('2026-11-21T17:30:00Z'); // 22:30 in Almaty
    const company = await aCompany({ clock });
    const id = await aMessage(company);
    const answer = await aMessage(company, { recipient: '+77015550002' });
    await company.run((scope) => noteContact(scope, { address: '+77015550002', wroteAt: clock.now() }));
    const road = aRoad('whatsapp');
    await deliver(company, [road.gateway], { quietHours: { from: 9, to: 21 } });
    expect(road.of(company).map((message) => [message.id, message.lane])).toEqual([[answer, 'reply']]);
    expect(await messageOf(company, id)).toMatchObject({
      state: 'queued',
      attempts: 0,
      nextAttemptAt: new Date('2026-11-22T04:00:00Z'),
    });
  });
});
