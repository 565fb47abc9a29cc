import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How the product is started. */
export interface ProductStart {
  readonly dataDir: string;
  /** `npm start` as people type it, or the very process below it, to be killed without npm between. */
  readonly by?: 'npm' | 'node';
  /** Settings besides the folder and free ports. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The product as a process of its own. */
export interface Product {
  readonly pid: number;
  /** Everything it printed so far, line by line. */
  readonly lines: readonly string[];
  /** The line after which everything answers. @throws Error with what was printed when the process ends before it */
  ready(): Promise<string>;
  /** An address that was printed after a word: `Phones`, `Admin`, `API`. @throws Error when there is none */
  address(name: string): string;
  /** Sends a signal (SIGTERM by default) and waits for the end of the process; its exit code, null after a signal. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 90_000;
/** What a shell would give; no token or address of this environment may leak into the product. */
const inherited = ['PATH', 'HOME', 'CHROMIUM_PATH', 'TMPDIR', 'npm_config_cache'];

/** Makes an empty folder that the database's own user may enter too. */
export async function emptyFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(process.env.SAUDA_TEST_FOLDER ?? tmpdir(), prefix));
  await chmod(folder, 0o755);
  return folder;
}

/** Starts the product on free ports. */
export function startProduct({ dataDir, by = 'npm', env = {} }: ProductStart): Product {
  const [command, args] = by === 'npm' ? ['npm', ['start']] : [process.execPath, ['src/main.ts']];
  const passed = Object.fromEntries(
    inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const settings = { DATA_DIR: dataDir, PORT: '0', SANDBOX_PORT: '0', ...env };
  const child = spawn(command, args, {
    cwd: root,
    env: { ...passed, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const ended = once(child, 'close').then(() => undefined);
  return {
    pid: child.pid ?? 0,
    lines,
    ready: () => readyLine(child, lines),
    address: (name) => addressIn(lines, name),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
      }
      await ended;
      return child.exitCode;
    },
  };
}

/** Removes what the product kept, also where the database had to live outside its folder. */
export async function removeData(folder: string, product: Product | undefined): Promise<void> {
  const place = product?.lines.map((line) => /embedded PostgreSQL in (\/var\/tmp\/sauda-\S+)/.exec(line)?.[1]);
  for (const path of [folder, ...(place ?? [])]) {
    if (path !== undefined) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function readyLine(child: ChildProcess, lines: readonly string[]): Promise<string> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    // The addresses follow in the same breath, so the last of the block is waited for.
    const line = lines.some((one) => one.includes('  Data ')) && lines.find((one) => one.startsWith('Sauda is ready'));
    if (line) {
      return line;
    }

    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
      throw new Error(`The product did not become ready. It printed:\n${lines.join('\n')}`);
    }
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
}

function addressIn(lines: readonly string[], name: string): string {
  const address = lines.map((line) => line.trim()).find((line) => line.startsWith(`${name} `));
  const url = /https?:\/\/\S+/.exec(address ?? '')?.[0];
  if (url === undefined) {
    throw new Error(`No address of ${name} was printed:\n${lines.join('\n')}`);
  }
  return url;
}
