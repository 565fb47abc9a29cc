import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generate } from 'selfsigned';

const deadlineMs = 20_000;

/** A browser to be tried. */
export interface BrowserUnderTest {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where passed tests are remembered. */
  readonly dataDir: string;
}

/** What a browser can do. */
export interface BrowserVerdict {
  readonly starts: boolean;
  readonly https: boolean;
}

/**
 * Opens a local https page, and an http page when that fails. A full pass is remembered per executable and arguments;
 * a failure is tried anew each time, because a missing library may have been installed since.
 */
export async function testBrowser(browser: BrowserUnderTest): Promise<BrowserVerdict> {
  const fingerprint = await fingerprintOf(browser);
  if (!fingerprint) {
    return { starts: false, https: false };
  }

  const memory = join(browser.dataDir, 'browser-tests.json');
  const passed = await readPassed(memory);
  if (passed.includes(fingerprint)) {
    return { starts: true, https: true };
  }
  if (await opensHttps(browser)) {
    await mkdir(browser.dataDir, { recursive: true });
    await writeFile(memory, JSON.stringify([...passed, fingerprint]));
    return { starts: true, https: true };
  }
  return { starts: await opensHttp(browser), https: false };
}

async function fingerprintOf({ executablePath, args }: BrowserUnderTest): Promise<string | undefined> {
  try {
    const { size, mtimeMs } = await stat(executablePath);
    return [executablePath, size, mtimeMs, ...args].join(' ');
  } catch {
    return undefined; // No such file: the browser doesn't start.
  }
}

async function readPassed(memory: string): Promise<string[]> {
  try {
    const content: unknown = JSON.parse(await readFile(memory, 'utf8'));
    return Array.isArray(content) ? content.filter((line) => typeof line === 'string') : [];
  } catch {
    return []; // Absent or half written: the test runs again.
  }
}

async function opensHttps(browser: BrowserUnderTest): Promise<boolean> {
  const { promise: called, resolve } = Promise.withResolvers<void>();
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  return opens(browser, { scheme: 'https', server: createHttps({ key, cert }, page(resolve)), called });
}

function opensHttp(browser: BrowserUnderTest): Promise<boolean> {
  const { promise: called, resolve } = Promise.withResolvers<void>();
  return opens(browser, { scheme: 'http', server: createHttp(page(resolve)), called });
}

// The browser proves itself by calling back from a script of the page. (Printing the page, --dump-dom, is compiled
// out of the bundled build.)
function page(onCall: () => void): RequestListener {
  return (request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><script>fetch("/called", { method: "POST" })</script>');
    if (request.method === 'POST' && request.url === '/called') {
      onCall();
    }
  };
}

interface TestPage {
  readonly scheme: 'http' | 'https';
  readonly server: Server;
  readonly called: Promise<void>;
}

async function opens(browser: BrowserUnderTest, { scheme, server, called }: TestPage): Promise<boolean> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const profile = await mkdtemp(join(tmpdir(), 'browser-test-'));
  const url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const own = ['--headless', '--ignore-certificate-errors', `--user-data-dir=${profile}`, url];
  const { executablePath, args, env } = browser;
  // A process group of its own, so that a wrapper script's browser goes with it.
  const child = spawn(executablePath, [...args, ...own], { env, stdio: 'ignore', detached: true });
  // A start that is broken off in the middle takes the browser along.
  const end = () => endGroup(child);
  process.once('exit', end);
  const gone = new Promise<false>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', () => resolve(false));
  });
  try {
    const late = delay(deadlineMs, false as const, { ref: false });
    return await Promise.race([called.then(() => true), gone, late]);
  } finally {
    end();
    process.off('exit', end);
    await gone;
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) {
    process.kill(-pid, 'SIGKILL');
  }
}
