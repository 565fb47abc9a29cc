import { describe, expect, it } from '@jest/globals';
import { claimMessages } from '#src/messaging/claim-messages.ts';
import { DeliveryFailure } from '#src/messaging/index.ts';
import { noteContact } from '#src/messaging/note-contact.ts';
import { type Receipt, raiseMessage } from '#src/messaging/raise-message.ts';
import { recordState } from '#src/messaging/record-session-news.ts';
import { WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
import { aClock, aCompany, aGateway, aMessage, aRoad, deliver, messageOf } from './post-office.ts';

describe('a message of unknown outcome', () => {
  const doubtful = () =>
    aGateway('whatsapp', () => {
      throw new Error('the connection broke after the body was written');
    });

  it('is sent once more when it is critical, under another key, and never again', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    const road = doubtful();
    const id = await aMessage(company);
    for (let turn = 0; turn < 6; turn += 1) {
      await deliver(company, [road.gateway]);
      clock.advance(3_600);
    }
    expect(new Set(road.of(company).map(({ key }) => key)).size).toBe(2);
    expect(road.of(company)).toHaveLength(2);
    expect(await messageOf(company, id)).toMatchObject({ state: 'unknown', unknownAttempts: 2 });
  });

  it('is never sent again when it is not critical', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    const road = doubtful();
    await aMessage(company, { isCritical: false });
    for (let turn = 0; turn < 4; turn += 1) {
      await deliver(company, [road.gateway]);
      clock.advance(3_600);
    }
    expect(road.of(company)).toHaveLength(1);
  });

  /** A doubtful message to a phone, and the receipt that would prove that it left. */
  async function inDoubt(recipient = '+77015550001') {
    const clock = aClock(new Date().toISOString());
    const company = await aCompany({ clock });
    const sessionId = await company.run(
      async ({ em, now }) =>
        em.create(WhatsAppSession, { label: 'w', state: 'ready', stateAt: now(), leaseOwner: 'us' }).id,
    );
    const id = await aMessage(company, { recipient, text: 'Заказ 1 принят' });
    await company.run(({ em }) => em.execute('update messages set session_id = ? where id = ?', [sessionId, id]));
    const road = doubtful();
    await deliver(company, [road.gateway]);
    const receipt = {
      ...{ sessionId, providerId: 'true_77015550001@c.us_A', chatId: '77015550001@c.us', text: 'Заказ 1 принят' },
      rung: 'delivered' as const,
    };
    const raise = (more: Partial<Receipt>) =>
      company.run((scope) => raiseMessage(scope, { ...receipt, mayRecover: true, ...more }));
    return { clock, company, sessionId, id, road, receipt, raise };
  }

  it('is known again when its receipt comes in time', async () => {
    const { clock, company, id, road, receipt, raise } = await inDoubt();
    expect(await raise({ mayRecover: false })).toBe(false);
    expect(await raise({ mayRecover: true })).toBe(true);
    clock.advance(3_600);
    await deliver(company, [road.gateway]);
    expect(road.of(company)).toHaveLength(1);
    expect(await messageOf(company, id)).toMatchObject({ state: 'delivered', providerId: receipt.providerId });
  });

  it('is not proved by the receipt of what the seller typed by hand into that chat', async () => {
    const { company, id, raise } = await inDoubt();
    expect(await raise({ text: 'Здравствуйте, когда вам удобно?' })).toBe(false);
    expect(await raise({ text: undefined })).toBe(false);
    expect(await messageOf(company, id)).toMatchObject({ state: 'unknown', providerId: null });
  });

  it('is known again although its second try found no session and waits', async () => {
    const { clock, company, id, raise } = await inDoubt();
    const unready = aGateway('whatsapp', () => {
      throw new DeliveryFailure('notReady', 'whatsapp_not_ready');
    });
    clock.advance(60);
    await deliver(company, [unready.gateway]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'queued', unknownAttempts: 1 });
    expect(await raise({})).toBe(true);
    expect((await messageOf(company, id)).state).toBe('delivered');
  });

  it.each(['+77015550001', '5550001'])(
    'is known again by the privacy id of its chat when it went to %s',
    async (to) => {
      const { company, id, raise } = await inDoubt(to);
      await company.run(async (scope) => {
        await noteContact(scope, { address: '+77015550001', chatId: '5550001@lid', wroteAt: scope.now() });
        await noteContact(scope, { address: '5550001', chatId: '5550001@lid', wroteAt: scope.now() });
      });
      expect(await raise({ chatId: '5550001@lid' })).toBe(true);
      expect((await messageOf(company, id)).state).toBe('delivered');
    },
  );

  it('gives its receipt time to come once the session is ready again', async () => {
    const { clock, company, sessionId, id } = await inDoubt();
    const waiting = await aMessage(company, { recipient: '+77015550002' });
    const unready = aGateway('whatsapp', () => {
      throw new DeliveryFailure('notReady', 'whatsapp_not_ready');
    });
    clock.advance(60);
    await deliver(company, [unready.gateway]);
    await company.run((scope) =>
      recordState(scope, { sessionId, owner: 'us', state: 'ready', reason: 'r' }, { unknownRetrySeconds: 5 }),
    );
    const road = aRoad('whatsapp');
    await deliver(company, [road.gateway]);
    expect(road.of(company).map((message) => message.id)).toEqual([waiting]);
    clock.advance(6);
    await deliver(company, [road.gateway]);
    expect(road.of(company).map((message) => message.id)).toEqual([waiting, id]);
  });

  it('is what a message becomes whose worker died while it was sending', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    const id = await aMessage(company, { isCritical: false });
    const claimed = await company.database.inSystem('test', (scope) =>
      claimMessages(scope, { limit: 50, leaseSeconds: 60 }),
    );
    expect(claimed.map((message) => message.id)).toContain(id);
    const road = aRoad('whatsapp');
    await deliver(company, [road.gateway]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'sending' });
    clock.advance(61);
    await deliver(company, [road.gateway]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'unknown', lastError: 'outcome_unknown' });
    expect(road.of(company)).toHaveLength(0);
  });
});
