import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/server.ts';
import { freePort } from '../../scripts/story/free-port.ts';
import { emptyFolder, type Product, startProduct } from '../../scripts/story/product-process.ts';
import { builtAdmin } from '../support/built-admin.ts';

const token = '7000001:live-bot';
const products: Product[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(products.splice(0).map((product) => product.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

async function goLive(env: Record<string, string>): Promise<{ product: Product; folder: string }> {
  const folder = await emptyFolder('sauda-live-');
  folders.push(folder);
  const product = startProduct({
    dataDir: folder,
    env: { TELEGRAM_BOT_TOKEN: token, ADMIN_DIST: await builtAdmin(), ...env },
  });
  products.push(product);
  return { product, folder };
}

describe('live mode', () => {
  it('talks to the addresses it is given, starts no stand-in, and keeps its data apart from the demo’s', async () => {
    const outside = await startSandbox({ telegramBots: [{ token, username: 'live_bot', name: 'Live' }] });
    const port = await freePort();
    try {
      const { product, folder } = await goLive({
        SECRETS_KEY: Buffer.alloc(32, 9).toString('base64'),
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        ROLES: 'web,bots,worker',
        TELEGRAM_API_URL: outside.urls.telegram,
        KASPI_API_URL: `${outside.urls.kaspi}/shop/api/v2`,
        KASPI_CABINET_URL: outside.urls.kaspiCabinet,
        KASPI_ID_URL: outside.urls.kaspiId,
        KASPI_STOREFRONT_URL: outside.urls.kaspi,
      });
      const line = await product.ready();
      expect(line).toContain('live mode');
      expect(product.lines.join('\n')).not.toContain('/sandbox');
      const note = product.lines.find((one) => one.includes('Note')) ?? '';
      for (const name of ['telegramApi', 'kaspiApi', 'kaspiCabinet', 'kaspiId', 'kaspiStorefront']) {
        expect(note).toContain(`${name} is ${outside.url}/`);
      }
      expect(product.lines.join('\n')).toContain(`${folder}/live/`);
      const ready = await fetch(`${product.address('API').replace('/api/docs', '')}/ready`);
      expect(await ready.json()).toMatchObject({ status: 'ready', dependencies: { telegram: true } });
      const calls = (await (await fetch(`${outside.url}/_control/telegram/stats`)).json()) as Record<string, unknown>;
      expect(JSON.stringify(calls)).toContain('getMe');
    } finally {
      await Promise.all(products.splice(0).map((product) => product.stop()));
      await outside.stop();
    }
  }, 60_000);

  it('does not start with a token that Telegram does not know, and says so', async () => {
    const outside = await startSandbox({ telegramBots: [{ token, username: 'live_bot', name: 'Live' }] });
    try {
      const { product } = await goLive({
        SECRETS_KEY: Buffer.alloc(32, 9).toString('base64'),
        HOST: '127.0.0.1',
        ROLES: 'bots',
        PUBLIC_URL: 'http://127.0.0.1:3000',
        TELEGRAM_BOT_TOKEN: '7000001:mistyped',
        TELEGRAM_API_URL: outside.urls.telegram,
      });
      await expect(product.ready()).rejects.toThrow(
        /Telegram does not know the token of bot 7000001: .+ Check TELEGRAM_BOT_TOKEN/,
      );
      expect(await product.stop()).toBe(1);
      expect(product.lines.join('\n')).not.toContain('mistyped');
    } finally {
      await outside.stop();
    }
  }, 60_000);
});
