import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/server.ts';

const keepDir = mkdtempSync(join(tmpdir(), 'sauda-keep-'));
afterAll(() => rmSync(keepDir, { recursive: true, force: true }));

describe('the outside world', () => {
  it('does not forget its orders when the program restarts', async () => {
    const first = await startSandbox({ keepDir, pace: 'test' });
    const created = await fetch(`${first.url}/_control/kaspi/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ merchantUid: first.demo.technomart.uid }),
    });
    const { code } = (await created.json()) as { code: string };
    await first.stop();

    const second = await startSandbox({ keepDir, pace: 'test' });
    const state = await (
      await fetch(`${second.url}/_control/kaspi/state?merchant=${first.demo.technomart.uid}`)
    ).text();
    await second.stop();
    expect(state).toContain(code);
  });

  it('does not forget its chats, nor count updates from the beginning', async () => {
    const telegramBots = [{ token: '1000009:keepsake', username: 'keep_bot', name: 'Keep' }];
    const say = async (url: string, userId: number) => {
      const said = await fetch(`${url}/_control/telegram/chats/${userId}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ start: true }),
      });
      return (await said.json()) as { messageId: number; updateId: number };
    };
    const first = await startSandbox({ keepDir, pace: 'test', telegramBots });
    const userId = first.demo.owner.telegramUserId;
    const before = await say(first.url, userId);
    await first.stop();

    const second = await startSandbox({ keepDir, pace: 'test', telegramBots });
    const after = await say(second.url, userId);
    await second.stop();
    expect(after).toEqual({ messageId: before.messageId + 1, updateId: before.updateId + 1 });
  });

  it('starts anew when what it kept can’t be read', async () => {
    writeFileSync(join(keepDir, 'kaspi-1.state'), 'not a state');
    const sandbox = await startSandbox({ keepDir, pace: 'test' });
    const reply = await fetch(`${sandbox.url}/_control/kaspi/state`);
    await sandbox.stop();
    expect(reply.status).toBe(200);
  });
});
