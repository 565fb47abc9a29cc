import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Something long, made once and read any number of times, that takes no memory. */
export interface Spool {
  /** Adds to the end. */
  write(text: string): Promise<void>;
  sizeBytes(): number;
  /** All of it from the beginning; readers don't disturb each other. */
  read(): Readable;
  /** Forgets it; call it when the last reader is done. */
  close(): Promise<void>;
}

const CHUNK_BYTES = 64 * 1024;

/** A temporary file that has lost its name already: however the process ends, nothing of it stays. */
export async function openSpool(): Promise<Spool> {
  const path = join(tmpdir(), `sauda-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  let size = 0;
  return {
    write: async (text) => {
      const bytes = Buffer.from(text);
      await file.writeFile(bytes);
      size += bytes.byteLength;
    },
    sizeBytes: () => size,
    read: () => Readable.from(chunksOf(file, size), { objectMode: false }),
    close: () => file.close(),
  };
}

async function* chunksOf(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) {
      throw new Error(`A temporary file ends at ${at} of ${size} bytes.`);
    }

    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
