import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { mediaRoutes } from '#src/platform/http/media.routes.ts';
import { createDiskMediaStore } from '#src/platform/media/disk-media-store.ts';
import { anApi } from '../support/api.ts';
import { aCompany } from '../support/company.ts';

const folder = await mkdtemp(join(tmpdir(), 'sauda-media-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('a stored picture', () => {
  it('is served under its own address only, for ever, with its type', async () => {
    const shop = await aCompany();
    const media = createDiskMediaStore({ folder });
    const api = await anApi(shop, { others: [mediaRoutes(media)] });
    const { url, fileName } = await media.saveImage(shop.id, png);
    const reply = await api.call(url);
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(png);
    expect(reply.headers.get('content-type')).toBe('image/png');
    expect(reply.headers.get('cache-control')).toContain('immutable');
    const stranger = url.split('/')[2]?.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
    const wrong = [`/media/${stranger}/${fileName}`, '/media/x/..%2f..%2fpackage.json', `${url}x`, '/media/'];
    for (const path of wrong) {
      expect({ path, status: (await api.call(path)).status }).toEqual({ path, status: 404 });
    }
  });
});
