import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

it('the admin’s types are those of the present routes', async () => {
  const { stderr } = await promisify(execFile)(process.execPath, ['scripts/api-types.ts', '--check']);
  expect(stderr).not.toContain('differs');
});
