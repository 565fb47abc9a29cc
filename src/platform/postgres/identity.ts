import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The user PostgreSQL runs as; null means the user of this process. */
export type Identity = Readonly<{ uid: number; gid: number }> | null;

const acceptableUsers = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root: root hands over to user postgres, or to nobody where that is missing.
 * The user must be in /etc/passwd, because initdb looks its own name up.
 * @throws Error when this process is root and neither user exists
 */
export async function postgresIdentity(): Promise<Identity> {
  if (process.getuid?.() !== 0) {
    return null;
  }

  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of acceptableUsers) {
    const [, , uid, gid] = users.find(([name]) => name === wanted) ?? [];
    if (uid && gid) {
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new Error('PostgreSQL cannot run as root and there is no user postgres or nobody: start as a plain user.');
}

/** True when the identity may enter every folder above `path` that exists. */
export async function canTraverse(path: string, identity: Identity): Promise<boolean> {
  if (identity === null) {
    return true;
  }

  for (const folder of foldersAbove(path)) {
    const allowed = await hasPermission(folder, identity, 1);
    if (!allowed) {
      return false;
    }
  }
  return true;
}

/** True when the identity may reach and read an existing file. */
export async function canRead(path: string, identity: Identity): Promise<boolean> {
  return identity === null || ((await canTraverse(path, identity)) && hasPermission(path, identity, 4));
}

async function hasPermission(path: string, who: NonNullable<Identity>, bit: number): Promise<boolean> {
  const entry = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return null;
    }
    throw error;
  });
  if (entry === null) {
    return true;
  }

  return (entry.mode & (bit * classFactor(entry, who))) !== 0;
}

/** Which of the three permission digits applies: owner, group or others. */
function classFactor(entry: Readonly<{ uid: number; gid: number }>, who: NonNullable<Identity>): number {
  if (entry.uid === who.uid) {
    return 0o100;
  }
  return entry.gid === who.gid ? 0o010 : 0o001;
}

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  let folder = dirname(resolve(path));
  while (folder !== dirname(folder)) {
    folders.push(folder);
    folder = dirname(folder);
  }
  return [folder, ...folders.reverse()];
}
