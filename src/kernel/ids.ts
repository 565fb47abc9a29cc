import { randomBytes } from 'node:crypto';

/** A new time-ordered id (UUID version 7, RFC 9562): 48 bits of Unix milliseconds, the rest random. */
export function newId(at: Date = new Date()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
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

function withDashes(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
