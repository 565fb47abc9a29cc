import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  aSessionHost,
  aWhatsApp,
  type Listening,
  link,
  listen,
  renderersOf,
  type WhatsAppWorld,
} from './whatsapp-support.ts';

const shop = '77770001122';
const buyer = '77011112233';

describe('a WhatsApp session', () => {
  let world: WhatsAppWorld;
  let host: Awaited<ReturnType<typeof aSessionHost>>;
  let listening: Listening;

  const sendTo = (phone: string, text: string) =>
    listening.sessions.send('s1', { phone, text, key: `${phone} ${text}` });

  beforeAll(async () => {
    world = await aWhatsApp();
    host = await aSessionHost(world);
    listening = listen();
    await link(listening, world, { id: 's1', phone: shop, options: host.options });
  }, 60_000);
  afterAll(async () => {
    await listening?.sessions.stop();
    await world?.stop();
    await host?.remove();
  }, 30_000);
  beforeEach(async () => {
    expect(listening.sessions.status('s1')).toMatchObject({ state: 'ready' });
  });

  it('goes from the code through syncing to ready, each with a reason', () => {
    const states = listening.heard.flatMap((event) => (event.kind === 'state' ? [event] : []));
    expect(states.map(({ state }) => state)).toEqual(['starting', 'waiting_for_scan', 'syncing', 'ready']);
    expect(states.every(({ reason, at }) => reason.length > 0 && at instanceof Date)).toBe(true);
  });

  it('sends a message whose receipts climb from sent over delivered to read', async () => {
    const sent = await sendTo(buyer, 'Сәлем! Тапсырысыңыз қабылданды.');

    expect(sent).toEqual({ id: expect.stringContaining(buyer), certainty: 'accepted' });
    const rungs = ['sent', 'delivered', 'read'];
    for (const rung of rungs) {
      await listening.until('receipt', (event) => event.messageId === sent.id && event.rung === rung);
    }
    const heard = listening.heard.flatMap((event) => (event.kind === 'receipt' ? [event] : []));
    const own = heard.filter(({ messageId }) => messageId === sent.id);
    expect(own.map(({ rung }) => rung)).toEqual(rungs);
    expect(own.map(({ text }) => text)).toEqual(rungs.map(() => 'Сәлем! Тапсырысыңыз қабылданды.'));
    expect(await world.arrived(buyer, 'Сәлем! Тапсырысыңыз қабылданды.')).toHaveLength(1);
  });

  it('sends nothing twice for one key', async () => {
    const [first, second] = await Promise.all([sendTo(buyer, 'once'), sendTo(buyer, 'once')]);
    expect(second).toEqual(first);
    expect(await world.arrived(buyer, 'once')).toHaveLength(1);
  });

  it('waits at sent while the phone is offline, and goes on when it is back', async () => {
    await world.control('PUT', '/phones/77015550001', { online: false });
    const sent = await sendTo('77015550001', 'are you there');
    await listening.until('receipt', ({ messageId, rung }) => messageId === sent.id && rung === 'sent');
    expect((await world.arrived('77015550001', 'are you there')).map(({ ack }) => ack)).toEqual([1]);

    await world.control('PUT', '/phones/77015550001', { online: true });
    await listening.until('receipt', ({ messageId, rung }) => messageId === sent.id && rung === 'read');
  });

  it('hears what a customer writes, with their name', async () => {
    await world.control('PUT', `/phones/${buyer}`, { name: 'Айгүл' });
    await world.control('POST', `/phones/${buyer}/messages`, { to: shop, text: 'Қашан келеді?' });

    const { message } = await listening.until('inbound', (event) => event.message.text === 'Қашан келеді?');
    expect(message).toMatchObject({ phone: buyer, chatId: `${buyer}@c.us`, name: 'Айгүл', type: 'chat' });
  });

  it('finds the phone behind a privacy id and answers into that chat', async () => {
    const hidden = '77019998877';
    await world.control('PUT', `/phones/${hidden}`, { lid: '55501', name: 'Hidden' });
    await world.control('POST', `/phones/${hidden}/messages`, { to: shop, text: 'privately' });

    const { message } = await listening.until('inbound', (event) => event.message.text === 'privately');
    expect(message).toMatchObject({ phone: hidden, lid: '55501', chatId: '55501@lid' });
    await listening.sessions.send('s1', { chatId: message.chatId, text: 'answer', key: 'lid', lane: 'reply' });
    expect(await world.arrived(hidden, 'answer')).toHaveLength(1);
  });

  it('leaves no trace of reading on a cold message, and one on a reply', async () => {
    const seen: unknown[] = [];
    const unsubscribe = world.events.subscribe((event) => event.kind === 'seen' && seen.push(event.phone));
    await listening.sessions.send('s1', { phone: '77015550002', text: 'cold', key: 'cold' });
    expect(seen).toEqual([]);
    await listening.sessions.send('s1', { phone: '77015550002', text: 'warm', key: 'warm', lane: 'reply' });
    expect(seen).toEqual(['77015550002']);
    unsubscribe();
  });

  it('knows who is on WhatsApp, and refuses to write to who is not', async () => {
    await world.control('PUT', '/phones/77015550003', { registered: false });

    expect(await listening.sessions.check('s1', buyer)).toBe('registered');
    expect(await listening.sessions.check('s1', '77015550003')).toBe('absent');
    await expect(sendTo('77015550003', 'hello')).rejects.toMatchObject({ reason: 'not_on_whatsapp' });
    await expect(sendTo('', 'hello')).rejects.toMatchObject({ reason: 'bad_address' });
  });

  it('tells a refused message by the receipt failed', async () => {
    await world.control('PUT', '/faults', { failAcks: true });
    const sent = await sendTo('77015550004', 'cold call');
    await listening.until('receipt', ({ messageId, rung }) => messageId === sent.id && rung === 'failed');
    await world.control('PUT', '/faults', { failAcks: false });
  });

  it('sends a picture with its caption', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const media = { mimetype: 'image/png', base64: png, fileName: 'a.png' };
    await listening.sessions.send('s1', { phone: buyer, text: 'receipt', key: 'media', media });

    const [message] = await world.arrived(buyer, 'receipt');
    expect(message).toMatchObject({ type: 'image' });
    const file = await fetch(`${world.url}${message?.media?.url}`);
    expect(Buffer.from(await file.arrayBuffer()).toString('base64')).toBe(png);
  });

  const victims = {
    browser: () => [listening.sessions.status('s1')?.pids.browser ?? 0],
    page: () => renderersOf(listening.sessions.status('s1')?.pids.browser ?? 0),
    process: () => [listening.sessions.status('s1')?.pids.process ?? 0],
  };
  for (const [name, pids] of Object.entries(victims)) {
    it(`recovers when its ${name} is killed, without a new code`, async () => {
      const from = listening.mark();
      const killed = pids();
      expect(killed.length).toBeGreaterThan(0);
      killed.forEach((pid) => void process.kill(pid, 'SIGKILL'));

      expect((await listening.state('s1', 'recovering', from)).reason).toContain(name);
      await listening.state('s1', 'ready', from);
      expect(listening.heard.slice(from).filter(({ kind }) => kind === 'qr')).toEqual([]);
      expect((await sendTo(buyer, `after the ${name} died`)).certainty).toBe('accepted');
    }, 30_000);
  }

  it('recovers from a conflict with another device', async () => {
    const from = listening.mark();
    const device = (await world.control('GET', '/state')).body.devices.find(
      (known: { phone?: string }) => known.phone === shop,
    );
    await world.control('POST', `/devices/${device.id}/conflict`);

    expect((await listening.state('s1', 'recovering', from)).reason).toContain('CONFLICT');
    await listening.state('s1', 'ready', from);
  }, 30_000);

  it('is ready after a restart without a code', async () => {
    await listening.sessions.close('s1');
    expect(listening.sessions.status('s1')).toBeUndefined();

    const from = listening.mark();
    await listening.sessions.open('s1', host.options);
    await listening.state('s1', 'ready', from);
    expect(listening.heard.slice(from).filter(({ kind }) => kind === 'qr')).toEqual([]);
  }, 30_000);

  it('stays restricted when WhatsApp blocks the account, and comes back by hand', async () => {
    const from = listening.mark();
    const { devices } = (await world.control('GET', '/state')).body;
    const device = devices.find((known: { phone?: string }) => known.phone === shop);
    await world.control('POST', `/devices/${device.id}/state`, { state: 'TOS_BLOCK' });
    expect((await listening.state('s1', 'restricted', from)).reason).toContain('TOS_BLOCK');

    await listening.sessions.close('s1');
    await listening.sessions.open('s1', host.options);
    await listening.state('s1', 'ready', from);
  }, 30_000);

  it('shows a fresh code after a logout on the phone, and can be linked again', async () => {
    const from = listening.mark();
    const { devices } = (await world.control('GET', '/state')).body;
    await world.control(
      'POST',
      `/devices/${devices.find((known: { phone?: string }) => known.phone === shop).id}/logout`,
    );

    await listening.state('s1', 'logged_out', from);
    const { qr } = await listening.until('qr', () => true, from);
    expect((await world.control('POST', '/scan', { qr, phone: shop })).status).toBe(200);
    await listening.state('s1', 'ready', from);
  }, 30_000);
});
