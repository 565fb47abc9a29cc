import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pngOf, startTelegram, type TelegramBench, token, type Wire } from './telegram-bench.ts';

const megabyte = 1024 * 1024;
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
const chat = () => ({ chat_id: `${chatId}` });
const file = (content: Buffer<ArrayBuffer>, name: string, type = 'image/png') => new File([content], name, { type });
const lastMessage = async () => (await telegram.call('getUpdates')).result.at(-1).message;
const speak = (body: object) => telegram.control('POST', `/chats/${chatId}/messages`, body);
const download = (path: string, by = token) => fetch(`${telegram.url}/telegram/file/bot${by}/${path}`);

describe('sendPhoto', () => {
  it('keeps an upload, which can be sent again by id and downloaded', async () => {
    const png = pngOf(800, 600);
    const sent = await telegram.upload(
      'sendPhoto',
      { ...chat(), photo: 'attach://a', caption: '<b>Чайник</b>', parse_mode: 'HTML' },
      { a: file(png, 'a.png') },
    );
    expect(sent.result).toMatchObject({
      caption: 'Чайник',
      caption_entities: [{ type: 'bold', offset: 0, length: 6 }],
    });
    const large = sent.result.photo.at(-1);
    expect(large).toMatchObject({ width: 800, height: 600, file_size: png.length });

    const again = await telegram.call('sendPhoto', { ...chat(), photo: large.file_id });
    expect(again.result.photo).toEqual(sent.result.photo);
    const { result } = await telegram.call('getFile', { file_id: large.file_id });
    expect(Buffer.from(await (await download(result.file_path)).arrayBuffer())).toEqual(png);
    expect((await download(result.file_path, '1234:wrong')).status).toBe(401);
    expect((await download('photos/none.png')).status).toBe(404);
  });

  it('refuses what is no image, too big a one and a ribbon', async () => {
    const send = (content: Buffer<ArrayBuffer>) =>
      telegram.upload('sendPhoto', chat(), { photo: file(content, 'a.png') });
    expect(await send(Buffer.from('<svg/>'))).toEqual(refused(400, 'Bad Request: IMAGE_PROCESS_FAILED'));
    expect(await send(pngOf(2100, 100))).toEqual(refused(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'));
    expect(await send(pngOf(100, 100, 10 * megabyte))).toMatchObject({ ok: true });
    expect(await send(pngOf(100, 100, 10 * megabyte + 1))).toEqual(
      refused(400, expect.stringContaining('is too big for a photo; the maximum size is 10485760 bytes')),
    );
  });

  it('are shown to a browser, while any other file is saved', async () => {
    const look = async (body: object) => {
      await telegram.control('POST', `/chats/${chat().chat_id}/messages`, body);
      const { messages } = await telegram.transcript(Number(chat().chat_id));
      const { photo, document } = messages.at(-1);
      const { headers } = await fetch(`${telegram.url}${(photo ?? document).url}`);
      return [headers.get('content-type'), headers.get('content-disposition')];
    };
    const contentBase64 = pngOf(9, 9).toString('base64');
    expect(await look({ photo: { name: 'a.png', contentBase64 } })).toEqual(['image/png', null]);
    const page = { name: 'a.html', mimeType: 'text/html', contentBase64 };
    expect(await look({ document: page })).toEqual(['text/html; charset=utf-8', 'attachment; filename="a.html"']);
    const drawing = { name: 'a.svg', mimeType: 'image/svg+xml', contentBase64 };
    expect(await look({ document: drawing })).toEqual(['image/svg+xml', 'attachment; filename="a.svg"']);
  });

  it('come from people in any size, because their clients rescale', async () => {
    const contentBase64 = pngOf(100, 100, 10 * megabyte + 1).toString('base64');
    const body = { photo: { name: 'a.png', contentBase64 } };
    expect((await telegram.control('POST', `/chats/${chat().chat_id}/messages`, body)).status).toBe(200);
  });

  it('refuses a caption over 1024 characters, a foreign id and a missing attachment', async () => {
    const send = (fields: Record<string, string>) =>
      telegram.upload('sendPhoto', { ...chat(), ...fields }, { a: file(pngOf(9, 9), 'a.png') });
    expect(await send({ photo: 'attach://a', caption: 'я'.repeat(1025) })).toEqual(
      refused(400, 'Bad Request: message caption is too long'),
    );
    expect(await send({ photo: 'AgACnobody' })).toEqual(
      refused(400, 'Bad Request: wrong file identifier/HTTP URL specified'),
    );
    expect(await send({ photo: 'attach://b' })).toMatchObject({ ok: false, error_code: 400 });
  });

  it('can be edited: caption alone, then the picture', async () => {
    const { result } = await telegram.upload('sendPhoto', chat(), { photo: file(pngOf(9, 9), 'a.png') });
    const target = { ...chat(), message_id: `${result.message_id}` };
    expect(await telegram.call('editMessageText', { ...target, text: 'a' })).toEqual(
      refused(400, 'Bad Request: there is no text in the message to edit'),
    );
    expect((await telegram.call('editMessageCaption', { ...target, caption: 'b' })).result).toMatchObject({
      caption: 'b',
      photo: result.photo,
    });
    const media = JSON.stringify({ type: 'photo', media: 'attach://new', caption: 'c' });
    const edited = await telegram.upload(
      'editMessageMedia',
      { ...target, media },
      { new: file(pngOf(20, 10), 'b.png') },
    );
    expect(edited.result.photo.at(-1)).toMatchObject({ width: 20, height: 10 });
    expect(edited.result.caption).toBe('c');
  });
});

describe('sendDocument', () => {
  it('keeps name and type, and refuses more than 50 MB', async () => {
    const send = (bytes: number) =>
      telegram.upload('sendDocument', chat(), { document: file(Buffer.alloc(bytes), 'отчёт.pdf', 'application/pdf') });
    expect((await send(9)).result.document).toMatchObject({
      file_name: 'отчёт.pdf',
      mime_type: 'application/pdf',
      file_size: 9,
    });
    expect(await send(50 * megabyte + 1)).toEqual(refused(413, 'Request Entity Too Large'));
  });
});

describe('sendMediaGroup', () => {
  const group = (media: object[]) =>
    telegram.upload('sendMediaGroup', { ...chat(), media: JSON.stringify(media) }, { a: file(pngOf(9, 9), 'a.png') });
  const photo = { type: 'photo', media: 'attach://a' };

  it('sends an album of 2–10 under one group id', async () => {
    const { result } = await group([{ ...photo, caption: 'Первая' }, photo]);
    expect(result.map(({ caption }: Wire) => caption)).toEqual(['Первая', undefined]);
    expect(new Set(result.map(({ media_group_id }: Wire) => media_group_id)).size).toBe(1);
    expect(await group([photo])).toMatchObject(refused(400, expect.stringContaining('2-10 items')));
    expect(await group(new Array(11).fill(photo))).toMatchObject(refused(400, expect.stringContaining('2-10 items')));
  });

  it('refuses documents among photos', async () => {
    expect(await group([photo, { type: 'document', media: 'attach://a' }])).toEqual(
      refused(400, "Bad Request: document can't be mixed with other media types"),
    );
  });
});

describe('what a user sends', () => {
  it('arrives as a photo the bot can download', async () => {
    const png = pngOf(640, 480);
    await speak({ photo: { name: 'чайник.png', contentBase64: png.toString('base64') }, caption: 'Чайник' });
    const message = await lastMessage();
    expect(message).toMatchObject({ caption: 'Чайник', from: { id: chatId } });
    const { result } = await telegram.call('getFile', { file_id: message.photo.at(-1).file_id });
    expect(Buffer.from(await (await download(result.file_path)).arrayBuffer())).toEqual(png);
  });

  it('arrives as an album when there are several photos', async () => {
    const photos = ['a.png', 'b.png'].map((name) => ({ name, contentBase64: pngOf(9, 9).toString('base64') }));
    const { json } = await speak({ photo: { photos, caption: 'Две' } });
    expect(json.messageIds).toHaveLength(2);
    const { messages } = await telegram.transcript(chatId);
    const album = messages.slice(-2);
    expect(album[0].mediaGroupId).toBe(album[1].mediaGroupId);
    expect((await fetch(telegram.url + album[0].photo.url)).headers.get('content-type')).toBe('image/png');
  });

  it('is refused by getFile above 20 MB and taken at 20 MB', async () => {
    const sizeOf = async (size: number) => {
      await speak({ document: { name: 'прайс.xlsx', size } });
      const { document } = await lastMessage();
      expect(document.file_size).toBe(size);
      return telegram.call('getFile', { file_id: document.file_id });
    };
    expect(await sizeOf(20 * megabyte)).toMatchObject({ ok: true });
    expect(await sizeOf(30 * megabyte)).toEqual(refused(400, 'Bad Request: file is too big'));
    expect(await telegram.call('getFile', { file_id: 'none' })).toEqual(refused(400, 'Bad Request: invalid file_id'));
  });

  it('may be their own contact or somebody else’s', async () => {
    await speak({ contact: true });
    expect((await lastMessage()).contact).toMatchObject({ user_id: chatId });
    await speak({ contact: { phone: '+77770000000', userId: 5 } });
    expect((await lastMessage()).contact).toMatchObject({ phone_number: '+77770000000', user_id: 5 });
  });

  it('may be a start with a payload of 64 allowed characters', async () => {
    await speak({ start: 'a'.repeat(64) });
    expect(await lastMessage()).toMatchObject({
      text: `/start ${'a'.repeat(64)}`,
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    });
    expect((await speak({ start: 'a'.repeat(65) })).status).toBe(400);
    expect((await speak({ start: 'a b' })).status).toBe(400);
  });
});
