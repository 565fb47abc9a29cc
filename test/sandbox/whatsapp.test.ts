import { request } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEventBus, type EventBus } from '../../sandbox/events.ts';
import { type Host, hostStandIns } from '../../sandbox/host.ts';
import { createWhatsAppStandIn, type WhatsAppStandIn } from '../../sandbox/whatsapp/index.ts';

const shop = '77770001122';
const buyer = '77011112233';

interface Command {
  readonly sequence: number;
  readonly call: string;
  readonly args: Record<string, unknown>;
}

describe('the WhatsApp stand-in', () => {
  let standIn: WhatsAppStandIn;
  let events: EventBus;
  let host: Host;

  beforeEach(async () => {
    events = createEventBus();
    standIn = await createWhatsAppStandIn({ emit: events.emit, pace: 'test' });
    host = await hostStandIns({ standIns: { whatsapp: standIn }, events });
  });
  afterEach(() => host.stop());

  const json = async (answer: Response) => ({ status: answer.status, body: await answer.json() });
  const post = (body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const control = async (method: string, path: string, body?: object) =>
    json(await fetch(`${host.url}/_control/whatsapp${path}`, body ? { ...post(body), method } : { method }));
  /** Speaks as the page of a device would. */
  const page = (device: string) => ({
    tell: async (kind: string, fields: object = {}) =>
      json(await fetch(`${host.url}/whatsapp/standin/told?device=${device}`, post({ kind, ...fields }))),
    commands: async (after = 0): Promise<Command[]> =>
      (await json(await fetch(`${host.url}/whatsapp/standin/commands?device=${device}&after=${after}`))).body,
  });
  const linked = async (device = 'd1', phone = shop) => {
    const { tell, commands } = page(device);
    await tell('hello', { session: null });
    await tell('qr', { qr: `code of ${device}` });
    await control('POST', '/scan', { qr: `code of ${device}`, phone, pushname: 'Shop' });
    const [link] = await commands();
    await tell('linked', { ...link?.args });
    return { tell, commands, after: link?.sequence ?? 0 };
  };
  const sent = (to: string, id = 'A1') => ({ id, to, type: 'chat', body: 'hello' });
  const acksOf = async (device: Awaited<ReturnType<typeof linked>>, count: number) => {
    const acks: unknown[] = [];
    while (acks.length < count) {
      for (const { call, args, sequence } of await device.commands(device.after)) {
        device.after = sequence;
        acks.push(...(call === 'ack' ? [args.ack] : []));
      }
    }
    return acks;
  };

  it('serves the page on every path, over https as web.whatsapp.com and over http for interception', async () => {
    const fetched = await fetch(`${host.url}/whatsapp/?post_logout=1`);
    expect(await fetched.text()).toContain('/standin/page/main.js');
    const certificate = await new Promise<string | undefined>((resolve, reject) => {
      const options = {
        port: standIn.port,
        host: '127.0.0.1',
        servername: 'web.whatsapp.com',
        rejectUnauthorized: false,
      };
      request(options, (response) => {
        const { subjectaltname } = (response.socket as import('node:tls').TLSSocket).getPeerCertificate();
        response.resume().on('end', () => resolve(subjectaltname));
      })
        .on('error', reject)
        .end();
    });
    expect(certificate).toBe('DNS:web.whatsapp.com');
    expect(standIn.chromiumArgs.join()).toContain(`MAP web.whatsapp.com:443 127.0.0.1:${standIn.port}`);
  });

  it('serves the scripts of the page and no other file', async () => {
    expect((await fetch(`${host.url}/whatsapp/standin/page/main.js`)).headers.get('content-type')).toMatch(
      'javascript',
    );
    for (const name of ['nothing.js', '..%2Findex.ts', 'main.ts']) {
      expect((await fetch(`${host.url}/whatsapp/standin/page/${name}`)).status).toBe(404);
    }
  });

  it('links exactly the device whose code was scanned, and refuses a stale code with 409', async () => {
    const { tell, commands } = page('d1');
    await tell('qr', { qr: 'old' });
    await tell('qr', { qr: 'new' });

    expect(await control('POST', '/scan', { qr: 'old', phone: shop })).toMatchObject({
      status: 409,
      body: { error: 'stale_code' },
    });
    expect(await control('POST', '/scan', { qr: 'new', phone: shop, pushname: 'S' })).toMatchObject({ status: 200 });
    expect(await commands()).toMatchObject([{ call: 'link', args: { phone: shop, pushname: 'S' } }]);
    expect(await control('POST', '/scan', { qr: 'new', phone: shop })).toMatchObject({ status: 409 });
  });

  it('restores a saved session, and not one that the phone has ended', async () => {
    await linked();
    const session = { me: `${shop}@c.us`, pushname: 'Shop' };
    expect(await page('d1').tell('hello', { session })).toMatchObject({ body: { isLinked: true } });
    await control('POST', '/devices/d1/logout');
    expect(await page('d1').tell('hello', { session })).toMatchObject({ body: { isLinked: false } });
  });

  it('tells the page how long a message takes to be stored', async () => {
    const device = await linked();
    expect((await control('PUT', '/faults', { slowSendMs: 700 })).body).toMatchObject({ slowSendMs: 700 });
    expect(await device.commands(device.after)).toMatchObject([{ call: 'faults', args: { slowSendMs: 700 } }]);
    expect((await control('PUT', '/faults', { slowSendMs: -1 })).status).toBe(400);
  });

  it('has the page of a device load anew when told so, as an update of WhatsApp does', async () => {
    const device = await linked();
    expect(await control('POST', '/devices/d1/reload')).toMatchObject({ status: 200 });
    expect(await device.commands(device.after)).toMatchObject([{ call: 'reload' }]);
  });

  it('stops linking at a passkey when WhatsApp asks for one', async () => {
    await control('PUT', '/faults', { passkey: true });
    await page('d1').tell('qr', { qr: 'code' });
    expect((await control('POST', '/scan', { qr: 'code', phone: shop })).body).toMatchObject({
      outcome: 'passkey_required',
    });
    const calls = (await page('d1').commands()).map(({ call }) => call);
    expect(calls).toContain('askPasskey');
    expect(calls).not.toContain('link');
  });

  it('gives acks 1, 2 and 3 in that order', async () => {
    const device = await linked();
    await device.tell('sent', sent(`${buyer}@c.us`));
    expect(await acksOf(device, 3)).toEqual([1, 2, 3]);
    const { messages } = (await control('GET', `/phones/${buyer}`)).body;
    expect(messages).toMatchObject([{ id: 'A1', direction: 'in', from: shop, to: buyer, body: 'hello', ack: 3 }]);
  });

  it('holds ack 2 until the phone is online and ack 3 until its owner reads', async () => {
    const device = await linked();
    await control('PUT', `/phones/${buyer}`, { online: false, reads: false });
    await device.tell('sent', sent(`${buyer}@c.us`));
    expect(await acksOf(device, 1)).toEqual([1]);
    await control('PUT', `/phones/${buyer}`, { online: true });
    expect(await acksOf(device, 1)).toEqual([2]);
    await control('PUT', `/phones/${buyer}`, { reads: true });
    expect(await acksOf(device, 1)).toEqual([3]);
  });

  it('ends a message in ack -1 under the fault, and under the reach-out lock for strangers only', async () => {
    const device = await linked();
    await control('PUT', '/faults', { newChatsLocked: true });
    await control('POST', `/phones/${buyer}/messages`, { to: shop, text: 'hi' });
    await device.tell('sent', sent('77019999999@c.us', 'stranger'));
    await device.tell('sent', sent(`${buyer}@c.us`, 'known'));
    expect(await acksOf(device, 4)).toEqual([-1, 1, 2, 3]);
  });

  it('lets an ack be set by hand', async () => {
    const device = await linked();
    await control('PUT', '/faults', { slowAckMs: 60_000 });
    await device.tell('sent', sent(`${buyer}@c.us`));
    expect((await control('POST', '/messages/A1/ack', { ack: -1 })).status).toBe(200);
    expect(await acksOf(device, 1)).toEqual([-1]);
    expect((await control('POST', '/messages/none/ack', { ack: 1 })).status).toBe(404);
  });

  it('knows any Kazakh mobile number, until told which ones', async () => {
    const exists = async (user: string) => (await page('d1').tell('exists', { user })).body.isRegistered;
    expect([await exists(buyer), await exists('15550001122')]).toEqual([true, false]);
    await control('PUT', `/phones/${buyer}`, { registered: false });
    expect(await exists(buyer)).toBe(false);
    await control('PUT', '/registered', { phones: ['+7 701 999 88 77'] });
    expect([await exists('77019998877'), await exists('77012223344')]).toEqual([true, false]);
  });

  it('shows a person by the privacy id once they have one', async () => {
    const device = await linked();
    await control('PUT', `/phones/${buyer}`, { lid: '5550001', name: 'Айгүл' });
    await control('POST', `/phones/${buyer}/messages`, { to: shop, text: 'сәлем' });
    const [received] = (await device.commands(device.after)).filter(({ call }) => call === 'receive');
    expect(received?.args).toMatchObject({ from: '5550001', isLid: true, name: 'Айгүл', body: 'сәлем' });
    expect((await device.tell('exists', { user: '5550001' })).body).toEqual({
      isRegistered: true,
      phone: buyer,
      lid: '5550001',
    });
  });

  it('keeps a message for a closed page, and does not repeat it to the next document', async () => {
    const device = await linked();
    await control('POST', `/phones/${buyer}/messages`, { to: shop, text: 'while away' });
    expect(await device.commands(device.after)).toMatchObject([{ call: 'receive', args: { body: 'while away' } }]);
    await device.tell('hello', { session: { me: `${shop}@c.us` } });
    await control('POST', `/phones/${buyer}/messages`, { to: shop, text: 'new' });
    expect(await device.commands()).toMatchObject([{ call: 'receive', args: { body: 'new' } }]);
  });

  it('refuses a message to a number nobody has linked, an unknown fault and a broken body', async () => {
    expect((await control('POST', `/phones/${buyer}/messages`, { to: '77010000000', text: 'x' })).status).toBe(409);
    expect((await control('PUT', '/faults', { gremlins: true })).status).toBe(400);
    expect((await control('POST', '/scan', { phone: shop })).status).toBe(400);
    expect((await control('POST', '/devices/none/logout')).status).toBe(404);
  });

  it('refuses what it does not understand with 400, and says what is wrong', async () => {
    const broken = (path: string, method: string) =>
      fetch(`${host.url}/_control/whatsapp${path}`, { method, body: '{"online":' });
    expect((await broken(`/phones/${buyer}`, 'PUT')).status).toBe(400);
    expect((await broken('/faults', 'PUT')).status).toBe(400);
    expect((await control('PUT', `/phones/${buyer}`, { onlin: true })).status).toBe(400);
    expect((await control('GET', '/phones/12')).status).toBe(400);
    expect((await page('d1').tell('constructor')).status).toBe(400);
    expect((await page('d1').tell('qr', { qr: 7 })).status).toBe(400);
    expect((await control('PUT', '/faults', [])).status).toBe(400);
  });

  it('hands out a file of a conversation', async () => {
    const device = await linked();
    const media = { mimetype: 'text/plain', base64: Buffer.from('чек').toString('base64'), filename: 'a.txt' };
    await device.tell('sent', { ...sent(`${buyer}@c.us`), type: 'document', media });
    const [message] = (await control('GET', `/phones/${buyer}`)).body.messages;
    expect(message.media).toEqual({ mimetype: 'text/plain', filename: 'a.txt', url: '/_control/whatsapp/media/A1' });
    const file = await fetch(`${host.url}${message.media.url}`);
    expect(await file.text()).toBe('чек');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="a.txt"');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('tells every visible change to the event stream', async () => {
    const kinds: string[] = [];
    events.subscribe(({ source, kind }) => kinds.push(`${source} ${kind}`));
    const device = await linked();
    await device.tell('sent', sent(`${buyer}@c.us`));
    await acksOf(device, 1);
    expect(new Set(kinds)).toEqual(new Set(['whatsapp device', 'whatsapp message', 'whatsapp ack']));
  });
});
