import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unpackBundledChromium } from '#src/platform/browser/bundled-chromium.ts';
import { type Chromium, findChromium } from '#src/platform/browser/chromium.ts';
import { canOpen } from './browser-by-hand.ts';

/** Where the bundled browser is unpacked to. */
async function bundledFolder(dataDir: string): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8'));
  return join(dataDir, `chromium-${version}`);
}

describe('findChromium', () => {
  let dataDir: string;
  const env = { PATH: '/usr/bin:/bin', HOME: tmpdir(), TELEGRAM_BOT_TOKEN: 'secret' };

  /** A program that the tests configure as the browser. */
  async function aProgram(name: string, ...lines: string[]): Promise<string> {
    const path = join(dataDir, name);
    await writeFile(path, ['#!/bin/sh', ...lines, ''].join('\n'));
    await chmod(path, 0o755);
    return path;
  }

  const startOf = ({ env: own, executablePath, args }: Chromium) => {
    const settings = Object.entries(own).map(([name, value]) => `export ${name}='${value}'`);
    return [...settings, `exec '${executablePath}' ${args.join(' ')} "$@"`];
  };
  const refuseHttps = 'for last; do :; done; case "$last" in https*) exit 139;; esac';

  /** Does nothing of a browser but what the self-test looks at, and counts its starts. */
  async function aCounter(name: string, ...firstLines: string[]) {
    const log = join(dataDir, `${name}.log`);
    const visit =
      'for (const [method, path] of [["GET", ""], ["POST", "called"]]) await fetch(url + path, { method });';
    const script = `const url = process.argv.at(-1); ${visit} setInterval(() => {}, 1000);`;
    const run = `NODE_TLS_REJECT_UNAUTHORIZED=0 exec '${process.execPath}' --input-type=module -e '${script}' -- "$@"`;
    const chromiumPath = await aProgram(name, `echo started >>'${log}'`, ...firstLines, run);
    const starts = async () => (await readFile(log, 'utf8')).trim().split('\n').length;
    return { find: () => findChromium({ dataDir, env, chromiumPath }), starts };
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sauda-browser-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));

  it('unpacks the bundled browser once for parallel callers', async () => {
    const bundled = { dataDir, env, sources: ['bundled'] } as const;
    const [first, second] = await Promise.all([findChromium(bundled), findChromium(bundled)]);

    expect(first.source).toBe('bundled');
    expect(second).toEqual(first);
    expect(first.env.LD_LIBRARY_PATH).toContain(dataDir);
    const left = await readdir(dataDir);
    expect(left.filter((name) => name.endsWith('.lock') || name.endsWith('.partial'))).toEqual([]);
  }, 60_000);

  // A lock of the process itself is of an earlier life with the same pid: in a container that is the rule.
  for (const [name, content] of Object.entries({ empty: '', own: String(process.pid) })) {
    it(`unpacks although a killed process left its lock, ${name === 'empty' ? 'empty' : 'under our own pid'}`, async () => {
      const fresh = await mkdtemp(join(dataDir, 'fresh-'));
      const folder = await bundledFolder(fresh);
      await writeFile(`${folder}.lock`, content);
      const longAgo = new Date(Date.now() - 60_000);
      await utimes(`${folder}.lock`, longAgo, longAgo);
      const { executablePath } = await unpackBundledChromium(fresh);
      expect(await readdir(dirname(executablePath))).toContain('chromium');
    }, 30_000);
  }

  for (const sources of [['bundled'], ['system', 'bundled']] as const) {
    it(`tells of the browser from ${sources.join(' or ')} what it can open on this machine`, async () => {
      const found = await findChromium({ dataDir, env, sources });
      expect(await canOpen(found, 'http')).toBe(true);
      expect(found.https).toBe(await canOpen(found, 'https'));
    }, 60_000);
  }

  it('starts no browser the second time, because a passed self-test is remembered', async () => {
    const { find, starts } = await aCounter('passes');
    expect(await find()).toMatchObject({ source: 'configured', https: true });
    const before = await starts();
    expect(await find()).toMatchObject({ https: true });
    expect(await starts()).toBe(before);
  });

  it('tries https anew after a failure, because a missing library may have been installed since', async () => {
    const library = join(dataDir, 'library');
    const { find } = await aCounter('lacks-a-library', `[ -e '${library}' ] || { ${refuseHttps}; }`);
    expect(await find()).toMatchObject({ https: false });
    await writeFile(library, '');
    expect(await find()).toMatchObject({ https: true });
  });

  it('takes the browser along when the process has to leave in the middle of a self-test', async () => {
    const note = join(dataDir, 'sleeper.pid');
    const sleeper = await aProgram('sleeper', `echo $$ > '${note}'`, 'exec sleep 600');
    const program = join(import.meta.dirname, 'browser-leaver-process.ts');
    const leaver = spawn(process.execPath, [program, sleeper, note], { env: {}, stdio: 'ignore' });
    await once(leaver, 'exit');
    const pid = Number(await readFile(note, 'utf8'));
    await expect(readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).resolves.toBe('');
  });

  it('gives the browser no secret of our environment', async () => {
    const found = await findChromium({ dataDir, env });
    expect(Object.keys(found.env)).not.toContain('TELEGRAM_BOT_TOKEN');
  }, 60_000);

  it('says so when the configured browser does not exist, and tries no other', async () => {
    const search = findChromium({ dataDir, env, chromiumPath: '/nowhere/chromium' });
    await expect(search).rejects.toThrow("/nowhere/chromium doesn't start");
  });

  it('does not take a program for a browser because it starts', async () => {
    const impostor = await aProgram('impostor', 'echo hello');
    await expect(findChromium({ dataDir, env, chromiumPath: impostor })).rejects.toThrow("doesn't start");
  });

  it('reports a browser that opens http pages only', async () => {
    const found = await findChromium({ dataDir, env });
    const httpOnly = await aProgram('http-only', refuseHttps, ...startOf(found));
    expect(await findChromium({ dataDir, env, chromiumPath: httpOnly })).toMatchObject({ https: false });
  }, 60_000);
});
