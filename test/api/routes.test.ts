import { describe, expect, it } from '@jest/globals';
import { apiRoutes } from '#src/api.ts';
import { actions } from '#src/companies/index.ts';
import { listErrorCodes } from '#src/kernel/errors.ts';
import { newId } from '#src/kernel/ids.ts';
import { createWords } from '#src/platform/words/words.ts';
import { anApi } from '../support/api.ts';
import { aCompany } from '../support/company.ts';
import { aFullShop } from './full-shop.ts';

const shop = await aCompany({ name: 'TechnoMart' });
const stranger = await aCompany({ database: shop.database, name: 'Stranger' });
const things = await aFullShop(shop);
const api = await anApi(shop);
const owner = await api.signIn(shop, 'owner');
const foreigner = await api.signIn(stranger, 'owner');

const routes = apiRoutes({
  inSystem: shop.database.inSystem,
  words: createWords('locales'),
  marketplace: {} as never,
});
const guarded = routes.filter((route) => route.can !== 'anyone');
const withId = guarded.filter((route) => route.path.includes(':'));
const bodies: Readonly<Record<string, object>> = {
  '/orders/:id/cancel': { reason: 'MERCHANT_OUT_OF_STOCK' },
  '/prices-held/:decisionId/answer': { answer: 'allow' },
  '/stores/:storeId/mass-answer': { answer: 'allow' },
};

const queries: Readonly<Record<string, string>> = { '/newest-messages': `?subjectIds=${things.orderId}` };

/** The ids of `shop` that a path asks for. */
function addressOf(path: string): string {
  const noun = path.split('/')[1] ?? '';
  const ids: Readonly<Record<string, string>> = {
    ...{ products: things.productId, orders: things.orderId, stores: things.storeId },
    ...{ prices: things.listingId, messages: things.messageId, 'prices-held': things.heldId },
  };
  const id = ids[noun];
  return `/api/v1${path.replace(/:\w+/, String(id))}${queries[path] ?? ''}`;
}

const ask = ({ method, path }: { method: string; path: string }, cookie?: string) =>
  api.call(addressOf(path), {
    method: method.toUpperCase(),
    ...(cookie && { cookie }),
    ...(method !== 'get' && { body: bodies[path] ?? {} }),
  });

describe('every route', () => {
  it.each(guarded)('$method $path refuses somebody who is not signed in', async (route) => {
    expect((await ask(route)).status).toBe(401);
  });

  it.each(withId)('$method $path is not found for another company', async (route) => {
    const reply = await ask(route, foreigner);
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({ code: expect.stringMatching(/notFound|NotFound/) });
  });

  it.each(guarded.filter((route) => route.method === 'get'))(
    '$method $path shows its own company what it has',
    async (route) => {
      const reply = await ask(route, owner);
      expect({ path: route.path, status: reply.status }).toEqual({ path: route.path, status: 200 });
      expect(reply.headers.get('content-type')).toMatch(route.file ?? 'application/json');
      expect(await reply.text()).not.toContain('sealed');
    },
  );

  it.each(guarded.filter((route) => route.path.split('/').length === 2 && route.method === 'get'))(
    '$method $path never shows a row of another company',
    async (route) => {
      const text = await (await ask(route, foreigner)).text();
      for (const id of Object.values(things)) {
        expect(text).not.toContain(id);
      }
    },
  );

  it.each(guarded.filter((route) => route.can !== 'signed-in'))(
    '$method $path refuses a role without the action',
    async (route) => {
      const cashier = await api.signIn(shop, 'cashier');
      const isAllowed = ['companies.read', 'orders.read', 'customers.read'].includes(route.can);
      const reply = await ask(route, cashier);
      expect(reply.status === 403).toBe(!isAllowed);
    },
  );

  it('asks for an action that exists', () => {
    const known = [...actions, 'signed-in', 'anyone'] as string[];
    expect(routes.map((route) => route.can).filter((can) => !known.includes(can))).toEqual([]);
  });

  it('has an example that fits its reply', () => {
    const misfits = routes.filter((route) => !route.reply.safeParse(route.example).success);
    expect(misfits.map((route) => route.path)).toEqual([]);
  });
});

describe('the API’s document', () => {
  it('tells every route with its example, and every code of the catalogue', async () => {
    const document = (await (await api.call('/api/v1/openapi.json')).json()) as {
      info: { description: string };
      paths: Record<string, Record<string, { responses: { 200: { content: Record<string, object> } } }>>;
    };
    for (const { path, method, file } of routes) {
      const content = document.paths[`/api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[method]?.responses[200].content;
      expect(content?.[file ?? 'application/json']).toHaveProperty('example');
    }
    for (const code of listErrorCodes().keys()) {
      expect(document.info.description).toContain(code);
    }
  });
});

describe('a list', () => {
  it('goes on after its last item until there are no more', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const after: string = next && `&after=${next}`;
      const reply = await api.call(`/api/v1/products?limit=1${after}`, { cookie: owner });
      const page = (await reply.json()) as { items: { id: string }[]; next: string | null; total: number };
      expect(page.total).toBe(3);
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(new Set(seen).size).toBe(3);
  });

  it('costs nothing when nothing has changed', async () => {
    const first = await api.call('/api/v1/prices', { cookie: owner });
    const etag = first.headers.get('etag') ?? '';
    const again = await api.call('/api/v1/prices', {
      cookie: owner,
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
    const inKazakh = { 'if-none-match': etag, 'accept-language': 'kk' };
    expect((await api.call('/api/v1/prices', { cookie: owner, headers: inKazakh })).status).toBe(200);
  });
});

describe('prices', () => {
  it.each([
    ['ru', 'MobiShop просит'],
    ['kk', 'MobiShop бағасы'],
    ['en', 'MobiShop asks'],
  ])('tell their reason in %s', async (language, sentence) => {
    const headers = { 'accept-language': language };
    for (const path of ['/prices', `/prices/${things.listingId}`, `/prices/${things.listingId}/history`]) {
      const reply = await api.call(`/api/v1${path}`, { cookie: owner, headers });
      expect(await reply.text()).toContain(sentence);
    }
  });
});

describe('an order', () => {
  it('hides the customer’s phone from a role that may not read customers', async () => {
    const phoneFor = async (cookie: string) =>
      ((await (await api.call(`/api/v1/orders/${things.orderId}`, { cookie })).json()) as { customerPhone: string })
        .customerPhone;
    expect(await phoneFor(owner)).toBe('+77011234567');
    expect(await phoneFor(await api.signIn(shop, 'storekeeper'))).toBeNull();
  });

  it('is listed by status and refuses a status that does not exist', async () => {
    const list = async (status: string) => api.call(`/api/v1/orders?status=${status}`, { cookie: owner });
    expect(((await (await list('new,accepted')).json()) as { items: object[] }).items).toHaveLength(1);
    expect(((await (await list('completed')).json()) as { items: object[] }).items).toHaveLength(0);
    expect((await list('lost')).status).toBe(422);
  });
});

describe('signing in', () => {
  it('works once per link and sets a cookie that scripts can’t read', async () => {
    const token = await api.link(shop, 'owner');
    const use = () => api.call('/api/v1/sign-in-links/use', { body: { token } });
    const first = await use();
    expect(first.headers.get('set-cookie')).toMatch(/sauda_sign_in=.+; expires=.+; samesite=lax; httponly/i);
    const second = await use();
    expect([first.status, second.status]).toEqual([200, 410]);
    expect(await second.json()).toMatchObject({ code: 'access.linkInvalid' });
  });

  it('tells who is signed in, and nothing after signing out', async () => {
    const cookie = await api.signIn(shop, 'analyst');
    const me = await api.call('/api/v1/me', { cookie });
    expect(await me.json()).toMatchObject({ role: 'analyst', company: { id: shop.id, name: 'TechnoMart' } });
    expect((await api.call('/api/v1/sign-out', { cookie, method: 'POST' })).status).toBe(200);
    expect((await api.call('/api/v1/me', { cookie })).status).toBe(401);
    expect((await api.call('/api/v1/me', { cookie: newId() })).status).toBe(401);
  });
});
