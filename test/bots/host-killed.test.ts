import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { BotHost } from '../../bots/telegram/host.ts';
import { until } from '../../scripts/story/until.ts';
import { aChat } from '../support/chat.ts';
import { aTelegram } from '../support/telegram.ts';
import { demoLedger } from './demo-bot.ts';
import { aDemoWorld, type DemoWorld, demoBot, startDemoHost, words } from './demo-host.ts';

let world: DemoWorld;
let host: BotHost | undefined;
let child: ChildProcess | undefined;

afterEach(async () => {
  child?.kill('SIGKILL');
  await host?.stop();
  await world.close();
});

async function startChild(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./demo-process.ts', import.meta.url));
  const { urls, apiUrl, visitor } = world;
  const started = spawn(process.execPath, [script, JSON.stringify({ urls, apiUrl, visitor })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(started.stdout as NodeJS.ReadableStream, 'data');
  return started;
}

async function untilBegun(): Promise<void> {
  const sql = 'select 1 from telegram_updates where handled_at is null and attempts = 1';
  await until({ what: 'the update in hand', everyMs: 5 }, () =>
    world.database.inSystem('test', async ({ em }) => (await em.execute<unknown[]>(sql))[0]),
  );
}

/** Keeps everybody from writing down that an update is handled, until it is let go. */
async function holdUpdates(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.urls.systemUrl });
  await client.connect();
  await client.query('begin; select 1 from telegram_updates where handled_at is null for update');
  return client;
}

describe('a host killed in the middle of an update', () => {
  it('is followed by another that finishes the same update, and nothing typed is lost', async () => {
    const telegram = await aTelegram([demoBot]);
    const ledger = demoLedger();
    world = await aDemoWorld(telegram, ledger);
    child = await startChild();
    const chat = await aChat({ telegram, ...demoBot, databaseUrl: world.urls.systemUrl });
    await chat.start();
    await chat.tap('Add');
    await chat.say('Case');

    await telegram.control('PUT', '/faults', { slowMs: 5000 });
    const sent = await chat.begin('messages', { text: '5 000' });
    await untilBegun();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await telegram.control('PUT', '/faults', { slowMs: 0 });

    host = await startDemoHost(world);
    await chat.settled(sent);
    expect(chat.screen()).toBe('Photo?');
    await chat.tap(words.t('ru', 'bot-skip-btn'));
    await chat.tap('Red');
    await chat.tap(words.t('ru', 'bot-yes-btn'));
    expect(ledger.created.map((one) => one.answers)).toEqual([
      { name: 'Case', price: 500_000, photo: null, colour: 'red' },
    ]);
  });

  it('does not give a typed answer to the next question when it died before it could write the update down', async () => {
    const telegram = await aTelegram([demoBot]);
    const ledger = demoLedger();
    world = await aDemoWorld(telegram, ledger);
    child = await startChild();
    const chat = await aChat({ telegram, ...demoBot, databaseUrl: world.urls.systemUrl });
    await chat.start();
    await chat.tap('Add');

    await telegram.control('PUT', '/faults', { slowMs: 700 });
    const sent = await chat.begin('messages', { text: '5 000' });
    await untilBegun();
    const held = await holdUpdates();
    const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await until({ what: 'the held end of the update' }, () =>
      world.database.inSystem('test', async ({ em }) => (await em.execute<unknown[]>(waiting))[0]),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    await held.query('rollback');
    await held.end();
    await telegram.control('PUT', '/faults', { slowMs: 0 });

    host = await startDemoHost(world);
    await chat.settled(sent);
    expect(chat.screen()).toBe('Price?');
    await chat.say('7 000');
    await chat.tap(words.t('ru', 'bot-skip-btn'));
    await chat.tap('Red');
    await chat.tap(words.t('ru', 'bot-yes-btn'));
    expect(ledger.created.map((one) => one.answers)).toEqual([
      { name: '5 000', price: 700_000, photo: null, colour: 'red' },
    ]);
  });
});
