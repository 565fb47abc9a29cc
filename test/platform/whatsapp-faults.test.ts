import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aSessionHost, aWhatsApp, type Listening, link, listen, type WhatsAppWorld } from './whatsapp-support.ts';

const shop = '77770001122';
const buyer = '77011112233';

describe('WhatsApp sessions in trouble', () => {
  let world: WhatsAppWorld;
  let host: Awaited<ReturnType<typeof aSessionHost>>;
  let listening: Listening;

  const faults = (changes: object) => world.control('PUT', '/faults', changes);
  const linked = (id: string, phone = shop) => link(listening, world, { id, phone, options: host.options });

  beforeAll(async () => {
    world = await aWhatsApp();
    host = await aSessionHost(world);
  }, 60_000);
  beforeEach(() => {
    listening = listen();
  });
  afterEach(async () => {
    await listening.sessions.stop();
    await faults({ idField: '_serialized', syncBeforeListener: false, passkey: false, qrRotationMs: 20_000 });
    await faults({ privateMediaId: false, downloadNeedsMimetype: false, slowSendMs: 0 });
  }, 20_000);
  afterAll(async () => {
    await world?.stop();
    await host?.remove();
  }, 30_000);

  it('becomes ready although WhatsApp was in sync before the library listened', async () => {
    await faults({ syncBeforeListener: true });
    await linked('early');
    expect(listening.sessions.status('early')).toMatchObject({ state: 'ready' });
  }, 30_000);

  it('refuses while the page loads anew, and is ready again although the library missed the sync', async () => {
    await faults({ syncBeforeListener: true });
    await linked('reloaded', '77770000005');
    const from = listening.mark();
    const { devices } = (await world.control('GET', '/state')).body;
    const device = devices.find(({ phone }: { phone?: string }) => phone === '77770000005');
    await world.control('POST', `/devices/${device.id}/reload`);

    await listening.state('reloaded', 'recovering', from);
    const early = listening.sessions.send('reloaded', { phone: buyer, text: 'too early', key: 'early' });
    await expect(early).rejects.toMatchObject({ reason: 'not_ready' });
    await listening.state('reloaded', 'ready', from);
    const sent = await listening.sessions.send('reloaded', { phone: buyer, text: 'after the reload', key: 'late' });
    expect(sent).toMatchObject({ id: expect.stringContaining(buyer), certainty: 'accepted' });
    expect(await world.arrived(buyer, 'after the reload')).toHaveLength(1);
  }, 30_000);

  it('keeps ids, receipts, answers and files both ways on the builds of July and September 2026', async () => {
    await faults({ idField: '$1', privateMediaId: true, downloadNeedsMimetype: true });
    await linked('renamed');

    const sent = await listening.sessions.send('renamed', { phone: buyer, text: 'renamed', key: '1' });
    expect(sent).toEqual({ id: expect.stringMatching(`^true_${buyer}@c.us_`), certainty: 'accepted' });
    await listening.until('receipt', ({ messageId, rung }) => messageId === sent.id && rung === 'read');
    await world.control('POST', `/phones/${buyer}/messages`, { to: shop, text: 'renamed too' });
    const { message } = await listening.until('inbound', (event) => event.message.text === 'renamed too');
    expect(message.id).toMatch(`false_${buyer}@c.us_`);

    const media = { mimetype: 'image/png', base64: 'iVBORw0KGgo=' };
    const picture = await listening.sessions.send('renamed', { phone: buyer, text: 'picture', key: '2', media });
    expect(picture.certainty).toBe('accepted');
    expect(await world.arrived(buyer, 'picture')).toMatchObject([{ type: 'image' }]);

    const file = { mimetype: 'text/plain', base64: Buffer.from('чек').toString('base64'), filename: 'a.txt' };
    await world.control('POST', `/phones/${buyer}/messages`, { to: shop, text: 'proof', media: file });
    const proof = await listening.until('inbound', (event) => event.message.text === 'proof');
    expect(proof.message.hasMedia).toBe(true);
    const { filename: fileName, ...rest } = file;
    expect(await listening.sessions.download('renamed', proof.message.id)).toEqual({ ...rest, fileName });
    expect(listening.sessions.status('renamed')?.reason).toContain('repaired $1');
  }, 30_000);

  it('says that WhatsApp asks for a passkey', async () => {
    await faults({ passkey: true });
    await listening.sessions.open('passkey', host.options);
    const { qr } = await listening.until('qr', () => true);
    const scan = await world.control('POST', '/scan', { qr, phone: shop });
    expect(scan.body.outcome).toBe('passkey_required');
    await listening.state('passkey', 'waiting_for_passkey');
  }, 30_000);

  it('renews a code that WhatsApp has stopped to renew', async () => {
    await faults({ qrRotationMs: 150 });
    await listening.sessions.open('idle', host.options);
    const codes = new Set<string>();
    await listening.until('qr', ({ qr }) => codes.add(qr).size > 7);
  }, 30_000);

  it('refuses a code that is no longer shown', async () => {
    await faults({ qrRotationMs: 400 });
    await listening.sessions.open('stale', host.options);
    const { qr } = await listening.until('qr', () => true);
    await listening.until('qr', (later) => later.qr !== qr);
    expect(await world.control('POST', '/scan', { qr, phone: shop })).toMatchObject({ status: 409 });
  }, 30_000);

  it('links by a code typed on the phone', async () => {
    await listening.sessions.open('typed', host.options);
    await listening.state('typed', 'waiting_for_scan');
    const code = await listening.sessions.requestPairingCode('typed', shop);
    expect(await world.control('POST', '/pair', { code, phone: shop })).toMatchObject({ status: 200 });
    await listening.state('typed', 'ready');
  }, 30_000);

  it('serves two sessions at once, each with its own number', async () => {
    await linked('one', '77770000001');
    await linked('two', '77770000002');
    await listening.sessions.send('two', { phone: buyer, text: 'from two', key: 'two' });
    expect(await world.arrived(buyer, 'from two')).toMatchObject([{ from: '77770000002' }]);

    await world.control('POST', `/phones/${buyer}/messages`, { to: '77770000001', text: 'for one' });
    const heard = await listening.until('inbound', (event) => event.message.text === 'for one');
    expect(heard.sessionId).toBe('one');
  }, 30_000);

  it('forgets the login when asked to log out, and is closed', async () => {
    await linked('leaving', '77770000003');
    await listening.sessions.logout('leaving');
    expect(listening.sessions.status('leaving')).toBeUndefined();
    await listening.state('leaving', 'logged_out');
    const { devices } = (await world.control('GET', '/state')).body;
    expect(devices.filter((device: { phone?: string }) => device.phone === '77770000003')).toEqual([]);

    await listening.sessions.open('leaving', host.options);
    await listening.until('qr', () => true, listening.mark());
  }, 30_000);

  it('starts although a browser of another machine left its lock', async () => {
    const profile = `${host.options.dataPath}/session-locked`;
    await mkdir(profile, { recursive: true });
    await symlink('another-container-17', `${profile}/SingletonLock`);
    await listening.sessions.open('locked', host.options);
    await listening.state('locked', 'waiting_for_scan');
  }, 30_000);

  it('keeps trying, and says so, while the browser does not start', async () => {
    const browser = { ...host.browser, executablePath: '/nowhere/chromium' };
    listening = listen({ retryMs: [10] });
    await listening.sessions.open('broken', { ...host.options, browser });
    await listening.state('broken', 'recovering');
    await listening.state('broken', 'failed');
  }, 30_000);

  it('refuses a session that another process holds, and gives its own back', async () => {
    const held = new Set(['taken']);
    const lease = {
      acquire: async (id: string) => !held.has(id) && held.add(id) !== undefined,
      release: async (id: string) => void held.delete(id),
    };
    listening = listen({ lease });
    const { sessions } = listening;
    await expect(sessions.open('taken', host.options)).rejects.toMatchObject({ reason: 'leased_elsewhere' });
    await sessions.open('mine', host.options);
    expect(held.has('mine')).toBe(true);

    const startedAt = performance.now();
    await sessions.close('mine');
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(held.has('mine')).toBe(false);
    await expect(sessions.check('mine', buyer)).rejects.toMatchObject({ reason: 'not_open' });
  }, 30_000);

  it('lets the message in flight leave before its browser closes', async () => {
    await linked('closing', '77770000006');
    await faults({ slowSendMs: 700 });
    const asked = new Promise((resolve) => world.events.subscribe(({ kind }) => kind === 'asked' && resolve(kind)));
    const sending = listening.sessions.send('closing', { phone: buyer, text: 'last words', key: 'last' });
    await asked;
    await listening.sessions.close('closing');
    expect(await sending).toMatchObject({ id: expect.stringContaining(buyer), certainty: 'accepted' });
    expect(await world.arrived(buyer, 'last words')).toHaveLength(1);
  }, 30_000);

  it('leaves no browser behind when its host is killed', async () => {
    const script = fileURLToPath(new URL('./whatsapp-host-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify(host.options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString('utf8')) as { process: number; browser: number };
    expect([pids.process, pids.browser].every(isAlive)).toBe(true);

    child.kill('SIGKILL');
    while ([pids.process, pids.browser].some(isAlive)) {
      await delay(50);
    }
  }, 30_000);

  // The chosen way is https, unless this machine lacks libsqlite3.so.0.
  const ways = { chosen: 'the way its self-test has chosen', interception: 'interception' };
  for (const [way, name] of Object.entries(ways)) {
    it(`works on the bundled browser over ${name}`, async () => {
      const bundled = await aSessionHost(world, ['bundled']);
      const { interceptionUrl } = world;
      const intercepted = { interceptionUrl, extraArgs: [], acceptInsecureCerts: false };
      const options = { ...bundled.options, ...(way === 'interception' && intercepted) };
      try {
        await link(listening, world, { id: way, phone: '77770000004', options });
        await listening.sessions.send(way, { phone: buyer, text: `bundled ${way}`, key: way });
        expect(await world.arrived(buyer, `bundled ${way}`)).toHaveLength(1);

        const from = listening.mark();
        const { devices } = (await world.control('GET', '/state')).body;
        const device = devices.find(
          ({ phone, state }: { phone?: string; state: string }) => phone === '77770000004' && state === 'linked',
        );
        await world.control('POST', `/devices/${device.id}/logout`);
        await listening.until('qr', () => true, from);
      } finally {
        await listening.sessions.stop();
        await bundled.remove();
      }
    }, 40_000);
  }
});

/** A zombie counts as gone: in a container whose first process reaps nobody it stays in the table. */
function isAlive(pid: number): boolean {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '';
    return !fields.startsWith('Z');
  } catch {
    // No such process any more.
    return false;
  }
}
