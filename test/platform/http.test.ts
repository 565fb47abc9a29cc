import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { newId } from '#src/kernel/ids.ts';
import { createHttp } from '#src/platform/http/create-http.ts';
import { type Caller, route } from '#src/platform/http/route.ts';
import { createWords } from '#src/platform/words/words.ts';
import { aCompany } from '../support/company.ts';
import { silentLogger } from '../support/test-database.ts';

const routes = [
  route({
    method: 'get',
    path: '/things/:id',
    can: 'orders.read',
    summary: 'A thing',
    params: z.object({ id: z.uuid() }),
    reply: z.object({ id: z.uuid(), company: z.string() }),
    handle: async (scope, { params }) => ({ ...params, company: scope.companyId, secret: 'not in the schema' }),
  }),
  route({
    method: 'post',
    path: '/things',
    can: 'signed-in',
    summary: 'Makes a thing',
    body: z.object({ name: z.string().min(1) }),
    reply: z.object({ name: z.string() }),
    handle: async (_, { body }) => body,
  }),
  route({
    method: 'get',
    path: '/broken',
    can: 'anyone',
    summary: 'Breaks',
    reply: z.object({}),
    act: () => Promise.reject(new Error('secret detail')),
  }),
  route({
    method: 'post',
    path: '/enter',
    can: 'anyone',
    summary: 'Signs in',
    reply: z.object({}),
    act: async (tools) => {
      tools.setCookie({ value: 'good' });
      return {};
    },
  }),
];

const shop = await aCompany();
const caller: Caller = {
  companyId: shop.id,
  personId: newId(),
  name: 'A',
  role: 'cashier',
  language: 'kk',
  actor: { kind: 'member', id: newId(), can: (action) => action === 'orders.read' },
};
const stranger: Caller = { ...caller, actor: { ...caller.actor, can: () => false } };
const people: Record<string, Caller> = { good: caller, stranger };
let isDatabaseUp = true;
const options = {
  routes,
  inCompany: shop.database.inCompany,
  authenticate: async (token: string) => people[token],
  words: createWords('locales'),
  logger: silentLogger,
  readiness: async () => ({ database: isDatabaseUp }),
  others: [],
};
const http = createHttp(options);
const port = await http.start({ host: '127.0.0.1', port: 0 });
afterAll(() => http.stop({ timeoutMs: 500 }));

const call = (path: string, init: RequestInit & { as?: string } = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: {
      'content-type': 'application/json',
      ...(init.as && { cookie: `sauda_sign_in=${init.as}` }),
      ...(init.headers as Record<string, string>),
    },
  });

describe('a route', () => {
  it('answers in the caller’s scope and strips what its schema does not declare', async () => {
    const id = newId();
    const reply = await call(`/api/v1/things/${id}`, { as: 'good' });
    expect(reply.status).toBe(200);
    expect(await reply.json()).toEqual({ id, company: shop.id });
  });

  it('refuses nobody with 401 and a role without the action with 403', async () => {
    const nobody = await call(`/api/v1/things/${newId()}`);
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('content-type')).toContain('application/problem+json');
    expect((await call(`/api/v1/things/${newId()}`, { as: 'stranger' })).status).toBe(403);
    expect((await call(`/api/v1/things/${newId()}`, { as: 'made-up' })).status).toBe(401);
  });

  it('names every field that is wrong', async () => {
    const reply = await call('/api/v1/things/not-a-uuid', { as: 'good' });
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ code: 'http.invalid', errors: [{ path: 'params.id' }] });
  });

  it.each([
    ['ru', '{}', { code: 'missing', message: 'Обязательное поле.' }],
    ['kk', '{"name":""}', { code: 'too_small', message: 'Рұқсат етілгеннен аз: ең кемі 1.' }],
    ['en', '{"name":5}', { code: 'invalid_type', message: 'Not of the expected kind: string.' }],
  ])('says in %s what is wrong with a field', async (language, body, mistake) => {
    const headers = { 'accept-language': language };
    const reply = await call('/api/v1/things', { method: 'POST', as: 'good', body, headers });
    expect(await reply.json()).toMatchObject({ errors: [{ path: 'body.name', ...mistake }] });
  });

  it('links a problem to a page that explains its code in every language', async () => {
    const { type } = (await (await call('/api/v1/broken')).json()) as { type: string };
    const page = await call(type, { headers: { 'accept-language': 'kk' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    const text = await page.text();
    expect(text).toContain(`id="${type.split('#')[1]}"`);
    expect(text).toContain('<html lang="kk">');
    for (const sentence of ['Такого адреса нет.', 'Мұндай мекенжай жоқ.', 'There is no such address.', '{$incident}']) {
      expect(text).toContain(sentence);
    }
  });

  it('speaks the language asked for, else the caller’s', async () => {
    const told = async (headers: Record<string, string>) =>
      ((await (await call('/api/v1/nowhere', { as: 'good', headers })).json()) as { detail: string }).detail;
    expect(await told({ 'accept-language': 'en-GB,en;q=0.9' })).toBe('There is no such address.');
    expect(await told({ 'accept-language': '' })).toBe('Мұндай мекенжай жоқ.');
  });

  it.each([
    ['{', 400, 'http.malformed'],
    [JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'http.tooLarge'],
    ['{}', 422, 'http.invalid'],
  ])('answers a bad body with a problem', async (body, status, code) => {
    const reply = await call('/api/v1/things', { method: 'POST', as: 'good', body });
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code, status });
  });

  it('refuses another site’s page that posts with our cookie', async () => {
    const post = (origin: string) =>
      call('/api/v1/things', { method: 'POST', as: 'good', body: '{"name":"x"}', headers: { origin } });
    for (const foreign of ['https://evil.example', `https://127.0.0.1:${port}`, 'null', 'no origin at all']) {
      const reply = await post(foreign);
      expect([foreign, reply.status]).toEqual([foreign, 403]);
      expect(await reply.json()).not.toHaveProperty('incident');
    }
    expect((await post(`http://127.0.0.1:${port}`)).status).toBe(200);
  });

  it('keeps the inside of a bug to itself and gives an incident number', async () => {
    const reply = await call('/api/v1/broken', { headers: { 'accept-language': 'en' } });
    const text = await reply.text();
    expect(reply.status).toBe(500);
    expect(text).not.toContain('secret detail');
    expect(JSON.parse(text)).toMatchObject({ code: 'http.unexpected', incident: expect.any(String) });
  });

  it('answers a wrong method with 405', async () => {
    expect((await call('/api/v1/things', { method: 'DELETE', as: 'good' })).status).toBe(405);
  });
});

describe('behind a proxy that ends TLS', () => {
  const publicUrl = 'https://sauda.example';
  const behind = createHttp({ ...options, publicUrl });
  let enter: (origin?: string) => Promise<Response>;
  beforeAll(async () => {
    const at = `http://127.0.0.1:${await behind.start({ host: '127.0.0.1', port: 0 })}/api/v1/enter`;
    enter = (origin) => fetch(at, { method: 'POST', headers: { host: 'internal', ...(origin && { origin }) } });
  });
  afterAll(() => behind.stop({ timeoutMs: 500 }));

  it('signs in with a cookie that never travels in clear', async () => {
    const cookie = (await enter(publicUrl)).headers.get('set-cookie');
    expect(cookie).toMatch(/; secure; httponly/i);
  });

  it('takes the public address for its own, and no other scheme or host', async () => {
    expect((await enter()).status).toBe(200);
    expect((await enter(publicUrl)).status).toBe(200);
    expect((await enter('http://sauda.example')).status).toBe(403);
    expect((await enter('http://internal')).status).toBe(403);
  });
});

describe('the server', () => {
  it('documents every route from its own schemas', async () => {
    const document = (await (await call('/api/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { 'x-permission'?: string; parameters: unknown[] }>>;
    };
    expect(Object.keys(document.paths)).toEqual([
      ...['/api/v1/things/{id}', '/api/v1/things', '/api/v1/broken', '/api/v1/enter', '/api/v1/stream'],
    ]);
    expect(document.paths['/api/v1/stream']?.get).toMatchObject({
      'x-permission': 'signed-in',
      responses: { 200: { content: { 'text/event-stream': {} } } },
    });
    expect(document.paths['/api/v1/things/{id}']?.get).toMatchObject({
      'x-permission': 'orders.read',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    });
    const page = await call('/api/docs');
    expect(await page.text()).toContain('swagger-ui-bundle.js');
    expect((await call('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
    expect((await call('/api/docs/package.json')).status).toBe(404);
  });

  it('is healthy by itself and ready when what it depends on answers', async () => {
    expect((await call('/health')).status).toBe(200);
    expect((await call('/ready')).status).toBe(200);
    isDatabaseUp = false;
    expect((await call('/ready')).status).toBe(503);
  });
});
