/** A process of its own that builds the admin: the bundler's memory leaves with it. Arguments: sources, target. */
import { join } from 'node:path';
import { build } from 'vite';

const [sourceDir = '', outDir = ''] = process.argv.slice(2);
await build({
  root: sourceDir,
  configFile: join(sourceDir, 'vite.config.ts'),
  configLoader: 'native',
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true },
});
