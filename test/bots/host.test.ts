import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BotHost } from '../../bots/telegram/host.ts';
import { until } from '../../scripts/story/until.ts';
import { aChat, type TestChat } from '../support/chat.ts';
import { aTelegram, type TestTelegram } from '../support/telegram.ts';
import { demoLedger, digest } from './demo-bot.ts';
import { aDemoWorld, type DemoWorld, demoBot, keptDialogues, startDemoHost, words } from './demo-host.ts';

let telegram: TestTelegram;
let world: DemoWorld;
let host: BotHost | undefined;
let chat: TestChat;

const ru = (id: string, params?: Record<string, string | number>) => words.t('ru', id, params);

async function restart(options?: Parameters<typeof startDemoHost>[1]): Promise<void> {
  await host?.stop();
  host = await startDemoHost(world, options);
}

async function countRows(sql: string): Promise<number> {
  const [row] = await world.database.inSystem('test', ({ em }) => em.execute<{ n: number }[]>(sql));
  return Number(row?.n);
}

beforeEach(async () => {
  telegram = await aTelegram([demoBot]);
  world = await aDemoWorld(telegram, demoLedger());
  host = await startDemoHost(world);
  chat = await aChat({ telegram, ...demoBot, databaseUrl: world.urls.systemUrl });
});

afterEach(async () => {
  await host?.stop();
  host = undefined;
  expect(await telegram.violations()).toEqual([]);
  await world.close();
});

describe('the menu', () => {
  it('shows screens in one message, with Back and Main menu everywhere but at home', async () => {
    await chat.start();
    const [, home] = chat.messages();
    expect(home?.text).toBe('Home of owner & friend <3');
    await chat.tap('List');
    await chat.tap('Next');
    expect(chat.screen()).toBe('Page 2');
    expect(chat.messages().filter((message) => message.from === 'bot')).toHaveLength(1);
    expect(chat.messages().at(-1)?.messageId).toBe(home?.messageId);
    expect(chat.buttons()).toEqual([['Next'], [ru('bot-home-btn')]]);
    await chat.tap(ru('bot-home-btn'));
    expect(chat.screen()).toContain('Home of');
  });

  it('names a button it does not know as old and shows the present screen', async () => {
    await chat.start();
    expect(await chat.tap('Gone')).toBe(ru('bot-old-button'));
    expect(chat.screen()).toContain('Home of');
    expect(chat.messages().filter((message) => message.from === 'bot')).toHaveLength(1);
  });

  it('refuses a screen the visitor may not see, in words', async () => {
    await chat.start();
    await chat.tap('Secretive');
    expect(chat.screen()).toBe(ru('error-bot-forbidden'));
  });

  it('acts once on two quick taps', async () => {
    await chat.start();
    const gate = Promise.withResolvers<void>();
    world.ledger.hold = gate.promise;
    const first = await chat.begin('taps', { text: 'Count' });
    const second = await chat.begin('taps', { text: 'Count' });
    await untilRows(2);
    gate.resolve();
    await chat.settled(first);
    await chat.settled(second);
    expect(world.ledger.taps).toBe(1);
    await chat.tap('Count');
    expect(world.ledger.taps).toBe(2);
  });
});

async function untilRows(waiting: number): Promise<void> {
  for (let count = 0; count < waiting; ) {
    count = await countRows('select count(*)::int as n from telegram_updates where handled_at is null');
  }
}

describe('a dialogue', () => {
  it('walks forth and back, says what is wrong with an answer, and saves once', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('Phone <case>');
    await chat.say('abc');
    expect(chat.screen()).toBe(ru('bot-price-not-a-number'));
    await chat.say('-5');
    expect(chat.screen()).toBe(ru('bot-price-negative'));
    await chat.say('12 990тг');
    expect(chat.screen()).toBe('Photo?');
    await chat.tap(ru('bot-back-btn'));
    expect(chat.screen()).toBe('Price?');
    await chat.say('9 990');
    await chat.tap(ru('bot-skip-btn'));
    await chat.tap('Blue');
    expect(chat.screen()).toBe('Save Phone <case> on front?');
    await chat.tap(ru('bot-yes-btn'));
    expect(world.ledger.created.map((one) => one.answers)).toEqual([
      { name: 'Phone <case>', price: 999_000, photo: null, colour: 'blue' },
    ]);
    expect(chat.messages().some((message) => message.text === 'Saved, string.')).toBe(true);
    expect(chat.screen()).toContain('Home of');
    expect(await countRows('select count(*)::int as n from drafts')).toBe(0);
    expect(await keptDialogues(world, chat.userId)).toBe(0);
  });

  it('goes on after a restart, and after /cancel resumes from its draft', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('Case');
    await restart();
    await chat.say('5000');
    expect(chat.screen()).toBe('Photo?');
    await chat.say('/cancel');
    expect(chat.messages().map((message) => message.text)).toContain(ru('bot-cancelled-kept'));
    await chat.tap('Add');
    expect(chat.screen()).toBe(ru('bot-draft-found'));
    await chat.tap(ru('bot-continue-btn'));
    expect(chat.screen()).toBe('Photo?');
  });

  it('leaves at the Cancel button and calls the question behind it old', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('Case');
    const question = chat.messages().at(-1);
    await chat.tap(ru('bot-cancel-btn'));
    expect(chat.screen()).toContain('Home of');
    expect(question?.text).toBe('Price?');
    expect(await keptDialogues(world, chat.userId)).toBe(0);
  });

  it('names a question of a former dialogue as old', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('/start');
    expect(await chat.tap(ru('bot-cancel-btn'))).toBe(ru('bot-old-button'));
    expect(chat.screen()).toContain('Home of');
  });

  it("takes the person's own contact and no other", async () => {
    await chat.start();
    await chat.tap('Phone');
    await chat.contact({ phone: '+77029999999', userId: chat.userId + 1 });
    expect(chat.screen()).toBe(ru('bot-foreign-contact'));
    await chat.tap(ru('bot-contact-btn'));
    expect(chat.screen()).toBe('Phone +77010000001');
  });

  it('refuses a picture over 20 MB before fetching it', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('Case');
    await chat.say('5000');
    await chat.document({ name: 'big.png', mimeType: 'image/png', size: 30 * 1024 * 1024 });
    expect(chat.screen()).toBe(ru('bot-file-too-big'));
    const stats = await telegram.control<{ calls: Record<string, number> }>('GET', '/stats');
    expect(stats.calls.getFile).toBeUndefined();
  });

  it('turns failures into data and deletes a secret from the chat', async () => {
    await chat.start();
    await chat.tap('Refuse');
    expect(chat.screen()).toBe('error-bot-forbidden incident');
    await chat.say('/start');
    await chat.tap('Token');
    await chat.say('s3cret-t0ken');
    expect(world.ledger.secrets).toEqual([digest('s3cret-t0ken')]);
    expect(chat.messages().some((message) => message.text === 's3cret-t0ken')).toBe(false);
    const rows = await world.database.inSystem('test', ({ em }) =>
      em.execute<object[]>(
        'select u.*, d.sealed as dialogue, c.* from telegram_updates u left join telegram_dialogues d on true left join telegram_chats c on true',
      ),
    );
    expect(JSON.stringify(rows)).not.toContain('s3cret');
  });
});

describe('the inbox', () => {
  it('works duplicate deliveries once', async () => {
    await telegram.control('PUT', '/faults', { duplicateUpdates: true });
    await chat.start();
    await chat.tap('Count');
    await chat.tap('Count');
    expect(world.ledger.taps).toBe(2);
  });

  it('answers a bug with one sentence and a code, and does not repeat it', async () => {
    await chat.start();
    world.ledger.failure = new Error('a bug');
    await chat.tap('Fail');
    expect(chat.screen()).toMatch(/[0-9A-F]{8}\.$/);
    expect(world.ledger.failedTries).toBe(1);
  });

  it('waits an outage out, however many tries it takes, and works what came in it', async () => {
    await chat.start();
    world.ledger.failure = Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' });
    const sent = await chat.begin('taps', { text: 'Fail' });
    await until({ what: 'the fifth try' }, async () => (world.ledger.failedTries < 5 ? undefined : true));
    world.ledger.failure = new Error('a bug');
    await chat.settled(sent);
    expect(chat.screen()).toMatch(/[0-9A-F]{8}\.$/);
    expect(await countRows('select count(*)::int as n from telegram_updates where incident is not null')).toBe(0);
    expect(await countRows('select max(attempts)::int as n from telegram_updates')).toBe(1);
    await telegram.control('DELETE', '/violations');
  });

  it('sets aside what did not succeed for an hour, and tells the person so', async () => {
    await chat.start();
    world.ledger.failure = Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' });
    const sent = await chat.begin('taps', { text: 'Fail' });
    await until({ what: 'the first try' }, async () => (world.ledger.failedTries < 1 ? undefined : true));
    await world.database.inSystem('test', ({ em }) =>
      em.execute("update telegram_updates set created_at = now() - interval '61 minutes' where handled_at is null"),
    );
    await chat.settled(sent);
    expect(chat.screen()).toMatch(/[0-9A-F]{8}\.$/);
    expect(await countRows('select count(*)::int as n from telegram_updates where incident is not null')).toBe(1);
    const refused = await telegram.violations();
    expect(refused.every(({ description }) => description.includes('query is too old'))).toBe(true);
    await telegram.control('DELETE', '/violations');
    world.ledger.failure = undefined;
    await chat.tap('Count');
    expect(world.ledger.taps).toBe(1);
  });

  it('takes over the chat of a process that died once its lease has ended', async () => {
    await chat.start();
    await world.database.inSystem('test', ({ em }) =>
      em.execute("update telegram_chats set lease_owner = 'dead', lease_until = now() + interval '1 second'"),
    );
    const startedAt = performance.now();
    await chat.tap('Count');
    expect(performance.now() - startedAt).toBeGreaterThan(700);
    expect(world.ledger.taps).toBe(1);
  });

  it('is polled by one process only, and works on when that one stops', async () => {
    const second = await startDemoHost(world);
    await chat.start();
    await host?.stop();
    await chat.tap('Count');
    await second.stop();
    host = undefined;
    expect(world.ledger.taps).toBe(1);
  });

  it('waits out a flood and loses nothing', async () => {
    await chat.start();
    await telegram.control('PUT', '/faults', { strictChatLimit: true });
    await chat.say('one');
    expect(chat.messages().map((message) => message.text)).toContain(ru('bot-not-understood'));
    await telegram.control('PUT', '/faults', { strictChatLimit: false });
    await telegram.control('DELETE', '/violations');
  });

  it('erases what was handled', async () => {
    await chat.start();
    expect(await countRows('select count(*)::int as n from telegram_updates where sealed is not null')).toBe(0);
  });

  it('notes that the person blocked the bot and came back', async () => {
    await chat.start();
    await telegram.control('PUT', `/chats/${chat.userId}`, { bot: demoBot.username, blocked: true });
    while ((await countRows('select count(*)::int as n from telegram_chats where blocked_at is not null')) === 0) {}
    await chat.start();
    expect(await countRows('select count(*)::int as n from telegram_chats where blocked_at is not null')).toBe(0);
  });
});
