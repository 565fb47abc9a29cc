/** A product's picture on its way to a chat: as an upload, because Telegram can't reach every address a picture has. */
import { InputFile } from 'grammy';
import { imageTypeOf, type MediaStore } from '#src/platform/media/media-store.ts';

const FETCH_MS = 3000;
const MAX_BYTES = 10 * 1024 * 1024;

/** The picture as an upload; undefined when there is none or it can't be had now, the card then goes without. */
export async function photoOf(media: MediaStore, imageUrl: string | null): Promise<InputFile | undefined> {
  if (imageUrl === null) {
    return undefined;
  }

  const [, company, fileName] = /^\/media\/([^/]+)\/([^/]+)$/.exec(imageUrl) ?? [];
  if (company !== undefined && fileName !== undefined) {
    const opened = await media.openImage(company, fileName);
    return opened && new InputFile(opened.stream, fileName);
  }

  const bytes = await download(imageUrl);
  const type = bytes && imageTypeOf(bytes);
  return bytes && type ? new InputFile(bytes, `product.${type.ending}`) : undefined;
}

async function download(url: string): Promise<Uint8Array | undefined> {
  if (!/^https?:\/\//.test(url)) {
    return undefined;
  }

  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
    const isSmall = Number(response.headers.get('content-length') ?? 0) <= MAX_BYTES;
    return response.ok && isSmall ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    // Somebody else's server is down or slow: the card is worth showing without its picture.
    return undefined;
  }
}
