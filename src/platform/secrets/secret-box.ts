import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Encrypts secrets at rest (AES-256-GCM); the purpose is bound in, so a sealed value can't be used in another place. */
export interface SecretBox {
  /** Sealed text `v1.<key id>.<iv>.<tag>.<ciphertext>`, base64url. */
  seal(text: string, purpose: string): string;
  /** @throws Error when the key is unknown or the value was altered or moved to another purpose. */
  open(sealed: string, purpose: string): string;
  /** A keyed mark `<key id>.<mac>` by which the same text is known again, though it can't be read back. */
  mark(text: string, purpose: string): string;
  /** Whether a mark was made of this text for this purpose; false when its key is unknown. */
  isMarkOf(mark: string, text: string, purpose: string): boolean;
}

/** A 256-bit key with the short id that sealed values carry, so keys can be rotated. */
export interface SecretsKey {
  readonly id: string;
  readonly key: Buffer;
}

const IV_BYTES = 12;
/** Node.js would also take a tag that was cut to four bytes, which can be guessed. */
const TAG = { authTagLength: 16 };

/** Seals with the first key and opens with any of them. */
export function createSecretBox(keys: readonly [SecretsKey, ...SecretsKey[]]): SecretBox {
  const [current] = keys;
  return {
    seal(text, purpose) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv, TAG).setAAD(Buffer.from(purpose));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'));
      return ['v1', current.id, ...parts].join('.');
    },
    open(sealed, purpose) {
      const [version, keyId, iv, tag, ciphertext] = sealed.split('.');
      const key = keys.find((candidate) => candidate.id === keyId);
      if (version !== 'v1' || !key || !iv || !tag || ciphertext === undefined) {
        throw new Error(`A sealed value can't be opened: its key ${keyId ?? ''} is not among the given ones.`);
      }

      const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(iv, 'base64url'), TAG)
        .setAAD(Buffer.from(purpose))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString('utf8');
    },
    mark: (text, purpose) => markWith(current, text, purpose),
    isMarkOf(mark, text, purpose) {
      const key = keys.find(({ id }) => mark.startsWith(`${id}.`));
      if (!key) {
        return false;
      }

      const [expected, given] = [markWith(key, text, purpose), mark].map((one) => Buffer.from(one)) as [Buffer, Buffer];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

function markWith(key: SecretsKey, text: string, purpose: string): string {
  return `${key.id}.${createHmac('sha256', deriveSecret(key, `mark:${purpose}`))
    .update(text)
    .digest('base64url')}`;
}

/** A key from its base64 text (32 bytes); the id is the head of its SHA-256. @throws Error when it is not 32 bytes */
export function readSecretsKey(base64: string): SecretsKey {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) {
    throw new Error(`A secrets key is 32 bytes in base64; this one has ${key.length}.`);
  }

  return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
}

/** A secret derived from the key for one named use, such as a database role's password; 43 base64url characters. */
export function deriveSecret(key: SecretsKey, use: string): string {
  return createHash('sha256').update(key.key).update(`\0${use}`).digest('base64url');
}
