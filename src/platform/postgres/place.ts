import { createHash } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { binariesIn, findPostgresBinaries, type PostgresBinaries } from './binaries.ts';
import { canRead, canTraverse, type Identity, postgresIdentity } from './identity.ts';

/** Where one cluster lives and as whom it runs. */
export type Place = Readonly<{
  identity: Identity;
  binaries: PostgresBinaries;
  /** Holds `cluster`, the password of the internal superuser and the server's log. */
  home: string;
  cluster: string;
  log: string;
}>;

/**
 * Chooses folders that the PostgreSQL user can reach: `dataDir` and the installed package where possible. What it
 * cannot reach moves under /var/tmp/sauda-<hash of the path>, which is what a project in root's 0700 folder gets.
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  const identity = await postgresIdentity();
  const installed = await findPostgresBinaries();
  const wanted = resolve(dataDir);
  // Made before it is looked at: the folders above get the mode that the umask gives, not the cluster's own 0700.
  await mkdir(dirname(wanted), { recursive: true });
  const project = installed.home.split(`${sep}node_modules${sep}`)[0] ?? installed.home;
  const binaries = (await isRunnable(installed, identity)) ? installed : await copyBinaries(installed, project);
  const home = (await canTraverse(wanted, identity)) ? wanted : await movedHome(wanted, project);
  return makePlace(home, binaries, identity);
}

async function isRunnable(binaries: PostgresBinaries, identity: Identity): Promise<boolean> {
  const share = join(binaries.home, 'share', 'postgresql', 'postgres.bki');
  return (await canRead(binaries.postgres, identity)) && canRead(share, identity);
}

/** Data inside the project share its folder under /var/tmp, one folder for each place inside the project. */
async function movedHome(wanted: string, project: string): Promise<string> {
  const inside = relative(project, wanted);
  if (inside.startsWith('..')) {
    return join(await makeRefuge(wanted), 'postgres');
  }
  return join(await makeRefuge(project), inside.replaceAll(/[^\w.-]+/g, '-'));
}

async function makePlace(home: string, binaries: PostgresBinaries, identity: Identity): Promise<Place> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (identity !== null) {
    await chown(home, identity.uid, identity.gid);
  }
  return { identity, binaries, home, cluster: join(home, 'cluster'), log: join(home, 'postgres.log') };
}

/** /var/tmp is open to everybody: a folder that another user made there first is refused. */
async function makeRefuge(path: string): Promise<string> {
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const refuge = `/var/tmp/sauda-${hash}`;
  await mkdir(refuge, { recursive: true });
  const entry = await lstat(refuge);
  if (!entry.isDirectory() || entry.uid !== process.getuid?.()) {
    throw new Error(`${refuge} belongs to somebody else: remove it, or move the project out of a private folder.`);
  }

  await chmod(refuge, 0o755);
  return refuge;
}

/** The copy is named after size and time of the program, so that an upgraded package is copied again. */
async function copyBinaries(installed: PostgresBinaries, project: string): Promise<PostgresBinaries> {
  const { size, mtimeMs } = await stat(installed.postgres);
  const target = join(await makeRefuge(project), `binaries-${size}-${Math.trunc(mtimeMs)}`);
  if (await exists(target)) {
    return binariesIn(target);
  }

  const draft = `${target}.${process.pid}`;
  await cp(installed.home, draft, { recursive: true, verbatimSymlinks: true });
  await openToAll(draft);
  await rename(draft, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
      throw error;
    }
  });
  return binariesIn(target);
}

/** A strict umask of root may have left the package unreadable for others. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await openToAll(path);
    } else if (entry.isFile()) {
      await chmod(path, ((await stat(path)).mode & 0o777) | 0o444 | (folder.endsWith('/bin') ? 0o111 : 0));
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return false;
      }
      throw error;
    },
  );
}
