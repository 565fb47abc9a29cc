import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawPng } from '../../sandbox/kaspi/picture.ts';
import { openProducts } from '../../scripts/story/shelf.ts';
import { aMortal, aNewSeller, type Mortal } from './killed.ts';
import { processesOf } from './left-behind.ts';

/** A chat that a dead process held is free again after half a minute. */
const HELD_MS = 60_000;

let mortal: Mortal;

beforeAll(async () => {
  mortal = await aMortal();
}, 90_000);
afterAll(async () => {
  await mortal?.stop();
  expect(await processesOf(mortal.folder)).toEqual([]);
}, 60_000);

describe('the product killed in the middle of a dialogue', () => {
  it('goes on with the next answer after its start, and saves one product with everything typed before', async () => {
    const tale = await aNewSeller(mortal);
    const { chat, say } = tale;
    await openProducts(tale, 0);
    await chat.tap(say('catalog-add-btn'));
    await chat.answer(say('catalog-ask-photo'));
    await chat.sendPhoto(drawPng('Смартфоны', '104990001'));
    await chat.answer(say('catalog-ask-name'));
    await chat.say('Чехол iPhone 15');
    await chat.answer(say('catalog-ask-price'));

    // Said while nobody listens: Telegram keeps it.
    const restarted = mortal.killAndRestart();
    await chat.say('4 990');
    await restarted;
    await chat.answer(say('catalog-ask-cost'), HELD_MS);
    await chat.tap(say('bot-skip-btn'));
    await chat.answer(say('catalog-preview'));
    const { message } = await chat.answer('Чехол iPhone 15');
    expect(message.text).toContain(say('catalog-preview-photo', { value: say('catalog-preview-has-photo') }));
    await chat.tap(say('catalog-save-btn'));
    await chat.answer(say('catalog-added', { name: 'Чехол iPhone 15' }));
    await openProducts(tale, 1);
    const questions = (await chat.messages()).filter(({ text }) => text === say('catalog-ask-cost'));
    expect(questions).toHaveLength(1);
  }, 120_000);
});
