import { describe, expect, it } from '@jest/globals';
import { newId } from '../../src/kernel/ids.ts';
import { packTap, unpackTap } from '../../src/platform/telegram/callback-data.ts';
import { escapeParams, html } from '../../src/platform/telegram/html.ts';
import { createTelegramFetch } from '../../src/platform/telegram/telegram-fetch.ts';

describe('callback data', () => {
  it('carries two ids in at most 64 bytes and reads them back', () => {
    const [a, b] = [newId(), newId()];
    const packed = packTap('orders-accept', a, b);
    expect(Buffer.byteLength(packed)).toBeLessThanOrEqual(64);
    expect(unpackTap(packed)).toEqual({ action: 'orders-accept', args: [a, b] });
  });

  it('refuses what is over 64 bytes or could not be read back', () => {
    expect(() => packTap('a'.repeat(62))).toThrow('64');
    expect(() => packTap('a', 'b:c')).toThrow('colon');
    expect(() => packTap('a', 'x'.repeat(22))).toThrow('22');
  });

  it('does not take foreign or broken data for a tap', () => {
    expect(unpackTap('v0:orders')).toBeUndefined();
    expect(unpackTap('v1')).toBeUndefined();
    expect(unpackTap('')).toBeUndefined();
  });
});

describe('html', () => {
  it('escapes every interpolation but markup of its own', () => {
    const bold = html`<b>${'a<b'}</b>`;
    expect(html`${bold} & ${'"x"'} ${[bold, bold]}`.text).toBe(
      '<b>a&lt;b</b> & &quot;x&quot; <b>a&lt;b</b>\n<b>a&lt;b</b>',
    );
    expect(escapeParams({ name: '<i>', count: 3 })).toEqual({ name: '&lt;i&gt;', count: 3 });
  });
});

/** A Telegram that answers from a list; an Error is a lost connection. */
function script(...answers: (object | Error)[]) {
  const calls: string[] = [];
  const blocked: string[] = [];
  const send = createTelegramFetch({
    onBlocked: (chatId) => blocked.push(chatId),
    fetch: async (url) => {
      calls.push(String(url));
      const answer = answers.shift();
      if (answer instanceof Error) {
        throw answer;
      }

      return Response.json(answer);
    },
  });
  const call = async (method: string, body = '{}') =>
    (await send(`http://telegram/bot1:x/${method}`, { method: 'POST', body })).json();
  return { call, calls, blocked };
}

describe('calls to Telegram', () => {
  const flood = { ok: false, error_code: 429, parameters: { retry_after: 0.05 } };

  it('wait out a flood as long as Telegram asks', async () => {
    const telegram = script(flood, flood, { ok: true, result: 1 });
    const startedAt = performance.now();
    expect(await telegram.call('sendMessage')).toEqual({ ok: true, result: 1 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(95);
  });

  it('give the flood back when it would take longer than a minute', async () => {
    const long = { ok: false, error_code: 429, parameters: { retry_after: 3600 } };
    expect(await script(long).call('sendMessage')).toEqual(long);
  });

  it('are repeated after a lost connection only when that shows nowhere', async () => {
    const edit = script(new TypeError('fetch failed'), { ok: true, result: true });
    expect(await edit.call('editMessageText')).toEqual({ ok: true, result: true });
    const send = script(new TypeError('fetch failed'), { ok: true, result: true });
    await expect(send.call('sendMessage')).rejects.toThrow('fetch failed');
    expect(send.calls).toHaveLength(1);
  });

  it('take an unchanged message for success and report a blocked chat', async () => {
    const telegram = script(
      { ok: false, error_code: 400, description: 'Bad Request: message is not modified: specified new message …' },
      { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
    );
    expect(await telegram.call('editMessageText')).toEqual({ ok: true, result: true });
    expect(await telegram.call('sendMessage', '{"chat_id":42}')).toMatchObject({ error_code: 403 });
    expect(telegram.blocked).toEqual(['42']);
  });
});
