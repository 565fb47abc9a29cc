import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSecretBox, deriveSecret, readSecretsKey } from '#src/platform/secrets/secret-box.ts';

const aKey = () => readSecretsKey(randomBytes(32).toString('base64'));
const [present, former] = [aKey(), aKey()];
const box = createSecretBox([present]);
const token = 'токен-ҚҰПИЯ-🔑';

describe('a sealed secret', () => {
  it('opens to the same text, and twice sealed looks different each time', () => {
    const [one, other] = [box.seal(token, 'store.token:1'), box.seal(token, 'store.token:1')];
    expect(one).not.toBe(other);
    expect([one, other].map((sealed) => box.open(sealed, 'store.token:1'))).toEqual([token, token]);
    expect(box.open(box.seal('', 'empty'), 'empty')).toBe('');
  });

  it('opens for no other purpose: a neighbour’s value can’t be moved to one’s own row', () => {
    const sealed = box.seal(token, 'store.token:neighbour');
    expect(() => box.open(sealed, 'store.token:mine')).toThrow();
  });

  it.each([
    ['version', 0, (part: string) => `${part}0`],
    ['key', 1, () => aKey().id],
    ['vector', 2, flip],
    ['tag', 3, flip],
    ['tag, which was shortened,', 3, (part: string) => part.slice(0, 6)],
    ['ciphertext', 4, flip],
    ['ciphertext, which was shortened,', 4, (part: string) => part.slice(0, -2)],
  ])('does not open when its %s is another', (_, index, change) => {
    const parts = box.seal(token, 'p').split('.');
    expect(() => box.open(parts.with(index, change(parts[index] ?? '')).join('.'), 'p')).toThrow();
  });

  it('of a former key opens while that key is given, and new ones are sealed with the present key', () => {
    const old = createSecretBox([former]).seal(token, 'p');
    expect(createSecretBox([present, former]).open(old, 'p')).toBe(token);
    expect(() => box.open(old, 'p')).toThrow(/key/);
    expect(box.open(createSecretBox([present, former]).seal(token, 'p'), 'p')).toBe(token);
  });

  it('is named by no error', () => {
    const parts = box.seal(token, 'p').split('.');
    const spoilt = parts.with(4, flip(parts[4] ?? '')).join('.');
    expect(() => box.open(spoilt, 'p')).not.toThrow(token);
  });
});

describe('a mark', () => {
  it('knows its text again for its purpose, also under a former key, and nothing else', () => {
    const mark = createSecretBox([former]).mark(token, 'p');
    const both = createSecretBox([present, former]);
    expect(both.isMarkOf(mark, token, 'p')).toBe(true);
    expect(both.isMarkOf(mark, `${token}x`, 'p')).toBe(false);
    expect(both.isMarkOf(mark, token, 'q')).toBe(false);
    expect(box.isMarkOf(mark, token, 'p')).toBe(false);
    expect(box.isMarkOf('', token, 'p')).toBe(false);
  });
});

describe('the key of secrets', () => {
  it('is 32 bytes in base64 and nothing else', () => {
    expect(() => readSecretsKey(randomBytes(31).toString('base64'))).toThrow(/32 bytes.*31/);
    expect(() => readSecretsKey('')).toThrow(/32 bytes/);
  });

  it('gives each use a secret of its own, always the same', () => {
    expect(deriveSecret(present, 'role.app')).toBe(deriveSecret(present, 'role.app'));
    expect(deriveSecret(present, 'role.app')).not.toBe(deriveSecret(present, 'role.system'));
    expect(deriveSecret(present, 'role.app')).not.toBe(deriveSecret(former, 'role.app'));
  });
});

/** The same length with its first bit changed. */
function flip(part: string): string {
  const bytes = Buffer.from(part, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 0x80;
  return bytes.toString('base64url');
}
