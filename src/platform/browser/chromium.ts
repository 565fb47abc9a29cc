import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { unpackBundledChromium } from './bundled-chromium.ts';
import { testBrowser } from './self-test.ts';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const passedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'XDG_RUNTIME_DIR'];
const quietArgs = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Where a browser may be found. */
export interface ChromiumConfig {
  /** CHROMIUM_PATH; when given, no other browser is tried. */
  readonly chromiumPath?: string | undefined;
  /** The folder for the unpacked bundled browser and for self-test results. */
  readonly dataDir: string;
  /** The process environment; only what a browser needs is passed on, so no secret reaches it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Which sources to try, in order; all three by default. */
  readonly sources?: readonly ChromiumSource[];
}

export type ChromiumSource = 'configured' | 'system' | 'bundled';

/** A Chromium that has passed its self-test, and how to launch it. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly source: ChromiumSource;
  /** False when https pages kill this browser (libsqlite3.so.0 is missing); http and intercepted pages still work. */
  readonly https: boolean;
}

interface Candidate {
  readonly executablePath: string;
  readonly source: ChromiumSource;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** Finds a browser that really starts: CHROMIUM_PATH, then the system's, then the bundled one. @throws when none starts */
export async function findChromium(config: ChromiumConfig): Promise<Chromium> {
  const sources = config.sources ?? (config.chromiumPath ? ['configured'] : ['system', 'bundled']);
  const problems: string[] = [];
  for (const source of sources) {
    for (const candidate of await candidatesOf(source, config)) {
      const found = await firstThatStarts(candidate, config.dataDir);
      if (found) {
        return found;
      }
      problems.push(`${candidate.executablePath} doesn't start`);
    }
  }
  throw new Error(`no usable Chromium: ${problems.join('; ') || 'none is installed'}`);
}

async function candidatesOf(source: ChromiumSource, config: ChromiumConfig): Promise<Candidate[]> {
  const env = browserEnv(config.env);
  if (source === 'bundled') {
    const { executablePath, libraries, fonts } = await unpackBundledChromium(config.dataDir);
    const bundledEnv = { ...env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fonts };
    return [{ executablePath, source, env: bundledEnv, args: [...quietArgs, '--no-zygote'] }];
  }

  const paths = source === 'configured' ? [config.chromiumPath ?? ''] : await presentPaths(systemPaths);
  return paths.map((executablePath) => ({ executablePath, source, env, args: quietArgs }));
}

// Chromium's own sandbox is kept where it works: never as root, and not in containers that forbid user namespaces.
async function firstThatStarts(candidate: Candidate, dataDir: string): Promise<Chromium | undefined> {
  const open = [...candidate.args, '--no-sandbox'];
  const attempts = canSandbox(candidate) ? [candidate.args, open] : [open];
  for (const args of attempts) {
    const { executablePath, env, source } = candidate;
    const { starts, https } = await testBrowser({ executablePath, args, env, dataDir });
    if (starts) {
      return { executablePath, args, env, source, https };
    }
  }
  return undefined;
}

function canSandbox({ source }: Candidate): boolean {
  return source !== 'bundled' && process.getuid?.() !== 0;
}

async function presentPaths(paths: readonly string[]): Promise<string[]> {
  const checks = paths.map((path) =>
    access(path, constants.X_OK)
      .then(() => [path])
      .catch(() => []),
  );
  return (await Promise.all(checks)).flat();
}

function browserEnv(env: ChromiumConfig['env']): Record<string, string> {
  const known = passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return Object.fromEntries(known);
}
