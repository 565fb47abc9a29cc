import { isRecord } from '../body.ts';
import { badRequest } from './errors.ts';
import { documentOf, requestedFile, storeUploadedDocument, storeUploadedPhoto, type Upload } from './files.ts';
import type { StoredMessage } from './model.ts';
import { type Call, jsonParam, type Params } from './params.ts';
import type { PhotoSize, WireDocument } from './wire.ts';

const groupSize = { min: 2, max: 10 };

/** One item of an album, or the new media of a message; its caption is still to be read. */
export interface Media {
  readonly photo?: readonly PhotoSize[];
  readonly document?: WireDocument;
  readonly caption: Params;
}

/** The photo that a parameter names: an upload, a file id or an address. @throws TelegramError 400, 413 */
export function photoParam(call: Call, name: string): Promise<readonly PhotoSize[]> {
  return photoFrom(call, call.params.files[name] ?? call.params.fields[name]);
}

/** The document that a parameter names: an upload, a file id or an address. @throws TelegramError 400, 413 */
export function documentParam(call: Call, name: string): Promise<WireDocument> {
  return documentFrom(call, call.params.files[name] ?? call.params.fields[name]);
}

/** Reads the `media` of an album: 2–10 photos, or as many documents. @throws TelegramError 400 */
export async function mediaGroupParam(call: Call): Promise<Media[]> {
  const items = jsonParam(call.params, 'media');
  if (!Array.isArray(items) || !items.every(isRecord)) {
    throw badRequest("can't parse media JSON object");
  }
  if (items.length < groupSize.min || items.length > groupSize.max) {
    throw badRequest(`group of messages to send must include ${groupSize.min}-${groupSize.max} items`);
  }
  if (new Set(items.map(({ type }) => type)).size > 1) {
    throw badRequest("document can't be mixed with other media types");
  }

  const media: Media[] = [];
  for (const item of items) {
    media.push(await readMedia(call, item));
  }
  return media;
}

/** Reads the one `media` of an edit. @throws TelegramError 400 */
export function mediaParam(call: Call): Promise<Media> {
  const item = jsonParam(call.params, 'media');
  if (!isRecord(item)) {
    throw badRequest("can't parse media JSON object");
  }
  return readMedia(call, item);
}

async function readMedia(call: Call, item: Record<string, unknown>): Promise<Media> {
  const caption: Params = { fields: item, files: {} };
  if (item.type === 'photo') {
    return { photo: await photoFrom(call, item.media), caption };
  }
  if (item.type === 'document') {
    return { document: await documentFrom(call, item.media), caption };
  }
  throw badRequest('invalid InputMedia type specified');
}

async function photoFrom(call: Call, source: unknown): Promise<readonly PhotoSize[]> {
  const upload = await uploadFrom(call, source);
  if (upload) {
    return storeUploadedPhoto(call.world, call.bot, upload);
  }

  const file = requestedFile(call.world, call.bot, String(source));
  const sizes = allMessages(call).find(({ message }) => message.photo?.some((size) => size.file_id === file.fileId));
  if (!sizes?.message.photo) {
    throw badRequest("can't use file of type Document as Photo");
  }
  return sizes.message.photo;
}

async function documentFrom(call: Call, source: unknown): Promise<WireDocument> {
  const upload = await uploadFrom(call, source);
  if (upload) {
    return storeUploadedDocument(call.world, call.bot, upload);
  }

  const file = requestedFile(call.world, call.bot, String(source));
  if (!file.path.startsWith('documents/')) {
    throw badRequest("can't use file of type Photo as Document");
  }
  return documentOf(file);
}

async function uploadFrom({ params }: Call, source: unknown): Promise<Upload | undefined> {
  if (isRecord(source)) {
    return source as unknown as Upload;
  }
  if (typeof source !== 'string' || source === '') {
    throw badRequest('there is no file in the request');
  }
  if (source.startsWith('attach://')) {
    const file = params.files[source.slice('attach://'.length)];
    if (!file) {
      throw badRequest("can't find the attached file");
    }
    return file;
  }
  return /^https?:\/\//.test(source) ? download(source) : undefined;
}

async function download(url: string): Promise<Upload> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    if (response.ok) {
      const name = new URL(url).pathname.split('/').at(-1) || 'file';
      const mimeType = response.headers.get('content-type') ?? undefined;
      return { name, mimeType, content: Buffer.from(await response.arrayBuffer()) };
    }
  } catch (error) {
    throw Object.assign(badRequest('failed to get HTTP URL content'), { cause: error });
  }
  throw badRequest('failed to get HTTP URL content');
}

function allMessages({ bot }: Call): StoredMessage[] {
  return [...bot.chats.values()].flatMap(({ messages }) => messages);
}
