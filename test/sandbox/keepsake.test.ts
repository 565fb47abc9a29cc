import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { createEventBus } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { openKeepsake } from '../../sandbox/keepsake.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts';
import { createTelegramStandIn } from '../../sandbox/telegram/index.ts';
import { openDevice } from '../e2e/scripted-linked-device.ts';
import { browser, cookiesOf, followOAuth, type KaspiDoor, lastMail, signIn, until } from './kaspi-bench.ts';

const keepDir = mkdtempSync(join(tmpdir(), 'sauda-keep-'));
const telegramBots = [{ token: '1000009:keepsake', username: 'keep_bot', name: 'Keep' }];
afterAll(() => rmSync(keepDir, { recursive: true, force: true }));

interface State {
  readonly merchants: readonly { readonly listings: readonly { readonly sku: string; readonly price: number }[] }[];
  readonly orders: readonly { readonly code: string; readonly hasWaybill: boolean }[];
}

interface Phone {
  readonly phone: string;
  readonly online: boolean;
  readonly registered: boolean;
  readonly messages: readonly { readonly ack: number }[];
}

interface WhatsAppState {
  readonly devices: readonly object[];
  readonly phones: readonly Phone[];
}

/** A user presses start. */
async function pressStart(url: string, userId: number): Promise<{ messageId: number; updateId: number }> {
  const said = await fetch(`${url}/_control/telegram/chats/${userId}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ start: true }),
  });
  return (await said.json()) as { messageId: number; updateId: number };
}

const running = new Set<Sandbox>();
afterEach(async () => {
  for (const sandbox of running) {
    await close(sandbox);
  }
});

async function open(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ keepDir, pace: 'test', ...options });
  running.add(sandbox);
  return sandbox;
}

function close(sandbox: Sandbox): Promise<void> {
  running.delete(sandbox);
  return sandbox.stop();
}

/** The way to Kaspi's stand-in by bare fetch. */
function doorOf({ url, demo }: Sandbox): KaspiDoor {
  const control: KaspiDoor['control'] = (method, path, body) =>
    fetch(`${url}/_control/kaspi${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  return { url, demo, control };
}

/** Asks WhatsApp's control API. */
async function whatsapp({ url }: Sandbox, call: string, body?: object): Promise<unknown> {
  const [method = '', path] = call.split(' ');
  const answer = await fetch(`${url}/_control/whatsapp${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return answer.json();
}

describe('the outside world', () => {
  it('does not forget its orders when the program restarts', async () => {
    const first = await open();
    const created = await fetch(`${first.url}/_control/kaspi/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ merchantUid: first.demo.technomart.uid }),
    });
    const { code } = (await created.json()) as { code: string };
    await close(first);

    const second = await open();
    const state = await (
      await fetch(`${second.url}/_control/kaspi/state?merchant=${first.demo.technomart.uid}`)
    ).text();
    await close(second);
    expect(state).toContain(code);
  });

  it('does not forget its chats, nor count updates from the beginning', async () => {
    const first = await open({ telegramBots });
    const before = await pressStart(first.url, first.demo.owner.telegramUserId);
    await close(first);

    const second = await open({ telegramBots });
    const after = await pressStart(second.url, second.demo.owner.telegramUserId);
    await close(second);
    expect(after.messageId).toBe(before.messageId + 1);
    expect(after.updateId).toBeGreaterThan(before.updateId);
  });

  it('takes the code of a sign-in that began before the restart', async () => {
    const first = await open();
    const { email, password } = first.demo.aigulStore;
    const login = (sandbox: Sandbox, body: object, cookie = '') =>
      fetch(`${sandbox.urls.kaspiId}/api/p/login`, { method: 'POST', body: JSON.stringify(body), headers: { cookie } });
    const asked = await login(first, { _u: email, _p: password, _r_d: false });
    await close(first);

    const second = await open();
    const { code } = await lastMail(doorOf(second), email);
    const entered = await login(second, { _u: email, _m_c: code, _r_d: true }, cookiesOf(asked));
    const cookies = await followOAuth(doorOf(second), cookiesOf(asked));
    await close(second);
    expect([asked.status, entered.status]).toEqual([200, 200]);
    expect(cookies).toContain('mc-sid');
  });

  it('settles the prices and waybills that were on their way when the program stopped', async () => {
    const first = await open();
    const { technomart } = first.demo;
    const kaspi = doorOf(first);
    await kaspi.control('PUT', '/faults', { priceApplyDelayMs: 60_000, waybillDelayMs: 60_000 });
    const cookie = await signIn(kaspi, technomart);
    const [product] = technomart.products;
    const pushed = await fetch(`${first.urls.kaspiCabinet}/pricefeed/upload/merchant/process`, {
      method: 'POST',
      headers: { cookie },
      body: JSON.stringify({ merchantUid: 'technomart', sku: product?.sku, model: product?.nameRu, price: 77_000 }),
    });
    const placed = await kaspi.control('POST', '/orders', { merchantUid: 'technomart', isKaspiDelivery: true });
    const { id, code } = (await placed.json()) as { id: string; code: string };
    for (const attributes of [{ status: 'ACCEPTED_BY_MERCHANT' }, { status: 'ASSEMBLE', numberOfSpace: '1' }]) {
      const changed = await fetch(`${first.urls.kaspi}/shop/api/v2/orders`, {
        method: 'POST',
        headers: { 'user-agent': browser, 'x-auth-token': technomart.apiToken },
        body: JSON.stringify({ data: { type: 'orders', id, attributes } }),
      });
      expect(changed.status).toBe(200);
    }
    await close(first);

    const second = await open();
    const { merchants, orders } = await until(async () => {
      const state = (await (await doorOf(second).control('GET', '/state?merchant=technomart')).json()) as State;
      return state.orders.find((order) => order.code === code)?.hasWaybill && state;
    });
    const pushes = (await (await doorOf(second).control('GET', '/pushes')).json()) as object[];
    await close(second);
    expect(pushed.status).toBe(200);
    expect(pushes).toEqual([expect.objectContaining({ sku: product?.sku, state: 'applied' })]);
    expect(merchants[0]?.listings.find(({ sku }) => sku === product?.sku)?.price).toBe(77_000);
    expect(orders.find((order) => order.code === code)).toMatchObject({ assembled: true, hasWaybill: true });
  });

  it('remembers what customers got in WhatsApp, and lets the held-back acks follow', async () => {
    const first = await open();
    const device = await openDevice(first.whatsapp.interceptionUrl, 'kept-device');
    await device.showCode('kept-code');
    await whatsapp(first, 'POST /scan', { qr: 'kept-code', phone: '77770001122' });
    await device.linked();
    await whatsapp(first, 'PUT /phones/77015550101', { online: false });
    await whatsapp(first, 'PUT /phones/77015550102', { registered: false });
    await device.send({ id: 'K1', to: '77015550101', body: 'before the restart' });
    await close(first);

    const second = await open();
    const state = (await whatsapp(second, 'GET /state')) as WhatsAppState;
    expect(state.devices).toEqual([expect.objectContaining({ id: 'kept-device', phone: '77770001122' })]);
    expect(state.phones.map(({ phone, online, registered }) => [phone, online, registered])).toEqual([
      ['77015550101', false, true],
      ['77015550102', true, false],
    ]);
    const got = () => whatsapp(second, 'GET /phones/77015550101') as Promise<Phone>;
    await until(async () => (await got()).messages[0]?.ack === 1);
    await whatsapp(second, 'PUT /phones/77015550101', { online: true });
    await until(async () => (await got()).messages[0]?.ack === 3);
    expect((await got()).messages).toMatchObject([{ id: 'K1', body: 'before the restart' }]);
  });

  it('does not let a device in that the phone has unlinked before the restart', async () => {
    const hello = async (sandbox: Sandbox) => {
      const answer = await fetch(`${sandbox.whatsapp.interceptionUrl}/standin/told?device=ended-device`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'hello', session: { me: '77770001133@c.us' } }),
      });
      return answer.json();
    };
    const first = await open();
    expect(await hello(first)).toEqual({ isLinked: true });
    await whatsapp(first, 'POST /devices/ended-device/logout');
    await close(first);
    expect(await hello(await open())).toEqual({ isLinked: false });
  });

  it('starts anew when what it kept can’t be read, and says so', async () => {
    const lines = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    writeFileSync(join(keepDir, 'kaspi-2.state'), 'not a state');
    const sandbox = await open();
    const reply = await fetch(`${sandbox.url}/_control/kaspi/state`);
    await close(sandbox);
    expect(reply.status).toBe(200);
    expect(lines.mock.calls.map(String)).toEqual([expect.stringContaining('kaspi-2.state')]);
    lines.mockRestore();
  });

  it('keeps no words that were deleted and no bytes beyond what a bot may download, for its owner’s eyes only', async () => {
    const sandbox = await open({ telegramBots });
    const chatId = sandbox.demo.owner.telegramUserId;
    const call = (method: string, body: FormData | object) =>
      fetch(`${sandbox.urls.telegram}/bot${telegramBots[0]?.token}/${method}`, {
        method: 'POST',
        ...(body instanceof FormData
          ? { body }
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    const said = await fetch(`${sandbox.url}/_control/telegram/chats/${chatId}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'my-kaspi-password' }),
    });
    const { messageId, updateId } = (await said.json()) as { messageId: number; updateId: number };
    await call('getUpdates', { offset: updateId + 1 });
    expect((await call('deleteMessage', { chat_id: chatId, message_id: messageId })).status).toBe(200);
    const form = new FormData();
    form.set('chat_id', String(chatId));
    form.set('document', new File([new Uint8Array(21 * 1024 * 1024)], 'big.bin'));
    expect((await call('sendDocument', form)).status).toBe(200);
    await close(sandbox);

    const file = join(keepDir, 'telegram-1.state');
    const { size, mode } = statSync(file);
    expect(readFileSync(file, 'latin1')).not.toContain('my-kaspi-password');
    expect(size).toBeLessThan(1024 * 1024);
    expect((mode & 0o777).toString(8)).toBe('600');
  });

  it('goes on when nothing can be kept, and says so once', async () => {
    const lines = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const keepsake = openKeepsake(join(keepDir, 'no-folder', 'x.state'), () => ({}));
    writeFileSync(join(keepDir, 'no-folder'), '');
    keepsake.stop();
    keepsake.stop();
    expect(lines.mock.calls.map(String)).toEqual([expect.stringContaining('x.state')]);
    lines.mockRestore();
  });

  it('never gives out the id of an update twice, not even when it has forgotten everything', async () => {
    const updateAt = async (at: Date, keepFile?: string) => {
      const events = createEventBus();
      const telegram = createTelegramStandIn({ ...events, now: () => at, bots: telegramBots, keepFile });
      const owner = telegram.addUser({ id: 7_000_000_001, firstName: 'Aigul', phone: '+77010000001' });
      const host = await hostStandIns({ standIns: { telegram }, events });
      const { updateId } = await pressStart(host.url, owner.id);
      await host.stop();
      return updateId;
    };
    const keepFile = join(keepDir, 'updates.state');
    const yesterday = await updateAt(new Date('2026-03-01T10:00:00Z'), keepFile);
    const today = await updateAt(new Date('2026-03-02T10:00:00Z'));
    expect(today).toBeGreaterThan(yesterday);
    // A file that was kept before a crash knows less than the bot has already been told.
    expect(await updateAt(new Date('2026-03-03T10:00:00Z'), keepFile)).toBeGreaterThan(today);
  });
});
