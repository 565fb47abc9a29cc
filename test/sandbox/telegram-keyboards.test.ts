import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTelegram, type TelegramBench } from './telegram-bench.ts';

let telegram: TelegramBench;
let chatId: number;
beforeAll(async () => {
  telegram = await startTelegram();
  await telegram.control('PUT', '/faults', { floodLimit: false });
});
afterAll(() => telegram.stop());
beforeEach(async () => {
  chatId = await telegram.aUser();
});

const refused = (description: unknown) => ({ ok: false, error_code: 400, description });
const send = (reply_markup: object) => telegram.call('sendMessage', { chat_id: chatId, text: 'a', reply_markup });
const inline = (...buttons: object[]) => ({ inline_keyboard: [buttons] });
const newest = async () => (await telegram.call('getUpdates')).result.at(-1);
const tap = (body: object) => telegram.control('POST', `/chats/${chatId}/taps`, body);

describe('inline keyboards', () => {
  it('take callback data of 64 bytes and refuse 65', async () => {
    expect(await send(inline({ text: 'a', callback_data: 'я'.repeat(32) }))).toMatchObject({ ok: true });
    expect(await send(inline({ text: 'a', callback_data: `${'я'.repeat(32)}a` }))).toEqual(
      refused('Bad Request: BUTTON_DATA_INVALID'),
    );
  });

  it.each([
    ['no action', { text: 'a' }],
    ['empty data', { text: 'a', callback_data: '' }],
    ['two actions', { text: 'a', callback_data: 'a', url: 'https://kaspi.kz' }],
    ['no text', { callback_data: 'a' }],
  ])('refuse a button with %s', async (_, button) => {
    expect(await send(inline(button))).toEqual(
      refused(expect.stringMatching(/^Bad Request: can't parse inline keyboard button: /)),
    );
  });

  it('refuse links to hosts without a dot', async () => {
    expect(await send(inline({ text: 'a', url: 'http://localhost:3000' }))).toEqual(
      refused(expect.stringContaining('Wrong HTTP URL')),
    );
    expect(await send(inline({ text: 'a', url: 'http://127.0.0.1:3000' }))).toMatchObject({ ok: true });
  });

  it('refuse more than 100 buttons', async () => {
    const buttons = Array.from({ length: 101 }, (_, index) => [{ text: 'a', callback_data: `${index}` }]);
    expect(await send({ inline_keyboard: buttons })).toEqual(refused('Bad Request: reply markup is too long'));
  });
});

describe('a tap on an inline button', () => {
  it('asks the bot, which answers once', async () => {
    await send(inline({ text: 'Принять', callback_data: 'v1:accept:1' }));
    const { json } = await tap({ text: 'Принять' });
    expect((await newest()).callback_query).toMatchObject({
      id: json.callbackQueryId,
      data: 'v1:accept:1',
      from: { id: chatId, is_bot: false },
      message: { chat: { id: chatId, type: 'private' }, from: { is_bot: true } },
    });

    const path = `/callback-queries/${json.callbackQueryId}`;
    expect((await telegram.control('GET', path)).json).toEqual({ answered: false });
    const answer = { callback_query_id: json.callbackQueryId, text: 'Готово', show_alert: true };
    expect(await telegram.call('answerCallbackQuery', answer)).toEqual({ ok: true, result: true });
    expect((await telegram.control('GET', path)).json).toEqual({ answered: true, text: 'Готово', showAlert: true });
    expect(await telegram.call('answerCallbackQuery', answer)).toEqual(
      refused('Bad Request: query is too old and response timeout expired or query ID is invalid'),
    );
  });

  it('refuses a late answer, an unknown query and more than 200 characters', async () => {
    await send(inline({ text: 'Да', callback_data: 'yes' }));
    const ask = async () => (await tap({ data: 'yes' })).json.callbackQueryId as string;
    const answer = (callback_query_id: string, text = '') =>
      telegram.call('answerCallbackQuery', { callback_query_id, text });
    const tooOld = refused(expect.stringContaining('query is too old'));
    expect(await answer('1')).toEqual(tooOld);
    expect(await answer(await ask(), 'a'.repeat(201))).toEqual(refused('Bad Request: MESSAGE_TOO_LONG'));
    const late = await ask();
    telegram.advance(60_001);
    expect(await answer(late)).toEqual(tooOld);
  });

  it('needs the button to be on the screen', async () => {
    const { result } = await send(inline({ text: 'Да', callback_data: 'yes' }));
    await telegram.call('editMessageText', { chat_id: chatId, message_id: result.message_id, text: 'b' });
    const { status, json } = await tap({ data: 'yes' });
    expect([status, json.error]).toEqual([409, 'no visible button "yes" in this chat']);
  });

  it('takes the newest message that carries it, unless one is named', async () => {
    const first = (await send(inline({ text: 'Да', callback_data: '1' }))).result.message_id;
    await send(inline({ text: 'Да', callback_data: '2' }));
    await tap({ text: 'Да' });
    expect((await newest()).callback_query.data).toBe('2');
    await tap({ text: 'Да', messageId: first });
    expect((await newest()).callback_query.data).toBe('1');
  });

  it('opens a link without asking the bot', async () => {
    await send(inline({ text: 'Открыть', url: 'https://kaspi.kz/p/1' }));
    expect((await tap({ text: 'Открыть' })).json).toEqual({ ok: true, url: 'https://kaspi.kz/p/1' });
  });
});

describe('reply keyboards', () => {
  it('stay until removed, and a tap says the button’s text', async () => {
    await send({ keyboard: [['Товары', { text: 'Цены' }]], resize_keyboard: true, is_persistent: true });
    await telegram.call('sendMessage', { chat_id: chatId, text: 'b' });
    expect((await telegram.transcript(chatId)).replyKeyboard).toMatchObject({
      rows: [[{ text: 'Товары' }, { text: 'Цены' }]],
      resize: true,
      persistent: true,
      oneTime: false,
    });
    await tap({ text: 'Цены' });
    expect((await newest()).message.text).toBe('Цены');

    await send({ remove_keyboard: true });
    expect((await telegram.transcript(chatId)).replyKeyboard).toBeNull();
    expect((await tap({ text: 'Цены' })).status).toBe(409);
  });

  it('share the user’s own contact on request', async () => {
    await send({ keyboard: [[{ text: 'Телефон', request_contact: true }]], one_time_keyboard: true });
    await tap({ text: 'Телефон' });
    const { contact } = (await newest()).message;
    expect(contact).toMatchObject({
      user_id: chatId,
      first_name: 'Айгуль',
      phone_number: expect.stringMatching(/^7701/),
    });
    expect((await telegram.transcript(chatId)).replyKeyboard).toMatchObject({ collapsed: true });
  });

  it.each([
    ['nothing in it', { keyboard: [] }],
    ['a button without text', { keyboard: [[{ request_contact: true }]] }],
    ['two requests', { keyboard: [[{ text: 'a', request_contact: true, request_location: true }]] }],
    ['rows that are no rows', { keyboard: ['a'] }],
    ['a long placeholder', { keyboard: [['a']], input_field_placeholder: 'a'.repeat(65) }],
  ])('are refused with %s', async (_, markup) => {
    expect(await send(markup)).toMatchObject({ ok: false, error_code: 400 });
  });

  it('can’t be given to an edit', async () => {
    const { result } = await telegram.call('sendMessage', { chat_id: chatId, text: 'a' });
    const edit = { chat_id: chatId, message_id: result.message_id, text: 'b', reply_markup: { keyboard: [['a']] } };
    expect(await telegram.call('editMessageText', edit)).toEqual(refused('Bad Request: inline keyboard expected'));
  });

  it('give way to a forced reply', async () => {
    await send({ force_reply: true, input_field_placeholder: 'Цена' });
    expect((await telegram.transcript(chatId)).forceReply).toMatchObject({ placeholder: 'Цена' });
    await telegram.control('POST', `/chats/${chatId}/messages`, { text: '1' });
    expect((await telegram.transcript(chatId)).forceReply).toBeNull();
  });
});
