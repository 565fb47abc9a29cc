import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const program = fileURLToPath(new URL('../../scripts/smoke.ts', import.meta.url));

it('the smoke run refuses a language that Sauda does not speak', async () => {
  const child = spawn(process.execPath, [program, 'kz'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  const said = await text(child.stderr);
  expect((await ended)[0]).toBe(1);
  expect(said).toContain('ru, kk, en');
});
