import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Where the admin comes from and goes to. */
export interface AdminPlace {
  /** The folder of its sources, with its Vite configuration. */
  readonly sourceDir: string;
  /** Other files and folders that its pages are made of, such as words. */
  readonly alsoFrom: readonly string[];
  /** Each build goes to a folder of its own in here. */
  readonly outDir: string;
  /** Breaks a build off. */
  readonly signal?: AbortSignal | undefined;
}

/** The folder with the admin built from these very sources; builds it when it is missing (a few seconds). */
export async function ensureAdminBuilt(place: AdminPlace): Promise<string> {
  const builtDir = join(place.outDir, await hashOf([place.sourceDir, ...place.alsoFrom]));
  if (await exists(join(builtDir, 'index.html'))) {
    return builtDir;
  }

  const draft = join(place.outDir, `.draft-${randomUUID()}`);
  await mkdir(place.outDir, { recursive: true });
  await buildAdmin(place.sourceDir, draft, place.signal);
  await forgetOlder(place.outDir, builtDir);
  await rename(draft, builtDir).catch(async (error: unknown) => {
    // Another process of ours was faster.
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(join(builtDir, 'index.html')))) {
      throw error;
    }
  });
  return builtDir;
}

/** Builds the admin into a folder, both given in full. @throws Error with what the bundler said */
export async function buildAdmin(sourceDir: string, outDir: string, signal?: AbortSignal): Promise<void> {
  const program = fileURLToPath(new URL('./admin-build-process.ts', import.meta.url));
  const env = { NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [program, resolve(sourceDir), resolve(outDir)], { env, signal });
}

async function hashOf(places: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of await filesBelow(place)) {
      hash
        .update(relative(dirname(place), file))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesBelow(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  });
  return (
    entries
      ?.filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort() ?? [place]
  );
}

/** Leaves the present build alone: another process may have just finished it, and serve it. */
async function forgetOlder(outDir: string, presentDir: string): Promise<void> {
  const builds = (await readdir(outDir)).filter((name) => !name.startsWith('.')).map((name) => join(outDir, name));
  const older = builds.filter((build) => build !== presentDir);
  await Promise.all(older.map((build) => rm(build, { recursive: true, force: true })));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
