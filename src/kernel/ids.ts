import { randomBytes, randomFillSync } from 'node:crypto';

const last = { at: 0, count: 0 };
const MAX_COUNT = 0xfff;
const BORROWED_MS = 100;
const ID_BYTES = 16;
/** Random bytes are drawn for many ids at once: the call costs more than the bytes. */
const drawn = { bytes: Buffer.alloc(256 * ID_BYTES), used: 256 * ID_BYTES };

/**
 * A new id (UUID version 7, RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter, the rest random. Ids made by one
 * process are in the order they were made, also within a millisecond.
 */
export function newId(at: Date = new Date()): string {
  const bytes = drawBytes();
  const count = nextCount(at.getTime());
  bytes.writeUIntBE(last.at, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return withDashes(bytes.toString('hex'));
}

/** The 22 base64url characters that stand for a UUID in callback data and links. */
export function shortId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The UUID behind a short id, or undefined when the text is not one. */
export function longId(short: string): string | undefined {
  if (!/^[A-Za-z0-9_-]{22}$/.test(short)) {
    return undefined;
  }

  const hex = Buffer.from(short, 'base64url').toString('hex');
  return hex.length === 32 ? withDashes(hex) : undefined;
}

/** An unguessable token of 256 bits, 43 base64url characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A full counter borrows the next millisecond; an instant that is not just behind the last one begins anew. */
function nextCount(at: number): number {
  if (at > last.at || last.at - at > BORROWED_MS) {
    last.at = at;
    last.count = 0;
  } else if (last.count === MAX_COUNT) {
    last.at += 1;
    last.count = 0;
  } else {
    last.count += 1;
  }
  return last.count;
}

function drawBytes(): Buffer {
  if (drawn.used >= drawn.bytes.length) {
    randomFillSync(drawn.bytes);
    drawn.used = 0;
  }
  drawn.used += ID_BYTES;
  return Buffer.from(drawn.bytes.subarray(drawn.used - ID_BYTES, drawn.used));
}

function withDashes(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
