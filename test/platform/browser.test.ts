import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findChromium } from '#src/platform/browser/chromium.ts';

describe('findChromium', () => {
  let dataDir: string;
  const env = { PATH: '/usr/bin:/bin', HOME: tmpdir(), TELEGRAM_BOT_TOKEN: 'secret' };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sauda-browser-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));

  it('unpacks the bundled browser once for parallel callers and sees it open an https page', async () => {
    const bundled = { dataDir, env, sources: ['bundled'] } as const;
    const [first, second] = await Promise.all([findChromium(bundled), findChromium(bundled)]);

    expect(first).toMatchObject({ source: 'bundled', https: true });
    expect(second.executablePath).toBe(first.executablePath);
    expect(first.env.LD_LIBRARY_PATH).toContain(dataDir);
    const left = await readdir(dataDir);
    expect(left.filter((name) => name.endsWith('.lock') || name.endsWith('.partial'))).toEqual([]);
  }, 60_000);

  it('is quick the second time, because a passed self-test is remembered', async () => {
    await findChromium({ dataDir, env, sources: ['bundled'] });

    const startedAt = performance.now();
    await findChromium({ dataDir, env, sources: ['bundled'] });
    expect(performance.now() - startedAt).toBeLessThan(300);
  }, 60_000);

  it('gives the browser no secret of our environment', async () => {
    const found = await findChromium({ dataDir, env });
    expect(Object.keys(found.env)).not.toContain('TELEGRAM_BOT_TOKEN');
  }, 60_000);

  it('says so when the configured browser does not exist, and tries no other', async () => {
    const search = findChromium({ dataDir, env, chromiumPath: '/nowhere/chromium' });
    await expect(search).rejects.toThrow("/nowhere/chromium doesn't start");
  });

  it('does not take a program for a browser because it starts', async () => {
    const impostor = join(dataDir, 'impostor');
    await writeFile(impostor, '#!/bin/sh\necho hello\n');
    await chmod(impostor, 0o755);
    await expect(findChromium({ dataDir, env, chromiumPath: impostor })).rejects.toThrow("doesn't start");
  });

  it('reports a browser that opens http pages only', async () => {
    const { executablePath } = await findChromium({ dataDir, env });
    const httpOnly = join(dataDir, 'http-only');
    const refuse = 'for last; do :; done; case "$last" in https*) exit 139;; esac';
    await writeFile(httpOnly, `#!/bin/sh\n${refuse}\nexec ${executablePath} "$@"\n`);
    await chmod(httpOnly, 0o755);
    expect(await findChromium({ dataDir, env, chromiumPath: httpOnly })).toMatchObject({ https: false });
  }, 60_000);
});
