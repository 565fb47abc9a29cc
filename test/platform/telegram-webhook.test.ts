import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Koa from 'koa';
import { webhookRoutes } from '../../src/platform/telegram/webhook.routes.ts';

const server = createServer();
const kept: [string, number][] = [];
let url: string;

beforeAll(async () => {
  const app = new Koa();
  app.use(
    webhookRoutes({
      secretOf: (botId) => (botId === '1' ? 'right' : undefined),
      receive: async (botId, updates) =>
        void kept.push(...updates.map((one) => [botId, one.update_id] as [string, number])),
    }),
  );
  server.on('request', app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => void kept.splice(0));

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

async function post(path: string, body: string, secret = 'right'): Promise<number> {
  const headers = { 'x-telegram-bot-api-secret-token': secret, connection: 'close' };
  return (await fetch(`${url}${path}`, { method: 'POST', body, headers })).status;
}

describe('the webhook', () => {
  it('keeps an update and answers 200', async () => {
    expect(await post('/telegram/1', '{"update_id":7}')).toBe(200);
    expect(kept).toEqual([['1', 7]]);
  });

  it('keeps nothing without the right secret, for a foreign bot, or from a broken body', async () => {
    expect(await post('/telegram/1', '{"update_id":7}', 'wrong')).toBe(401);
    expect(await post('/telegram/1', '{"update_id":7}', '')).toBe(401);
    expect(await post('/telegram/2', '{"update_id":7}')).toBe(404);
    expect(await post('/telegram/1', 'not json')).toBe(400);
    expect(await post('/telegram/1', '{"update_id":"7"}')).toBe(400);
    expect(await post('/telegram/1', 'x'.repeat(1024 * 1024 + 1))).toBe(413);
    expect(kept).toEqual([]);
  });

  it('leaves other paths to others', async () => {
    expect(await post('/elsewhere', '{}')).toBe(404);
  });
});
