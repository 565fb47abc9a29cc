import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shortId } from '../../kernel/ids.ts';
import { mediaErrors } from './media.errors.ts';
import { imageTypeOf, imageTypes, type MediaStore } from './media-store.ts';

const MAX_MEGABYTES = 10;

/** Keeps pictures in a folder of the local disk, one sub-folder per company. */
export function createDiskMediaStore(options: { readonly folder: string }): MediaStore {
  return {
    async saveImage(companyId, bytes) {
      if (bytes.byteLength > MAX_MEGABYTES * 1024 * 1024) {
        throw mediaErrors.tooBig({ maxMegabytes: MAX_MEGABYTES });
      }

      const type = imageTypeOf(bytes);
      if (!type) {
        throw mediaErrors.notAnImage();
      }

      const company = shortId(companyId);
      const fileName = `${createHash('sha256').update(companyId).update(bytes).digest('base64url')}.${type.ending}`;
      await writeWhole(join(options.folder, company), fileName, bytes);
      return { fileName, mime: type.mime, sizeBytes: bytes.byteLength, url: `/media/${company}/${fileName}` };
    },

    async openImage(company, fileName) {
      const type = imageTypes.find(({ ending }) => fileName.endsWith(`.${ending}`));
      if (!type || !/^[\w-]{22}$/.test(company) || !/^[\w-]{43}\.[a-z]+$/.test(fileName)) {
        return undefined;
      }

      const path = join(options.folder, company, fileName);
      const found = await stat(path).catch(() => undefined);
      return found?.isFile() ? { mime: type.mime, sizeBytes: found.size, stream: createReadStream(path) } : undefined;
    },
  };
}

/** A reader never sees half a file, and a full disk leaves none behind. */
async function writeWhole(folder: string, fileName: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${fileName}.${randomUUID()}`);
  try {
    await writeFile(draft, bytes);
    await rename(draft, join(folder, fileName));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
