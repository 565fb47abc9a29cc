import { afterEach, describe, expect, it } from '@jest/globals';
import type { BotHost } from '../../bots/telegram/host.ts';
import { until } from '../../scripts/story/until.ts';
import { aChat, type TestChat } from '../support/chat.ts';
import { aTelegram } from '../support/telegram.ts';
import { demoLedger } from './demo-bot.ts';
import { aDemoWorld, type DemoWorld, demoBot, startDemoHost, words } from './demo-host.ts';

let world: DemoWorld | undefined;
let host: BotHost | undefined;

afterEach(async () => {
  await host?.stop();
  await world?.close();
});

const kk = (id: string) => words.t('kk', id);

/** The same script, whichever way the updates come; the bot restarts in the middle of its dialogue. */
async function play(mode: 'polling' | 'webhook'): Promise<string> {
  const telegram = await aTelegram([demoBot]);
  const current = await aDemoWorld(telegram, demoLedger());
  world = current;
  host = await startDemoHost(current, { mode });
  const chat = await aChat({ telegram, ...demoBot, databaseUrl: current.urls.systemUrl, languageCode: 'kk' });
  await playUntilPrice(chat);
  await host.stop();
  await telegram.control('PUT', '/faults', { duplicateUpdates: true });
  host = await startDemoHost(current, { mode });
  await chat.say('12 990');
  await chat.photo(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  await chat.tap('Red');
  await chat.tap(kk('bot-yes-btn'));
  expect(current.ledger.created).toHaveLength(1);
  expect(await telegram.violations()).toEqual([]);
  const transcript = chat.transcript();
  await host.stop();
  await current.close();
  host = undefined;
  world = undefined;
  return transcript;
}

async function playUntilPrice(chat: TestChat): Promise<void> {
  await chat.start('from-a-link');
  await chat.tap('List');
  await chat.tap(kk('bot-home-btn'));
  await chat.tap('Add');
  await chat.say('Қап');
}

/** Until an update was tried in vain: it counts as not begun again. */
async function untilForgiven({ database }: DemoWorld): Promise<void> {
  const sql = 'select 1 from telegram_updates where handled_at is null and attempts = 0 and updated_at > created_at';
  await until({ what: 'the first try in vain' }, () =>
    database.inSystem('test', async ({ em }) => (await em.execute<unknown[]>(sql))[0]),
  );
}

describe('delivery of updates', () => {
  it('keeps a dialogue where it was while Telegram can not be reached, and goes on afterwards', async () => {
    const telegram = await aTelegram([demoBot]);
    world = await aDemoWorld(telegram, demoLedger());
    host = await startDemoHost(world, { mode: 'webhook' });
    const chat = await aChat({ telegram, ...demoBot, databaseUrl: world.urls.systemUrl, languageCode: 'kk' });
    await playUntilPrice(chat);
    await telegram.control('PUT', '/faults', { unreachable: true });
    const sent = await chat.begin('messages', { text: '12 990' });
    await untilForgiven(world);
    await telegram.control('PUT', '/faults', { unreachable: false });
    await chat.settled(sent);
    expect(chat.screen()).toBe('Photo?');
    expect(chat.messages().filter((message) => message.text === 'Price?')).toHaveLength(1);
  });

  it('gives the same chat by polling and by webhook, restarts and duplicates included', async () => {
    const polled = await play('polling');
    const pushed = await play('webhook');
    expect(polled).toContain('Saved, string.');
    expect(pushed).toBe(polled);
  });
});
