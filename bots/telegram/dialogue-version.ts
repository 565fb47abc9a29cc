/** The version of all dialogues: it changes with their source, because a replay needs the very code that was recorded. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What dialogues consist of, besides their own files. */
const MACHINERY = /(^|\/)(ask|attempt|contact|dialogues|form|form-drafts|question)\.ts$/;

/** A hash of the dialogues below this folder and of the helpers they are written with; 16 hexadecimal digits. */
export function dialogueVersion(folder: string = import.meta.dirname): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.dialogue.ts') || MACHINERY.test(file))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
