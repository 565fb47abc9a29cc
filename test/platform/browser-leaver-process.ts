import { watch } from 'node:fs';
import { dirname } from 'node:path';
import { testBrowser } from '../../src/platform/browser/self-test.ts';

// Leaves in the middle of a self-test: once the browser has written its pid into the note.
const [executablePath = '', note = ''] = process.argv.slice(2);
const dataDir = dirname(note);
watch(dataDir, (_, name) => {
  if (note.endsWith(String(name))) {
    setTimeout(() => process.exit(0), 100);
  }
});
await testBrowser({ executablePath, args: [], env: { PATH: '/usr/bin:/bin' }, dataDir });
