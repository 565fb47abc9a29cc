import { afterAll } from '@jest/globals';
import { authenticate, createSignInLink } from '#src/access/index.ts';
import { Person } from '#src/access/person.entity.ts';
import { type ApiDeps, apiRoutes, mayHear } from '#src/api.ts';
import { Member, type Role } from '#src/companies/index.ts';
import { newId } from '#src/kernel/ids.ts';
import { createHttp, type HttpOptions } from '#src/platform/http/create-http.ts';
import { eventStream } from '#src/platform/http/event-stream.routes.ts';
import { createWords } from '#src/platform/words/words.ts';
import type { TestCompany } from './company.ts';
import { silentLogger } from './test-database.ts';

/** What a call brings besides its path. */
export interface ApiCall {
  readonly method?: string;
  /** The token of a sign-in cookie. */
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The whole API over HTTP, on a company's database. */
export interface TestApi {
  readonly url: string;
  call(path: string, call?: ApiCall): Promise<Response>;
  /** A link's token for a new member of the company with a role. */
  link(shop: TestCompany, role: Role): Promise<string>;
  /** A cookie of a new member of the company with a role, got as browsers get it. */
  signIn(shop: TestCompany, role: Role): Promise<string>;
}

const stops: (() => Promise<void>)[] = [];

/** Starts the API; it stops when the test file ends. */
export async function anApi(
  { database }: TestCompany,
  options: { marketplace?: ApiDeps['marketplace']; others?: HttpOptions['others']; heartbeatMs?: number } = {},
): Promise<TestApi> {
  const { inCompany, inSystem } = database;
  const words = createWords('locales');
  const signedIn = (token: string) => authenticate({ inSystem }, token);
  const stream = eventStream({
    ...{ inCompany, mayHear, logger: silentLogger, authenticate: signedIn },
    onEvents: database.onEvents,
    heartbeatMs: options.heartbeatMs ?? 200,
  });
  const http = createHttp({
    routes: apiRoutes({ inSystem, words, marketplace: options.marketplace ?? noMarketplace }),
    ...{ inCompany, words, logger: silentLogger, authenticate: signedIn },
    readiness: async () => ({}),
    others: [stream.middleware, ...(options.others ?? [])],
  });
  const url = `http://127.0.0.1:${await http.start({ host: '127.0.0.1', port: 0 })}`;
  stops.push(async () => {
    stream.close();
    await http.stop({ timeoutMs: 500 });
  });
  const call: TestApi['call'] = (path, { method, cookie, body, headers } = {}) =>
    fetch(`${url}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie && { cookie: `sauda_sign_in=${cookie}` }),
        ...headers,
      },
    });
  const link: TestApi['link'] = async (shop, role) => {
    const personId = newId();
    await inSystem('make a person', async ({ em }) => {
      em.create(Person, { id: personId, name: 'Айгерим', language: 'ru' });
    });
    await shop.run(async ({ em }) => {
      em.create(Member, { personId, name: 'Айгерим', role });
    });
    return (await createSignInLink({ inSystem }, { personId, companyId: shop.id })).token;
  };
  return {
    url,
    call,
    link,
    signIn: async (shop, role) => {
      const reply = await call('/api/v1/sign-in-links/use', { body: { token: await link(shop, role) } });
      return /sauda_sign_in=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1] ?? '';
    },
  };
}

const noMarketplace = {
  get shopApi(): never {
    throw new Error('this test has no marketplace');
  },
};

afterAll(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
