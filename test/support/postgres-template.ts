import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';

const script = fileURLToPath(new URL('./template.ts', import.meta.url));

/** Gives the template database the application's tables; in a process of its own, outside jest's module system. */
export async function migrateTemplate(urls: DatabaseUrls): Promise<void> {
  await promisify(execFile)(process.execPath, [script, JSON.stringify(urls)]);
}
