import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAdminBuilt } from '../../src/platform/http/admin-build.ts';

/** The folder with the admin built from the present sources: one build serves the tests of a run. */
export function builtAdmin(): Promise<string> {
  const outDir = join(process.env.SAUDA_TEST_FOLDER ?? tmpdir(), 'sauda-admin-built');
  return ensureAdminBuilt({ sourceDir: 'admin-web', alsoFrom: ['locales'], outDir });
}
