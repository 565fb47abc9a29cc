import { fileURLToPath } from 'node:url';
import { buildAdmin } from '../src/platform/http/admin-build.ts';

// Builds the web admin into the folder named on the command line, for images that ship it ready-made.
const outDir = process.argv[2];
if (outDir === undefined) {
  console.error('Usage: node scripts/build-admin.ts <folder>');
  process.exitCode = 2;
} else {
  await buildAdmin(fileURLToPath(new URL('../admin-web', import.meta.url)), outDir);
}
