import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTelegram, type TelegramBench } from './telegram-bench.ts';

let telegram: TelegramBench;
beforeEach(async () => {
  telegram = await startTelegram();
});
afterEach(() => telegram.stop());

const send = (chat_id: number, text = 'a') => telegram.call('sendMessage', { chat_id, text });

describe('limits of pace', () => {
  it('refuse the 31st message of a bot within a second, whatever the chat', async () => {
    const users = [await telegram.aUser(), await telegram.aUser()] as const;
    const replies = await Promise.all(Array.from({ length: 31 }, (_, index) => send(users[index % 2 === 0 ? 0 : 1])));
    const refusals = replies.filter(({ ok }) => !ok);
    expect(refusals).toEqual([
      {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 1',
        parameters: { retry_after: 1 },
      },
    ]);
    telegram.advance(1000);
    expect(await send(users[0])).toMatchObject({ ok: true });
  });

  it('refuse a chat’s second message within a second when strict', async () => {
    await telegram.control('PUT', '/faults', { strictChatLimit: true });
    const [first, second] = [await telegram.aUser(), await telegram.aUser()];
    expect(await send(first)).toMatchObject({ ok: true });
    expect(await send(first)).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    expect(await send(second)).toMatchObject({ ok: true });
    telegram.advance(1000);
    expect(await send(first)).toMatchObject({ ok: true });
  });

  it('let a chat have a short burst, then hold it to one a second', async () => {
    await telegram.control('PUT', '/faults', { chatBurst: 3 });
    const user = await telegram.aUser();
    for (const text of ['1', '2', '3']) {
      expect(await send(user, text)).toMatchObject({ ok: true });
    }
    expect(await send(user)).toMatchObject({ error_code: 429, parameters: { retry_after: expect.any(Number) } });
  });
});

describe('the control API', () => {
  it('refuses bodies and switches it does not know', async () => {
    expect((await telegram.control('PUT', '/faults', { gravity: true })).status).toBe(400);
    expect((await telegram.control('POST', '/users', { firstName: 'a' })).status).toBe(400);
    expect((await telegram.control('PUT', '/faults', [])).status).toBe(400);
    const broken = await fetch(`${telegram.url}/_control/telegram/faults`, { method: 'PUT', body: '{"slowMs":' });
    expect(broken.status).toBe(400);
  });

  it('gives one phone number to one person', async () => {
    const person = { firstName: 'A', phone: '+77019990001' };
    const { json: first } = await telegram.control('POST', '/users', person);
    expect((await telegram.control('POST', '/users', { ...person, firstName: 'B' })).status).toBe(409);
    expect((await telegram.control('POST', '/users', { ...person, id: first.id, firstName: 'C' })).status).toBe(200);
    expect((await telegram.control('GET', '/chats/42')).status).toBe(404);
    expect((await telegram.control('POST', '/bots', { token: 'x', username: 'other_bot', name: 'a' })).status).toBe(
      400,
    );
  });

  it('tells of every visible change and renders text safely', async () => {
    const user = await telegram.aUser();
    await telegram.call('sendChatAction', { chat_id: user, action: 'typing' });
    expect((await telegram.transcript(user)).chatAction).toBe('typing');
    await telegram.call('sendMessage', { chat_id: user, text: '<b>1 &lt; 2</b>\n/help', parse_mode: 'HTML' });
    const { messages, chatAction } = await telegram.transcript(user);
    expect(messages.at(-1).html).toBe('<b>1 &lt; 2</b>\n<span class="bot-command">/help</span>');
    expect(chatAction).toBeNull();
    expect(telegram.events.map(({ kind }) => kind)).toEqual(['bot', 'user', 'message', 'chatAction', 'message']);
  });

  it('streams events and replays those missed', async () => {
    const user = await telegram.aUser();
    const hangUp = new AbortController();
    const response = await fetch(`${telegram.url}/_control/events`, {
      headers: { 'last-event-id': '1' },
      signal: hangUp.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"kind":"message"')) {
      text += (await reader?.read())?.value ?? '';
    }
    hangUp.abort();
    expect(text).toContain(`"kind":"user","userId":${user},"id":2`);
    expect(text).not.toContain('"id":1,');
  });

  it('counts calls by method', async () => {
    await telegram.call('getme');
    await telegram.call('getMe');
    expect((await telegram.control('GET', '/stats')).json.calls).toMatchObject({ getMe: 2 });
  });
});
