import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTelegram, type TelegramBench, token, type Wire } from './telegram-bench.ts';

let telegram: TelegramBench;
let chatId: number;
beforeEach(async () => {
  telegram = await startTelegram();
  chatId = await telegram.aUser();
});
afterEach(() => telegram.stop());

const say = async (text: string) =>
  (await telegram.control('POST', `/chats/${chatId}/messages`, { text })).json as { updateId: number };
const textsOf = (updates: Wire[]) => updates.map(({ message }) => message.text);

describe('getUpdates', () => {
  it('repeats updates until an offset confirms them', async () => {
    const [first] = [await say('1'), await say('2'), await say('3')];
    expect(textsOf((await telegram.call('getUpdates')).result)).toEqual(['1', '2', '3']);
    expect(textsOf((await telegram.call('getUpdates', { limit: 2 })).result)).toEqual(['1', '2']);
    const rest = await telegram.call('getUpdates', { offset: first.updateId + 1 });
    expect(textsOf(rest.result)).toEqual(['2', '3']);
    expect(rest.result[0].update_id).toBe(first.updateId + 1);
    expect(textsOf((await telegram.call('getUpdates', { offset: -1 })).result)).toEqual(['3']);
    expect(textsOf((await telegram.call('getUpdates')).result)).toEqual(['3']);
  });

  it('waits for the next update and answers at once when it comes', async () => {
    const poll = telegram.call('getUpdates', { timeout: 30 });
    await untilPolling();
    await say('наконец');
    expect(textsOf((await poll).result)).toEqual(['наконец']);
  });

  it('answers nothing when the wait is over', async () => {
    expect(await telegram.call('getUpdates', { timeout: 1 })).toEqual({ ok: true, result: [] });
  });

  it('ends with 409 when another poll takes over', async () => {
    const first = telegram.call('getUpdates', { timeout: 30 });
    await untilPolling();
    const second = telegram.call('getUpdates', { timeout: 30 });
    expect(await first).toMatchObject({ error_code: 409, description: expect.stringContaining('terminated by other') });
    await say('a');
    expect((await second).result).toHaveLength(1);
  });

  it('is refused while a webhook is set', async () => {
    await telegram.call('setWebhook', { url: 'https://sauda.invalid/hook' });
    expect(await telegram.call('getUpdates')).toMatchObject({
      error_code: 409,
      description: expect.stringContaining("can't use getUpdates method while webhook is active"),
    });
    await telegram.call('deleteWebhook');
    expect(await telegram.call('getUpdates')).toMatchObject({ ok: true });
  });

  it('remembers which kinds are wanted', async () => {
    await telegram.call('getUpdates', { allowed_updates: ['callback_query'] });
    await say('a');
    expect((await telegram.call('getUpdates')).result).toEqual([]);
  });

  it('delivers twice when duplicates are switched on', async () => {
    await telegram.control('PUT', '/faults', { duplicateUpdates: true });
    await say('a');
    const { result } = await telegram.call('getUpdates');
    expect(textsOf(result)).toEqual(['a', 'a']);
    expect(result[0].update_id).toBe(result[1].update_id);
  });

  it('tells that a user blocked the bot', async () => {
    await telegram.control('PUT', `/chats/${chatId}`, { blocked: true });
    expect((await telegram.call('getUpdates')).result[0].my_chat_member).toMatchObject({
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked' },
    });
  });
});

describe('a webhook', () => {
  let hook: { server: Server; url: string; seen: { headers: IncomingHttpHeaders; update: Wire }[]; replies: Reply[] };
  interface Reply {
    readonly status: number;
    readonly body?: object;
  }
  beforeEach(async () => {
    const seen: (typeof hook)['seen'] = [];
    const replies: Reply[] = [];
    const server = createServer(async (request, response) => {
      seen.push({ headers: request.headers, update: JSON.parse((await buffer(request)).toString()) });
      const { status, body } = replies.shift() ?? { status: 200 };
      response.writeHead(status, { 'content-type': 'application/json' }).end(body ? JSON.stringify(body) : '');
      server.emit('answered');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    hook = { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, seen, replies };
  });
  afterEach(() => {
    hook.server.closeAllConnections();
    hook.server.close();
  });
  const untilSeen = async (count: number) => {
    while (hook.seen.length < count) {
      await once(hook.server, 'answered');
    }
  };

  it('gets what was waiting and what comes, in order, with its secret', async () => {
    await say('1');
    await telegram.call('setWebhook', { url: hook.url, secret_token: 'top_secret-1' });
    await say('2');
    await untilSeen(2);
    expect(textsOf(hook.seen.map(({ update }) => update))).toEqual(['1', '2']);
    expect(hook.seen[0]?.headers['x-telegram-bot-api-secret-token']).toBe('top_secret-1');
  });

  it('gets the same update again until it answers 2xx, and nothing later before', async () => {
    hook.replies.push({ status: 500 }, { status: 503 });
    await telegram.call('setWebhook', { url: hook.url });
    await say('1');
    await say('2');
    await untilSeen(1);
    await untilSeen(4);
    expect(textsOf(hook.seen.map(({ update }) => update))).toEqual(['1', '1', '1', '2']);
    expect((await telegram.call('getWebhookInfo')).result).toMatchObject({
      url: hook.url,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
      last_error_date: expect.any(Number),
    });
  });

  it('that is not there leaves updates pending', async () => {
    hook.server.close();
    await once(hook.server, 'close');
    await telegram.call('setWebhook', { url: hook.url });
    await say('1');
    const info = async () => (await telegram.call('getWebhookInfo')).result;
    while (!(await info()).last_error_message) {
      await telegram.call('getMe');
    }
    expect(await info()).toMatchObject({ pending_update_count: 1, last_error_message: 'Connection refused' });
    await telegram.call('deleteWebhook', { drop_pending_updates: true });
    expect((await telegram.call('getUpdates')).result).toEqual([]);
  });

  it('may answer with a call', async () => {
    hook.replies.push({ status: 200, body: { method: 'sendMessage', chat_id: chatId, text: 'ответ' } });
    await telegram.call('setWebhook', { url: hook.url });
    await say('1');
    await untilSeen(1);
    await untilEvent(({ kind, from }) => kind === 'message' && from === 'bot');
    expect((await telegram.transcript(chatId)).messages.at(-1)).toMatchObject({ from: 'bot', text: 'ответ' });
  });

  it.each([
    [{ url: 'http://sauda.example/hook' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    [{ url: 'no address' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    [
      { url: 'https://sauda.example:3000/hook' },
      'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
    ],
    [{ url: 'https://sauda.example/hook', secret_token: 'пароль' }, 'secret token contains unallowed characters'],
  ])('is refused as %j', async (params, problem) => {
    expect(await telegram.call('setWebhook', params)).toMatchObject({
      error_code: 400,
      description: `Bad Request: ${problem}`,
    });
  });
});

it.each(['', ':80', ':88', ':443', ':8443'])('a webhook may be on port %j', async (port) => {
  const url = `https://sauda.invalid${port}/hook`;
  expect(await telegram.call('setWebhook', { url })).toMatchObject({ ok: true });
});

describe('an unreachable Telegram', () => {
  it('drops connections, and is back when switched back', async () => {
    await telegram.control('PUT', '/faults', { unreachable: true });
    await expect(telegram.call('getMe')).rejects.toThrow('fetch failed');
    await expect(telegram.inProcess(`https://api.telegram.org/bot${token}/getMe`)).rejects.toThrow('fetch failed');
    await telegram.control('PUT', '/faults', { unreachable: false, badGateway: true });
    expect(await telegram.call('getMe')).toMatchObject({ error_code: 502 });
  });
});

/** The first poll of every test was aUser's; the next is the one that waits. */
async function untilPolling(): Promise<void> {
  while ((await telegram.control('GET', '/stats')).json.calls.getUpdates < 2) {
    await telegram.call('getMe');
  }
}

async function untilEvent(isIt: (event: TelegramBench['events'][number]) => boolean): Promise<void> {
  while (!telegram.events.some(isIt)) {
    await telegram.call('getMe');
  }
}
