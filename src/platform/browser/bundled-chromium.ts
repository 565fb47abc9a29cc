import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const lockPollMs = 200;
/** A living process writes its pid right after it has made its lock. */
const emptyLockMs = 2_000;

/** Unpacking under way in this process, by folder. */
const unpacking = new Map<string, Promise<void>>();

/** The unpacked browser of the package @sparticuz/chromium. */
export interface BundledChromium {
  readonly executablePath: string;
  /** For LD_LIBRARY_PATH: what a bare Debian lacks (NSS and friends). */
  readonly libraries: string;
  /** For FONTCONFIG_PATH. */
  readonly fonts: string;
}

/** Unpacks the bundled Chromium into `<dataDir>/chromium-<version>/` once; parallel callers and processes wait for the first. */
export async function unpackBundledChromium(dataDir: string): Promise<BundledChromium> {
  const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = join(dataDir, `chromium-${version}`);
  if (!existsSync(folder)) {
    await mkdir(dataDir, { recursive: true });
    await shared(folder, () => underLock(`${folder}.lock`, () => unpack(join(packageFolder, 'bin'), folder)));
  }

  return {
    executablePath: join(folder, 'chromium'),
    libraries: join(folder, 'al2023', 'lib'),
    fonts: join(folder, 'fonts'),
  };
}

// The package unpacks into the temporary folder of its process and nowhere else, so it gets a process whose
// temporary folder is ours. The rename makes the result appear whole or not at all.
async function unpack(packed: string, folder: string): Promise<void> {
  if (existsSync(folder)) {
    return;
  }

  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const script = fileURLToPath(new URL('./unpack-process.ts', import.meta.url));
  const child = fork(script, [packed], {
    execArgv: [],
    env: { TMPDIR: partial },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString('utf8');
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) {
    throw new Error(`the bundled Chromium could not be unpacked: ${complaint.trim()}`);
  }
  await writeFile(join(partial, 'fonts', 'fonts.conf'), fontsConf(join(folder, 'fonts')));
  await rename(partial, folder);
}

// The package's own file names folders of another platform.
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}

/** Lets the callers of this process share one run. */
async function shared(folder: string, work: () => Promise<void>): Promise<void> {
  const running = unpacking.get(folder) ?? work().finally(() => unpacking.delete(folder));
  unpacking.set(folder, running);
  await running;
}

async function underLock(lock: string, work: () => Promise<void>): Promise<void> {
  while (!(await takeLock(lock))) {
    await delay(lockPollMs);
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
    await dropDeadLock(lock);
    return false;
  }
}

// A killed process leaves its lock behind. Callers of this process wait for one another without it, so our own pid in
// it is of an earlier life: a container's program has the same pid in each.
async function dropDeadLock(lock: string): Promise<void> {
  const owner = Number(await readFile(lock, 'utf8').catch(() => 'gone'));
  const isDead = owner === 0 ? await isOld(lock) : owner === process.pid || (owner > 0 && !isAlive(owner));
  if (isDead) {
    await rm(lock, { force: true });
  }
}

async function isOld(lock: string): Promise<boolean> {
  const made = await stat(lock).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > emptyLockMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
