import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTelegram, type TelegramBench, token } from './telegram-bench.ts';

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

const refused = (code: number, description: unknown) => ({ ok: false, error_code: code, description });

describe('calls', () => {
  it('answer 401 to an unknown token and 404 to an unknown method', async () => {
    const stranger = await fetch(`${telegram.url}/telegram/bot1234:wrong/getMe`);
    expect(stranger.status).toBe(401);
    expect(await stranger.json()).toEqual(refused(401, 'Unauthorized'));
    expect(await telegram.call('sendNothing')).toEqual(refused(404, 'Not Found: method not found'));
  });

  it('take parameters from the query, a form and JSON alike, and method names in any case', async () => {
    const url = `${telegram.url}/telegram/bot${token}/sendmessage`;
    const query = await fetch(`${url}?chat_id=${chatId}&text=query`);
    const form = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: `${chatId}`, text: 'form' }),
    });
    const multipart = await telegram.upload('sendMessage', { chat_id: `${chatId}`, text: 'multipart' }, {});
    expect([query.status, form.status, multipart.ok]).toEqual([200, 200, true]);
    const { messages } = await telegram.transcript(chatId);
    expect(messages.slice(1).map(({ text }: { text: string }) => text)).toEqual(['query', 'form', 'multipart']);
  });

  it('answer broken JSON in the shape of the Bot API', async () => {
    const response = await fetch(`${telegram.url}/telegram/bot${token}/getMe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, error_code: 400 });
  });

  it('reach the same bot through the in-process fetch', async () => {
    const response = await telegram.inProcess(`https://api.telegram.org/bot${token}/getMe`, { method: 'POST' });
    expect(await response.json()).toMatchObject({ ok: true, result: { id: 123456789, username: 'sauda_test_bot' } });
  });

  it('that were refused are kept as violations until cleared', async () => {
    await telegram.control('DELETE', '/violations');
    await telegram.call('sendMessage', { chat_id: chatId, text: '' });
    const { json } = await telegram.control('GET', '/violations');
    expect(json).toEqual([
      {
        at: expect.any(String),
        bot: 'sauda_test_bot',
        method: 'sendMessage',
        code: 400,
        description: 'Bad Request: message text is empty',
        params: { chat_id: chatId, text: '' },
      },
    ]);
    await telegram.control('DELETE', '/violations');
    expect((await telegram.control('GET', '/violations')).json).toEqual([]);
  });
});

describe('sendMessage', () => {
  it('parses HTML into entities counted in UTF-16 units', async () => {
    const text =
      '😀 <b>Цена <i>12&nbsp;990</i></b> &lt;₸&gt; <a href="https://kaspi.kz/a?b=1&amp;c=2">карта</a> ' +
      '<tg-spoiler>тайна</tg-spoiler> <pre><code class="language-ts">1 &amp; 2</code></pre>';
    const { result } = await telegram.call('sendMessage', { chat_id: chatId, text, parse_mode: 'HTML' });
    expect(result.text).toBe('😀 Цена 12&nbsp;990 <₸> карта тайна 1 & 2');
    expect(result.entities).toEqual([
      { type: 'bold', offset: 3, length: 16 },
      { type: 'italic', offset: 8, length: 11 },
      { type: 'text_link', offset: 24, length: 5, url: 'https://kaspi.kz/a?b=1&c=2' },
      { type: 'spoiler', offset: 30, length: 5 },
      { type: 'pre', offset: 36, length: 5, language: 'ts' },
    ]);
  });

  it('takes a name that every JavaScript object has for no character and no tag', async () => {
    const send = (text: string) => telegram.call('sendMessage', { chat_id: chatId, text, parse_mode: 'HTML' });
    expect((await send('a&constructor;b')).result.text).toBe('a&constructor;b');
    expect(await send('<constructor>a</constructor>')).toMatchObject({ error_code: 400 });
  });

  it.each([
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['ж <x>a</x>', 'Unsupported start tag "x" at byte offset 3'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['2 < 3', 'Unsupported start tag "" at byte offset 2'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('refuses the markup %s', async (text, problem) => {
    const reply = await telegram.call('sendMessage', { chat_id: chatId, text, parse_mode: 'HTML' });
    expect(reply).toEqual(refused(400, `Bad Request: can't parse entities: ${problem}`));
  });

  it('counts 4096 characters after the markup is gone', async () => {
    const text = 'я'.repeat(4096);
    expect(
      await telegram.call('sendMessage', { chat_id: chatId, text: `<b>${text}</b>`, parse_mode: 'HTML' }),
    ).toMatchObject({ ok: true });
    expect(await telegram.call('sendMessage', { chat_id: chatId, text: `${text}я` })).toEqual(
      refused(400, 'Bad Request: message is too long'),
    );
  });

  it('refuses what is empty once trimmed', async () => {
    const reply = await telegram.call('sendMessage', { chat_id: chatId, text: ' <b> </b>\n', parse_mode: 'HTML' });
    expect(reply).toEqual(refused(400, 'Bad Request: message text is empty'));
  });

  it('finds links, commands and mentions by itself', async () => {
    const { result } = await telegram.call('sendMessage', {
      chat_id: chatId,
      text: '/help @sauda_bot https://kaspi.kz/p/1.',
    });
    expect(result.entities.map(({ type }: { type: string }) => type)).toEqual(['bot_command', 'mention', 'url']);
    expect(result.entities[2]).toMatchObject({ offset: 17, length: 20 });
  });

  it('refuses an unknown chat, and one that has not started the bot', async () => {
    const { json } = await telegram.control('POST', '/users', { firstName: 'Новый', phone: '+77010009999' });
    expect(await telegram.call('sendMessage', { chat_id: 42, text: 'a' })).toEqual(
      refused(400, 'Bad Request: chat not found'),
    );
    expect(await telegram.call('sendMessage', { chat_id: json.id, text: 'a' })).toEqual(
      refused(403, "Forbidden: bot can't initiate conversation with a user"),
    );
  });

  it('refuses a user who blocked the bot until they press start again', async () => {
    await telegram.control('PUT', `/chats/${chatId}`, { blocked: true });
    expect(await telegram.call('sendMessage', { chat_id: chatId, text: 'a' })).toEqual(
      refused(403, 'Forbidden: bot was blocked by the user'),
    );
    expect((await telegram.control('POST', `/chats/${chatId}/messages`, { text: 'hi' })).status).toBe(409);
    await telegram.control('POST', `/chats/${chatId}/messages`, { start: true });
    expect(await telegram.call('sendMessage', { chat_id: chatId, text: 'a' })).toMatchObject({ ok: true });
  });

  it('replies to a message that exists and refuses one that does not', async () => {
    const reply = await telegram.call('sendMessage', {
      chat_id: chatId,
      text: 'a',
      reply_parameters: { message_id: 1 },
    });
    expect(reply.result.reply_to_message).toMatchObject({ message_id: 1, text: '/start' });
    const missing = await telegram.call('sendMessage', {
      chat_id: chatId,
      text: 'a',
      reply_parameters: { message_id: 99 },
    });
    expect(missing).toEqual(refused(400, 'Bad Request: message to be replied not found'));
  });
});

describe('edits and deletions', () => {
  const notModified = expect.stringMatching(/^Bad Request: message is not modified: specified new message content/);
  const button = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] };
  const sent = async (extra: object = {}) =>
    (await telegram.call('sendMessage', { chat_id: chatId, text: 'a', ...extra })).result.message_id as number;

  it('change the message in place and drop buttons that are not repeated', async () => {
    const message_id = await sent({ reply_markup: button });
    const edited = await telegram.call('editMessageText', { chat_id: chatId, message_id, text: 'b' });
    expect(edited.result).toMatchObject({ message_id, text: 'b', edit_date: expect.any(Number) });
    const { messages } = await telegram.transcript(chatId);
    expect(messages.at(-1)).toMatchObject({ messageId: message_id, text: 'b', editedAt: expect.any(String) });
    expect(messages.at(-1)).not.toHaveProperty('inlineKeyboard');
  });

  it('refuse to change nothing', async () => {
    const message_id = await sent({ reply_markup: button });
    const same = { chat_id: chatId, message_id, text: ' a ', reply_markup: button };
    expect(await telegram.call('editMessageText', same)).toEqual(refused(400, notModified));
    expect(await telegram.call('editMessageReplyMarkup', same)).toEqual(refused(400, notModified));
    expect(await telegram.call('editMessageReplyMarkup', { chat_id: chatId, message_id })).toMatchObject({ ok: true });
  });

  it('refuse unknown messages, the user’s own and those with a reply keyboard', async () => {
    const edit = (message_id: number) => telegram.call('editMessageText', { chat_id: chatId, message_id, text: 'b' });
    expect(await edit(99)).toEqual(refused(400, 'Bad Request: message to edit not found'));
    expect(await edit(1)).toEqual(refused(400, "Bad Request: message can't be edited"));
    const withKeyboard = await sent({ reply_markup: { keyboard: [['Меню']] } });
    expect(await edit(withKeyboard)).toEqual(refused(400, "Bad Request: message can't be edited"));
  });

  it('refuse a caption where there is none', async () => {
    const message_id = await sent();
    expect(await telegram.call('editMessageCaption', { chat_id: chatId, message_id, caption: 'b' })).toEqual(
      refused(400, 'Bad Request: there is no caption in the message to edit'),
    );
  });

  it('delete once, for both sides, within 48 hours', async () => {
    const message_id = await sent();
    const old = await sent();
    expect(await telegram.call('deleteMessage', { chat_id: chatId, message_id })).toEqual({ ok: true, result: true });
    expect(await telegram.call('deleteMessage', { chat_id: chatId, message_id })).toEqual(
      refused(400, 'Bad Request: message to delete not found'),
    );
    telegram.advance(48 * 3_600_000);
    expect(await telegram.call('deleteMessage', { chat_id: chatId, message_id: old })).toEqual(
      refused(400, "Bad Request: message can't be deleted for everyone"),
    );
  });

  it('delete many and skip those that are missing', async () => {
    const [first, second] = [await sent(), await sent()];
    expect(await telegram.call('deleteMessages', { chat_id: chatId, message_ids: [first, second, 999] })).toMatchObject(
      { ok: true },
    );
    const { messages } = await telegram.transcript(chatId);
    expect(messages.filter(({ deleted }: { deleted?: boolean }) => deleted)).toHaveLength(2);
  });
});

describe('getChatMember', () => {
  const member = (user_id: number) => telegram.call('getChatMember', { chat_id: chatId, user_id });

  it('knows the person of the chat and the bot, and says that anybody else has left', async () => {
    const stranger = await telegram.aUser();
    expect(await member(chatId)).toMatchObject({ result: { status: 'member', user: { id: chatId, is_bot: false } } });
    expect(await member(123_456_789)).toMatchObject({ result: { status: 'member', user: { is_bot: true } } });
    expect(await member(stranger)).toMatchObject({ result: { status: 'left', user: { id: stranger } } });
    expect(await member(1)).toEqual(refused(400, 'Bad Request: invalid user_id specified'));
  });
});

describe('setChatMenuButton', () => {
  it('holds for one chat, else for all, and takes known kinds only', async () => {
    const set = (params: object) => telegram.call('setChatMenuButton', params);
    const shown = async (params = {}) => (await telegram.call('getChatMenuButton', params)).result.type;
    expect(await shown({ chat_id: chatId })).toBe('default');
    expect(await set({ menu_button: { type: 'commands' } })).toEqual({ ok: true, result: true });
    expect([await shown(), await shown({ chat_id: chatId })]).toEqual(['commands', 'commands']);
    await set({ chat_id: chatId, menu_button: { type: 'default' } });
    expect([await shown(), await shown({ chat_id: chatId })]).toEqual(['commands', 'default']);
    expect(await set({ menu_button: { type: 'fireworks' } })).toMatchObject({ error_code: 400 });
  });
});

describe('setMyCommands', () => {
  const commands = [{ command: 'orders', description: 'Заказы' }];

  it('shows the user the narrowest scope in their language', async () => {
    const kazakh = await telegram.aUser({ languageCode: 'kk' });
    await telegram.call('setMyCommands', { commands: [{ command: 'start', description: 'Start' }] });
    await telegram.call('setMyCommands', { commands, language_code: 'kk', scope: { type: 'all_private_chats' } });
    expect((await telegram.transcript(kazakh)).commands).toEqual(commands);
    expect((await telegram.transcript(chatId)).commands).toEqual([{ command: 'start', description: 'Start' }]);
    await telegram.call('deleteMyCommands', { language_code: 'kk', scope: { type: 'all_private_chats' } });
    expect((await telegram.transcript(kazakh)).commands).toEqual([{ command: 'start', description: 'Start' }]);
  });

  it.each([
    [[{ command: 'Orders', description: 'a' }], 'BOT_COMMAND_INVALID'],
    [[{ command: 'a'.repeat(33), description: 'a' }], 'BOT_COMMAND_INVALID'],
    [[{ command: 'a', description: '' }], 'BOT_COMMAND_DESCRIPTION_INVALID'],
    [[{ command: 'a', description: 'a'.repeat(257) }], 'BOT_COMMAND_DESCRIPTION_INVALID'],
    [new Array(101).fill({ command: 'a', description: 'a' }), 'BOT_COMMANDS_TOO_MUCH'],
  ])('refuses wrong commands (%#)', async (wrong, problem) => {
    expect(await telegram.call('setMyCommands', { commands: wrong })).toEqual(refused(400, `Bad Request: ${problem}`));
  });
});
