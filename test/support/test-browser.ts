import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chromium, type ChromiumSource, findChromium } from '#src/platform/browser/chromium.ts';

/** Finds the browser of this machine as the product does; one unpacked bundled browser serves the whole run. */
export function findTestBrowser(dataDir: string, sources?: readonly ChromiumSource[]): Promise<Chromium> {
  const { SAUDA_TEST_FOLDER: folderOfRun, CHROMIUM_PATH: chromiumPath } = process.env;
  return findChromium({
    dataDir: folderOfRun ? join(folderOfRun, 'browser') : dataDir,
    env: { PATH: '/usr/bin:/bin', HOME: tmpdir() },
    ...(sources ? { sources } : { chromiumPath }),
  });
}
