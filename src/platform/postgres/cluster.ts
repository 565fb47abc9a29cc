import { randomBytes } from 'node:crypto';
import { access, chown, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { runProgram } from './run-program.ts';

/** The cluster's superuser; only this folder and prepareDatabase know it. */
export const superuser = 'sauda_admin';

/**
 * Creates the cluster unless it exists and returns the superuser's password. An interrupted creation leaves nothing
 * that counts: the cluster appears by one rename.
 * @throws Error with initdb's own words when it fails
 */
export async function ensureCluster(place: Place): Promise<string> {
  const password = await ensurePassword(place);
  if (await hasCluster(place)) {
    return password;
  }

  const draft = `${place.cluster}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  const { code, output } = await runProgram(place.binaries.initdb, initArguments(place, draft), place.identity);
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new Error(`initdb failed in ${place.home}:\n${output.trim()}`);
  }

  await settle(place, draft);
  return password;
}

/** C.UTF-8 is named because with LANG unset initdb falls back to SQL_ASCII; outside Linux only Postgres itself has it. */
function initArguments(place: Place, folder: string): string[] {
  const locale =
    process.platform === 'linux'
      ? ['--locale=C.UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return [
    `--pgdata=${folder}`,
    '--encoding=UTF8',
    ...locale,
    '--auth=scram-sha-256',
    `--username=${superuser}`,
    `--pwfile=${passwordFile(place)}`,
    '--no-instructions',
  ];
}

/** Somebody who created the same cluster at the same moment wins; ours is then dropped. */
async function settle(place: Place, draft: string): Promise<void> {
  try {
    await rename(draft, place.cluster);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (!(await hasCluster(place))) {
      throw new Error(`Cannot put the new cluster at ${place.cluster}`, { cause });
    }
  }
}

async function ensurePassword(place: Place): Promise<string> {
  const file = passwordFile(place);
  if (!(await fileExists(file)) && (await hasCluster(place))) {
    throw new Error(`${file} is missing: restore it, or remove ${place.cluster} to begin with an empty database.`);
  }

  await writePassword(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') {
      throw error;
    }
  });
  return readFile(file, 'utf8');
}

/** Written aside and then linked, so that two starters agree on one complete password. */
async function writePassword(place: Place): Promise<void> {
  const draft = `${passwordFile(place)}.${process.pid}`;
  await writeFile(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (place.identity !== null) {
    await chown(draft, place.identity.uid, place.identity.gid);
  }
  try {
    await link(draft, passwordFile(place));
  } finally {
    await rm(draft, { force: true });
  }
}

function passwordFile(place: Place): string {
  return join(place.home, 'password');
}

function hasCluster(place: Place): Promise<boolean> {
  return fileExists(join(place.cluster, 'PG_VERSION'));
}

function fileExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
