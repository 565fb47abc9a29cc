import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { newId } from '#src/kernel/ids.ts';
import { createHttp, type Http } from '#src/platform/http/create-http.ts';
import { createHttpMeter } from '#src/platform/http/http-meter.ts';
import { metricsRoutes } from '#src/platform/http/metrics.routes.ts';
import { route } from '#src/platform/http/route.ts';
import { createMetrics } from '#src/platform/metrics/metrics.ts';
import { createMetricsServer } from '#src/platform/metrics/metrics-server.ts';
import { createWords } from '#src/platform/words/words.ts';
import { silentLogger } from '../support/doors.ts';

const TOKEN = 'a-token-of-this-test-alone';
const thing = route({
  ...{ method: 'get', path: '/things/:id', can: 'anyone', summary: 'A thing' },
  params: z.object({ id: z.string() }),
  reply: z.object({}),
  act: async () => ({}),
});
const running: Pick<Http, 'stop'>[] = [];

/** A web server with one route and its metrics; everybody else's address for this machine, where it has one. */
async function aWebServer(token?: string) {
  const metrics = createMetrics();
  const http = createHttp({
    ...{ routes: [thing], words: createWords('locales'), logger: silentLogger },
    inCompany: () => Promise.reject(new Error('no scope is opened here')),
    authenticate: async () => undefined,
    readiness: async () => ({}),
    observe: createHttpMeter(metrics),
    others: [metricsRoutes(metrics, token)],
  });
  running.push(http);
  const port = await http.start({ host: '0.0.0.0', port: 0 });
  return { metrics, port, get: (path: string, headers = {}, host = '127.0.0.1') => get({ host, port, path, headers }) };
}

/** A request as a scraper makes it; unlike fetch it may say any Host. */
function get(options: { host: string; port: number; path: string; headers?: Record<string, string>; method?: string }) {
  return new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    request({ ...options, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          body: Buffer.concat(parts).toString(),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** An address of this machine that is not the loopback's, as others would use it. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

afterAll(() => Promise.all(running.map((http) => http.stop({ timeoutMs: 100 }))));

describe('GET /metrics', () => {
  it('tells Prometheus of the process and of requests by route template and status', async () => {
    const { get: ask } = await aWebServer();
    const ids = [newId(), newId(), newId()];
    await Promise.all(ids.map((id) => ask(`/api/v1/things/${id}`)));
    await ask('/api/v1/nothing-like-that');
    const { status, type, body } = await ask('/metrics');
    expect(status).toBe(200);
    expect(type).toContain('text/plain; version=0.0.4');
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    const count = 'sauda_http_request_duration_seconds_count';
    expect(body).toContain(`${count}{method="GET",route="/api/v1/things/:id",status="200"} 3`);
    expect(body).toContain(`${count}{method="GET",route="other",status="404"} 1`);
    expect(ids.filter((id) => body.includes(id))).toEqual([]);
  });

  it('shares nothing with the registry of another server', async () => {
    const [one, other] = [await aWebServer(), await aWebServer()];
    await one.get('/health');
    expect((await one.get('/metrics')).body).toContain('route="/health"');
    expect((await other.get('/metrics')).body).not.toContain('route="/health"');
  });

  it('is not there for somebody behind a proxy, or who calls this machine by another name', async () => {
    const { get: ask } = await aWebServer();
    for (const headers of [{ 'x-forwarded-for': '10.0.0.7' }, { via: '1.1 edge' }, { host: 'sauda.example' }]) {
      expect((await ask('/metrics', headers)).status).toBe(404);
    }
    expect((await ask('/metrics', { host: 'localhost' })).status).toBe(200);
  });

  it('opens to the token from anywhere, and to nothing else', async () => {
    const { get: ask } = await aWebServer(TOKEN);
    const from = { 'x-forwarded-for': '10.0.0.7' };
    expect((await ask('/metrics', { ...from, authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    expect((await ask('/metrics', { ...from, authorization: 'Bearer another' })).status).toBe(401);
    expect((await ask('/metrics', { ...from, authorization: TOKEN })).status).toBe(401);
    expect((await ask('/metrics', from)).status).toBe(401);
    expect((await ask('/metrics')).status).toBe(200);
  });

  (outside === undefined ? it.skip : it)('does not take an address of the network for this machine', async () => {
    const { get: ask } = await aWebServer();
    expect((await ask('/metrics', { host: 'localhost' }, outside)).status).toBe(404);
  });
});

describe('a port of its own for metrics', () => {
  it('shows them to the same people and serves nothing else', async () => {
    const metrics = createMetrics();
    const server = createMetricsServer({ metrics, token: TOKEN, logger: silentLogger });
    const port = await server.start({ host: '127.0.0.1', port: 0 });
    const ask = (path: string, more: { headers?: Record<string, string>; method?: string } = {}) =>
      get({ host: '127.0.0.1', port, path, ...more });
    expect(await ask('/metrics')).toMatchObject({ status: 200, type: metrics.contentType });
    expect((await ask('/metrics', { headers: { via: '1.1 edge' } })).status).toBe(401);
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/metrics', { method: 'POST' })).status).toBe(404);
    await server.stop();
    await expect(ask('/metrics')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('labels', () => {
  it('take the listed values only, or so many plain words, and never an id', async () => {
    const metrics = createMetrics();
    const labels = { kind: ['a', 'b'], word: 3 };
    const count = metrics.counter({ name: 'sauda_test_total', help: 'Of this test.', labels });
    const id = newId();
    for (const word of ['one', id, 'two', '790686780', 'with blanks', 'three', 'four', 'one']) {
      count({ kind: 'a', word });
    }
    count({ kind: 'c', word: 'two' }, 5);
    const lines = (await metrics.text()).split('\n').filter((line) => line.startsWith('sauda_test_total'));
    expect(lines.sort()).toEqual([
      'sauda_test_total{kind="a",word="one"} 2',
      'sauda_test_total{kind="a",word="other"} 4',
      'sauda_test_total{kind="a",word="three"} 1',
      'sauda_test_total{kind="a",word="two"} 1',
      'sauda_test_total{kind="other",word="two"} 5',
    ]);
  });
});
