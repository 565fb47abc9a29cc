import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Where the admin comes from and goes to. */
export interface AdminPlace {
  /** The folder of its sources, with its Vite configuration. */
  readonly sourceDir: string;
  /** Other files and folders that its pages are made of, such as words. */
  readonly alsoFrom: readonly string[];
  /** Each build goes to a folder of its own in here. */
  readonly outDir: string;
}

/** The folder with the admin built from these very sources; builds it when it is missing (about ten seconds). */
export async function ensureAdminBuilt(place: AdminPlace): Promise<string> {
  const builtDir = join(place.outDir, await hashOf([place.sourceDir, ...place.alsoFrom]));
  if (await exists(join(builtDir, 'index.html'))) {
    return builtDir;
  }

  const draft = join(place.outDir, `.draft-${randomUUID()}`);
  await mkdir(place.outDir, { recursive: true });
  await buildAdmin(place.sourceDir, draft);
  await forgetOlder(place.outDir);
  await rename(draft, builtDir).catch(async (error: unknown) => {
    // Another process of ours was faster.
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(join(builtDir, 'index.html')))) {
      throw error;
    }
  });
  return builtDir;
}

/** Builds the admin into a folder. */
export async function buildAdmin(sourceDir: string, outDir: string): Promise<void> {
  // The bundler is large and most starts need none.
  const { build } = await import('vite');
  await build({
    root: sourceDir,
    configFile: join(sourceDir, 'vite.config.ts'),
    configLoader: 'native',
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
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

async function forgetOlder(outDir: string): Promise<void> {
  const older = (await readdir(outDir)).filter((name) => !name.startsWith('.'));
  await Promise.all(older.map((name) => rm(join(outDir, name), { recursive: true, force: true })));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
