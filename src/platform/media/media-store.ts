import type { Readable } from 'node:stream';

/** A stored picture. */
export interface StoredImage {
  /** Made from the content, 43 characters that nobody guesses, with the type's ending. */
  readonly fileName: string;
  readonly mime: ImageType['mime'];
  readonly sizeBytes: number;
  /** Address from the root of our own site, `/media/<company>/<file>`. */
  readonly url: string;
}

/** A picture on its way out. */
export interface OpenedImage {
  readonly mime: ImageType['mime'];
  readonly sizeBytes: number;
  readonly stream: Readable;
}

/** Where pictures live; each company has a place of its own. */
export interface MediaStore {
  /** Keeps a picture; the same bytes are kept once. @throws media.notAnImage, media.tooBig */
  saveImage(companyId: string, bytes: Uint8Array): Promise<StoredImage>;
  /** The picture under the two parts of its address; undefined when there is none. */
  openImage(company: string, fileName: string): Promise<OpenedImage | undefined>;
}

/** The kinds of picture that are taken. */
export const imageTypes = [
  { mime: 'image/jpeg', ending: 'jpg' },
  { mime: 'image/png', ending: 'png' },
  { mime: 'image/webp', ending: 'webp' },
] as const;

/** One of the kinds of picture that are taken. */
export type ImageType = (typeof imageTypes)[number];

/** The kind of picture, told by the first bytes: what a sender says about a file proves nothing. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.subarray(0, 12));
  const [jpeg, png, webp] = imageTypes;
  if (head.subarray(0, 3).toString('hex') === 'ffd8ff') {
    return jpeg;
  }

  if (head.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') {
    return png;
  }

  return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP' ? webp : undefined;
}
