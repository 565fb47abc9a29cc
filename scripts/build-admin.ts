import { resolve } from 'node:path';
import { buildAdmin } from '../src/platform/http/admin-build.ts';

const outDir = process.argv[2];
if (outDir === undefined) {
  console.error('Usage: node scripts/build-admin.ts <folder>');
  process.exitCode = 2;
} else {
  await buildAdmin(resolve('admin-web'), resolve(outDir));
  console.log(`The admin is in ${resolve(outDir)}.`);
}
