import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { createEventBus } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { createTelegramStandIn } from '../../sandbox/telegram/index.ts';

const keepDir = mkdtempSync(join(tmpdir(), 'sauda-keep-'));
const telegramBots = [{ token: '1000009:keepsake', username: 'keep_bot', name: 'Keep' }];
afterAll(() => rmSync(keepDir, { recursive: true, force: true }));

/** A user presses start. */
async function pressStart(url: string, userId: number): Promise<{ messageId: number; updateId: number }> {
  const said = await fetch(`${url}/_control/telegram/chats/${userId}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ start: true }),
  });
  return (await said.json()) as { messageId: number; updateId: number };
}

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
    const first = await startSandbox({ keepDir, pace: 'test', telegramBots });
    const before = await pressStart(first.url, first.demo.owner.telegramUserId);
    await first.stop();

    const second = await startSandbox({ keepDir, pace: 'test', telegramBots });
    const after = await pressStart(second.url, second.demo.owner.telegramUserId);
    await second.stop();
    expect(after.messageId).toBe(before.messageId + 1);
    expect(after.updateId).toBeGreaterThan(before.updateId);
  });

  it('starts anew when what it kept can’t be read, and says so', async () => {
    const lines = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    writeFileSync(join(keepDir, 'kaspi-1.state'), 'not a state');
    const sandbox = await startSandbox({ keepDir, pace: 'test' });
    const reply = await fetch(`${sandbox.url}/_control/kaspi/state`);
    await sandbox.stop();
    expect(reply.status).toBe(200);
    expect(lines.mock.calls.map(String)).toEqual([expect.stringContaining('kaspi-1.state')]);
    lines.mockRestore();
  });

  it('never gives out the id of an update twice, not even when it has forgotten everything', async () => {
    const updateAt = async (at: Date, keepFile?: string) => {
      const events = createEventBus();
      const telegram = createTelegramStandIn({ ...events, now: () => at, bots: telegramBots, keepFile });
      const owner = telegram.addUser({ firstName: 'Aigul', phone: '+77010000001' });
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
