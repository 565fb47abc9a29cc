import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type KaspiBench, startKaspi } from './kaspi-bench.ts';

let kaspi: KaspiBench;
beforeAll(async () => {
  kaspi = await startKaspi();
});
afterAll(() => kaspi.stop());

/** A request whose headers say what a browser would; fetch sets Host itself. */
function ask(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${kaspi.url}${path}`, { headers }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('the sandbox', () => {
  it.each(['/_control/kaspi/state', '/sandbox/', '/kaspi/cabinet/s/m'])(
    'is not served under a foreign name: %s',
    async (path) => {
      expect(await ask(path, { host: 'evil.example' })).toBe(403);
      expect(await ask(path, { host: '127.0.0.1.evil.example:80' })).toBe(403);
      expect(await ask(path, { host: 'localhost:4000' })).not.toBe(403);
      expect(await ask(path, { host: '[::1]:4000' })).not.toBe(403);
    },
  );

  it('is not steered by a page from elsewhere', async () => {
    expect(await ask('/_control/kaspi/state', { origin: 'https://evil.example' })).toBe(403);
    expect(await ask('/_control/kaspi/state', { origin: 'null' })).toBe(403);
    expect(await ask('/_control/kaspi/state', { origin: kaspi.url })).toBe(200);
  });

  it('lets clients of Kaspi name Kaspi as their origin', async () => {
    expect(await ask('/kaspi/cabinet/s/m', { origin: 'https://kaspi.kz' })).toBe(401);
  });
});
