import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.ts';
import { readSecretsKey, type SecretsKey } from '../platform/secrets/secret-box.ts';

const KEY_BYTES = 32;

/** The key that opens every stored secret: from the environment, or in the demo from a file made at the first start. */
export async function loadSecretsKey(config: Config): Promise<SecretsKey> {
  if (config.secretsKey) {
    return readSecretsKey(config.secretsKey.reveal());
  }

  const file = join(dirname(config.dataDir), 'secrets.key');
  await writeOnce(file, randomBytes(KEY_BYTES).toString('base64'));
  return readSecretsKey((await readFile(file, 'utf8')).trim());
}

/** Whole or not at all, whoever else starts at the same moment and whenever this process dies. */
async function writeOnce(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, `${text}\n`, { mode: 0o600 });
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    await rm(draft, { force: true });
  }
}
