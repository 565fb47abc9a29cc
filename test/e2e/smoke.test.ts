import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const program = fileURLToPath(new URL('../../scripts/smoke.ts', import.meta.url));

async function smoke(language: string) {
  const child = spawn(process.execPath, [program, language], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await ended)[0], printed, said };
}

it('the smoke run plays the whole story in Kazakh', async () => {
  const { code, printed, said } = await smoke('kk');
  expect(said).toBe('');
  expect(printed).toMatch(/smoke: ok \d+ steps in [\d.]+ s\n$/);
  expect(code).toBe(0);
}, 120_000);

it('the smoke run refuses a language that Sauda does not speak', async () => {
  const { code, said } = await smoke('kz');
  expect(code).toBe(1);
  expect(said).toContain('ru, kk, en');
});
