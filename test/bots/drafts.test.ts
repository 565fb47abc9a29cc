import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BotHost } from '../../bots/telegram/host.ts';
import { aChat, type TestChat } from '../support/chat.ts';
import { aTelegram, type TestTelegram } from '../support/telegram.ts';
import { demoLedger } from './demo-bot.ts';
import { aDemoWorld, type DemoWorld, demoBot, startDemoHost, words } from './demo-host.ts';

let telegram: TestTelegram;
let world: DemoWorld;
let host: BotHost | undefined;
let chat: TestChat;

const ru = (id: string, params?: Record<string, string | number>) => words.t('ru', id, params);

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

async function restart(options: Parameters<typeof startDemoHost>[1]): Promise<void> {
  await host?.stop();
  host = await startDemoHost(world, options);
}

/** What the bot has said, as far as it still stands. */
function said(): (string | undefined)[] {
  return chat.messages().flatMap(({ from, text }) => (from === 'bot' ? [text] : []));
}

describe('a dialogue', () => {
  it('loses no answer that was walked back over, and offers each again', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('Case');
    await chat.say('5000');
    await chat.tap(ru('bot-back-btn'));
    expect(chat.buttons().flat()).toContain(ru('bot-keep-as-is-btn'));
    await chat.tap(ru('bot-back-btn'));
    expect(chat.screen()).toBe('Name?');
    await chat.say('/cancel');
    expect(said()).toContain(ru('bot-cancelled-kept'));
    await chat.tap('Add');
    await chat.tap(ru('bot-continue-btn'));
    expect(chat.screen()).toBe('Photo?');
    await chat.tap(ru('bot-back-btn'));
    await chat.tap(ru('bot-back-btn'));
    await chat.tap(ru('bot-keep-btn', { value: 'Case' }));
    expect(chat.screen()).toBe('Price?');
    await chat.say('6000');
    await chat.tap(ru('bot-skip-btn'));
    await chat.tap('Red');
    await chat.tap(ru('bot-yes-btn'));
    expect(world.ledger.created[0]?.answers).toEqual({ name: 'Case', price: 600_000, photo: null, colour: 'red' });
  });

  it('offers to keep no answer that does not fit any more', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('Odd');
    await chat.say('5000');
    await chat.tap(ru('bot-back-btn'));
    await chat.tap(ru('bot-back-btn'));
    expect(chat.buttons()).toEqual([[ru('bot-cancel-btn')]]);
  });

  it('says that answers are kept only where they are', async () => {
    await chat.start();
    for (const leave of [() => chat.say('/cancel'), () => chat.tap(ru('bot-cancel-btn'))]) {
      for (const begin of ['Token', 'Add']) {
        await chat.tap(begin);
        await leave();
        expect(said().at(-2)).toBe(ru('bot-cancelled'));
      }
    }
    await chat.tap('Add');
    await chat.say('Case');
    await chat.tap('Token');
    await chat.say('/cancel');
    expect(said()).not.toContain(ru('bot-cancelled-kept'));
    await chat.tap('Add');
    await chat.tap(ru('bot-continue-btn'));
    await chat.tap(ru('bot-cancel-btn'));
    expect(said()).toContain(ru('bot-cancelled-kept'));
  });

  it('repeats the last question when the dialogues have changed', async () => {
    await chat.start();
    await chat.tap('Add');
    await chat.say('Case');
    await restart({ dialogueVersion: 'two' });
    await chat.say('5000');
    expect(said().slice(-2)).toEqual([ru('bot-start-again'), 'Price?']);
  });

  it('that keeps nothing is begun anew, and says so, when the dialogues have changed', async () => {
    await chat.start();
    await chat.tap('Token');
    await restart({ dialogueVersion: 'two' });
    await chat.say('5000');
    expect(said().slice(-2)).toEqual([ru('bot-begin-again'), 'Token?']);
  });
});
