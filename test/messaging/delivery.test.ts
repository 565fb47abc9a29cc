import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#src/kernel/ids.ts';
import { DeliveryFailure, listFailedMessages, resendMessage } from '#src/messaging/index.ts';
import { raiseMessage } from '#src/messaging/raise-message.ts';
import { WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
import { workerDatabase } from '../support/postgres.ts';
import { aClock, aCompany, aGateway, aMember, aMessage, aRoad, deliver, messageOf } from './post-office.ts';

describe('a message', () => {
  it('is queued once per event, subject, template, channel and recipient, however many try', async () => {
    const company = await aCompany();
    const same = { subjectId: newId(), recipient: '+77010000001' };
    const ids = await Promise.all(Array.from({ length: 20 }, () => aMessage(company, same)));
    expect(ids.filter((id) => id !== '')).toHaveLength(1);
  });

  it('leaves once, however many workers look at once', async () => {
    const company = await aCompany();
    const road = aRoad('whatsapp');
    const ids = await Promise.all(Array.from({ length: 6 }, () => aMessage(company)));
    await Promise.all(Array.from({ length: 20 }, () => deliver(company, [road.gateway])));
    await deliver(company, [road.gateway]);
    expect(
      road
        .of(company)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.sort());
    for (const id of ids) {
      expect(await messageOf(company, id)).toMatchObject({ state: 'sent', providerId: `whatsapp-${id}` });
    }
  });

  it('is written down as being sent before it leaves', async () => {
    const company = await aCompany();
    const states: string[] = [];
    const id = await aMessage(company);
    const watch = aGateway('whatsapp', async (message) => {
      if (message.companyId === company.id) {
        states.push((await messageOf(company, id)).state);
      }
      return { certainty: 'accepted' };
    });
    await deliver(company, [watch.gateway]);
    expect(states).toEqual(['sending']);
  });

  it('whose database line broke while it was made ready is known not to have left, and goes later', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    const road = aRoad('whatsapp');
    const id = await aMessage(company, { isCritical: false });
    const { adminUrl } = await workerDatabase();
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query('begin; lock table whatsapp_contacts in access exclusive mode');
    const delivering = deliver(company, [road.gateway]);
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    for (let lost = 0; lost === 0; ) {
      lost = (await admin.query(cut)).rowCount ?? 0;
    }
    await admin.query('rollback');
    await admin.end();
    await delivering;
    expect(road.of(company)).toEqual([]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'queued', lastError: 'not_prepared' });

    clock.advance(60);
    await deliver(company, [road.gateway]);
    expect(road.of(company)).toHaveLength(1);
    expect(await messageOf(company, id)).toMatchObject({ state: 'sent', unknownAttempts: 0 });
  });

  it('is tried again after a failure that may pass, later each time, and fails in the end', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    const broken = aGateway('whatsapp', () => {
      throw new DeliveryFailure('retryable', 'whatsapp_broken');
    });
    const id = await aMessage(company);
    const waits: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await deliver(company, [broken.gateway], { tries: 4 });
      const { nextAttemptAt } = await messageOf(company, id);
      waits.push((nextAttemptAt.getTime() - clock.now().getTime()) / 1_000);
      clock.advance(10);
    }
    expect(waits.slice(0, 3)).toEqual([1, 2, 4]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'failed', lastError: 'whatsapp_broken' });
    await deliver(company, [broken.gateway]);
    expect(broken.of(company)).toHaveLength(4);
  });

  it('can be sent anew by a person once it has failed, and only then', async () => {
    const company = await aCompany();
    const refusing = aGateway('whatsapp', () => {
      throw new DeliveryFailure('permanent', 'bad_address');
    });
    const id = await aMessage(company);
    await deliver(company, [refusing.gateway]);
    const { messages } = await company.run((scope) => listFailedMessages(scope));
    expect(messages.map((message) => message.id)).toEqual([id]);

    const stranger = await aCompany();
    await expect(stranger.run((scope) => resendMessage(scope, { messageId: id }))).rejects.toMatchObject({
      code: 'messaging.messageNotFound',
    });
    await company.run((scope) => resendMessage(scope, { messageId: id }));
    const road = aRoad('whatsapp');
    await deliver(company, [road.gateway]);
    expect(road.of(company).map(({ key }) => key)).not.toEqual(refusing.of(company).map(({ key }) => key));
    expect((await messageOf(company, id)).state).toBe('sent');
    await expect(company.run((scope) => resendMessage(scope, { messageId: id }))).rejects.toMatchObject({
      code: 'messaging.notResendable',
    });
  });

  it('waits for its session without being counted, and the members are told once a day', async () => {
    const clock = aClock();
    const company = await aCompany({ clock });
    const owner = await aMember(company);
    await aMember(company, 'cashier');
    const unlinked = aGateway('whatsapp', () => {
      throw new DeliveryFailure('notReady', 'whatsapp_not_linked');
    });
    const telegram = aRoad('telegram');
    const id = await aMessage(company);
    for (let turn = 0; turn < 20; turn += 1) {
      await deliver(company, [unlinked.gateway, telegram.gateway], { tries: 3 });
      clock.advance(60);
    }
    expect(await messageOf(company, id)).toMatchObject({
      state: 'queued',
      attempts: 0,
      lastError: 'whatsapp_not_linked',
    });
    expect(telegram.of(company).map(({ template, recipient }) => [template, recipient])).toEqual([
      ['whatsapp_not_linked', owner],
    ]);
    clock.advance(24 * 3_600);
    await deliver(company, [unlinked.gateway, telegram.gateway]);
    await deliver(company, [unlinked.gateway, telegram.gateway]);
    expect(telegram.of(company)).toHaveLength(2);
  });

  it('fails for a number that is not there, and the members are told', async () => {
    const company = await aCompany();
    await aMember(company);
    const absent = aGateway('whatsapp', () => {
      throw new DeliveryFailure('absent', 'not_on_whatsapp');
    });
    const telegram = aRoad('telegram');
    const id = await aMessage(company, { params: { code: '790' } });
    await deliver(company, [absent.gateway, telegram.gateway]);
    await deliver(company, [absent.gateway, telegram.gateway]);
    expect(await messageOf(company, id)).toMatchObject({ state: 'failed', lastError: 'not_on_whatsapp' });
    expect(telegram.of(company)).toMatchObject([{ template: 'whatsapp_number_absent', params: { code: '790' } }]);
  });
});

describe('a receipt', () => {
  it('only raises a message, in whatever order receipts come', async () => {
    const company = await aCompany();
    const sessionId = await company.run(
      async ({ em, now }) => em.create(WhatsAppSession, { label: 'w', state: 'ready', stateAt: now() }).id,
    );
    const id = await aMessage(company);
    await deliver(company, [aRoad('whatsapp').gateway]);
    await company.run(({ em }) => em.execute('update messages set session_id = ? where id = ?', [sessionId, id]));
    const come = (rung: 'sent' | 'delivered' | 'read' | 'failed') =>
      company.run((scope) =>
        raiseMessage(scope, {
          sessionId,
          providerId: `whatsapp-${id}`,
          chatId: 'x@c.us',
          text: 'x',
          rung,
          mayRecover: false,
        }),
      );
    await come('read');
    await come('sent');
    await come('delivered');
    await come('failed');
    expect(await messageOf(company, id)).toMatchObject({ state: 'read' });
  });

  it('fails what the network refused', async () => {
    const company = await aCompany();
    const sessionId = await company.run(
      async ({ em, now }) => em.create(WhatsAppSession, { label: 'w', state: 'ready', stateAt: now() }).id,
    );
    const id = await aMessage(company);
    await deliver(company, [aRoad('whatsapp').gateway]);
    await company.run(({ em }) => em.execute('update messages set session_id = ? where id = ?', [sessionId, id]));
    const receipt = {
      sessionId,
      providerId: `whatsapp-${id}`,
      chatId: 'x@c.us',
      text: 'x',
      rung: 'failed' as const,
      mayRecover: false,
    };
    const stranger = await aCompany();
    expect(await stranger.run((scope) => raiseMessage(scope, receipt))).toBe(false);
    await company.run((scope) => raiseMessage(scope, receipt));
    expect(await messageOf(company, id)).toMatchObject({ state: 'failed', lastError: 'refused_by_network' });
  });
});
