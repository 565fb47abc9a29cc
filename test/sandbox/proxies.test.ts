import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fetch, ProxyAgent } from 'undici';
import { type ForwardProxy, startForwardProxies } from '../../sandbox/proxies/index.ts';
import { browser, type KaspiBench, startKaspi } from './kaspi-bench.ts';

let kaspi: KaspiBench;
let proxies: ForwardProxy[];

beforeAll(async () => {
  kaspi = await startKaspi();
  proxies = await startForwardProxies(2);
});

beforeEach(async () => {
  proxies.forEach((proxy) => void proxy.fail(undefined));
  await kaspi.control('DELETE', '/stats');
  await kaspi.control('DELETE', '/limits');
});

afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await kaspi.stop();
});

const card = '104990001';
const headers = {
  'content-type': 'application/json',
  referer: `https://kaspi.kz/shop/p/phone-${card}/`,
  origin: 'https://kaspi.kz',
  'x-ks-city': '750000000',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'user-agent': browser,
};

function ask(uri: string, { proxyTunnel = false, to = kaspi.url } = {}) {
  const url = `${to}/kaspi/yml/offer-view/offers/${card}`;
  const dispatcher = new ProxyAgent({ uri, proxyTunnel });
  return fetch(url, { method: 'POST', headers, body: '{"cityId":"750000000"}', dispatcher });
}

const addresses = async () => {
  const stats = (await (await kaspi.control('GET', '/stats')).json()) as { offersByAddress: Record<string, object> };
  return stats.offersByAddress;
};

describe('a forward proxy', () => {
  it.each([false, true])('carries requests from an address of its own (tunnel: %s)', async (proxyTunnel) => {
    for (const { url } of proxies) {
      expect((await ask(url, { proxyTunnel })).status).toBe(200);
    }
    const one = expect.objectContaining({ requests: 1, answers: { 200: 1 }, largestPerSecond: 1 });
    expect(await addresses()).toEqual({ '127.0.0.2': one, '127.0.0.3': one });
  });

  it.each([false, true])('wants its password (tunnel: %s)', async (proxyTunnel) => {
    const stranger = new URL(proxies[0]?.url ?? '');
    stranger.password = 'wrong';
    await expect(ask(stranger.href, { proxyTunnel })).rejects.toThrow();
    expect(await addresses()).toEqual({});
  });

  it.each(['refuse', 'reset', '407'] as const)('fails when told to: %s', async (fault) => {
    proxies[0]?.fail(fault);
    await expect(ask(proxies[0]?.url ?? '')).rejects.toThrow();
    await expect(ask(proxies[0]?.url ?? '', { proxyTunnel: true })).rejects.toThrow();
    expect(await addresses()).toEqual({});
  });

  it('speaks to this machine only', async () => {
    expect((await ask(proxies[0]?.url ?? '', { to: 'http://192.0.2.1:80' })).status).toBe(403);
    expect(await firstLine(`CONNECT 192.0.2.1:443 HTTP/1.1`)).toBe('HTTP/1.1 403 Forbidden');
  });
});

describe("Kaspi's counts and limits", () => {
  it('are by address: one that asks too fast shuts out itself alone', async () => {
    const [fast = '', slow = ''] = proxies.map(({ url }) => url);
    const statuses = await Promise.all(Array.from({ length: 17 }, async () => (await ask(fast)).status));
    expect(statuses.filter((status) => status === 403)).toHaveLength(2);
    expect((await ask(slow)).status).toBe(200);
    expect((await addresses())['127.0.0.2']).toMatchObject({ requests: 17, answers: { 200: 15, 403: 2 } });
  });

  it('may be lifted, and answers may take a while, which is no fault', async () => {
    await kaspi.control('PUT', '/faults', { offersPerSecond: null, latencyMs: 40 });
    const startedAt = performance.now();
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => (await ask(proxies[0]?.url ?? '')).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(40);
  });
});

/** What the first proxy says first to a line of a client that knows its password. */
function firstLine(line: string): Promise<string> {
  const { port, username, password } = new URL(proxies[0]?.url ?? '');
  const access = Buffer.from(`${username}:${decodeURIComponent(password)}`).toString('base64');
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`${line}\r\nhost: x\r\nproxy-authorization: Basic ${access}\r\n\r\n`);
  return new Promise((resolve, reject) => {
    socket.once('data', (data) => {
      resolve(String(data).split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
