import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { badRequest, TelegramError } from './errors.ts';
import { readImageHeader } from './images.ts';
import type { Bot, StoredFile, TelegramWorld } from './model.ts';
import type { PhotoSize, WireDocument } from './wire.ts';

/** A photo may have 10 MB (https://core.telegram.org/bots/api#sendphoto). */
export const maxPhotoBytes = 10 * 1024 * 1024;
/** A bot may send 50 MB (https://core.telegram.org/bots/api#senddocument). */
export const maxUploadBytes = 50 * 1024 * 1024;
/** A bot may download 20 MB (https://core.telegram.org/bots/api#getfile). */
export const maxDownloadBytes = 20 * 1024 * 1024;

const thumbnailPixels = 320;
const maxPhotoSides = 10_000;
const maxPhotoRatio = 20;

/** Bytes on their way into the world; a size without bytes makes a file of zeroes. */
export interface Upload {
  readonly name: string;
  readonly mimeType?: string | undefined;
  readonly content?: Buffer | undefined;
  readonly size?: number | undefined;
}

/** Stores a photo that a bot uploads. @throws TelegramError 400 when it is none or above 10 MB */
export function storeUploadedPhoto(world: TelegramWorld, bot: Bot, upload: Upload): readonly PhotoSize[] {
  const size = upload.content?.length ?? 0;
  if (size > maxPhotoBytes) {
    const limit = `the maximum size is ${maxPhotoBytes} bytes`;
    throw badRequest(`file of size ${size} bytes is too big for a photo; ${limit}`);
  }
  return storePhoto(world, bot, upload);
}

/** Stores a photo of any size in two sizes (neither is rescaled). @throws TelegramError 400 when it is none */
export function storePhoto(world: TelegramWorld, bot: Bot, upload: Upload): readonly PhotoSize[] {
  const image = readImageHeader(upload.content ?? Buffer.alloc(0));
  if (!image) {
    throw badRequest('IMAGE_PROCESS_FAILED');
  }
  const { width, height } = image;
  if (width + height > maxPhotoSides || Math.max(width / height, height / width) > maxPhotoRatio) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  }

  const scale = Math.min(1, thumbnailPixels / Math.max(width, height));
  const small = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  return [small, { width, height }].map((size) => {
    const file = store(world, bot, { ...upload, mimeType: image.mimeType, folder: 'photos' });
    return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, ...size };
  });
}

/** Stores a document that a bot uploads. @throws TelegramError 413 above 50 MB, 400 when empty */
export function storeUploadedDocument(world: TelegramWorld, bot: Bot, upload: Upload): WireDocument {
  const size = upload.content?.length ?? 0;
  if (size > maxUploadBytes) {
    throw new TelegramError(413, 'Request Entity Too Large');
  }
  if (size === 0) {
    throw badRequest('file must be non-empty');
  }
  return storeDocument(world, bot, upload);
}

/** Stores a document of any size. */
export function storeDocument(world: TelegramWorld, bot: Bot, upload: Upload): WireDocument {
  const file = store(world, bot, { ...upload, folder: 'documents' });
  return documentOf(file);
}

/** The document that a stored file is. */
export function documentOf(file: StoredFile): WireDocument {
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    file_name: file.name,
    mime_type: file.mimeType,
  };
}

/** The file a bot names by id. @throws TelegramError 400 when that bot never saw it */
export function requestedFile(world: TelegramWorld, bot: Bot, fileId: string): StoredFile {
  const file = world.files.get(fileId);
  if (file?.botId !== bot.id) {
    throw badRequest('wrong file identifier/HTTP URL specified');
  }
  return file;
}

/** The bytes of a stored file. */
export function bytesOf(file: StoredFile): Buffer {
  return file.content ?? Buffer.alloc(file.size);
}

function store(world: TelegramWorld, bot: Bot, upload: Upload & { folder: 'photos' | 'documents' }): StoredFile {
  const number = world.files.size + 1;
  const digest = createHash('sha256').update(`${bot.id}:${number}`).digest('base64url');
  const prefix = upload.folder === 'photos' ? 'AgACAgIAAxkBAA' : 'BQACAgIAAxkBAA';
  const file: StoredFile = {
    fileId: `${prefix}${digest}`,
    uniqueId: `AgAD${digest.slice(0, 12)}`,
    botId: bot.id,
    name: upload.name,
    mimeType: upload.mimeType || 'application/octet-stream',
    size: upload.content?.length ?? upload.size ?? 0,
    path: `${upload.folder}/file_${number}${extname(upload.name)}`,
    content: upload.content,
  };
  world.files.set(file.fileId, file);
  return file;
}
