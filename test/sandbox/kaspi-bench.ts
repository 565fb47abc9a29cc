import { setTimeout as delay } from 'node:timers/promises';
import { createEventBus, type RecordedEvent } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { createKaspiStandIn, type DemoWorld } from '../../sandbox/kaspi/index.ts';

/** A browser's User-Agent. */
export const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

/** A running stand-in that tests talk to by bare fetch. */
export interface KaspiBench {
  readonly url: string;
  readonly demo: DemoWorld;
  readonly events: RecordedEvent[];
  /** Moves the stand-in's clock forward. */
  pass(ms: number): void;
  /** GET of the Shop API with technomart's token unless another is given. */
  shop(path: string, headers?: Record<string, string>): Promise<Response>;
  /** POST /orders of the Shop API. */
  change(id: string, attributes: Record<string, unknown>, headers?: Record<string, string>): Promise<Response>;
  control(method: string, path: string, body?: unknown): Promise<Response>;
  placeOrder(body?: Record<string, unknown>): Promise<{ code: string; id: string }>;
  stop(): Promise<void>;
}

/** What a sign-in by hand needs of the stand-in. */
export type KaspiDoor = Pick<KaspiBench, 'url' | 'demo' | 'control'>;

/** Starts Kaspi's stand-in alone, at test pace, on a free port. */
export async function startKaspi(): Promise<KaspiBench> {
  let shiftMs = 0;
  const bus = createEventBus();
  const events: RecordedEvent[] = [];
  bus.subscribe((event) => events.push(event));
  const kaspi = createKaspiStandIn({ emit: bus.emit, pace: 'test', now: () => new Date(Date.now() + shiftMs) });
  const host = await hostStandIns({ standIns: { kaspi }, events: bus });
  const { url } = host;
  const token = kaspi.demo.technomart.apiToken;
  const shopHeaders = {
    'user-agent': browser,
    'x-auth-token': token,
    'content-type': 'application/vnd.api+json',
    accept: 'application/vnd.api+json',
  };
  const control: KaspiBench['control'] = (method, path, body) =>
    fetch(`${url}/_control/kaspi${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });

  return {
    url,
    demo: kaspi.demo,
    events,
    control,
    pass: (ms) => {
      shiftMs += ms;
    },
    shop: (path, headers = {}) => fetch(`${url}/kaspi/shop/api/v2${path}`, { headers: { ...shopHeaders, ...headers } }),
    change: (id, attributes, headers = {}) =>
      fetch(`${url}/kaspi/shop/api/v2/orders`, {
        method: 'POST',
        headers: { ...shopHeaders, ...headers },
        body: JSON.stringify({ data: { type: 'orders', id, attributes } }),
      }),
    placeOrder: async (body = {}) => {
      const response = await control('POST', '/orders', { merchantUid: 'technomart', ...body });
      if (response.status !== 201) {
        throw new Error(await response.text());
      }
      return (await response.json()) as { code: string; id: string };
    },
    stop: () => host.stop(),
  };
}

/** The query of an orders list over the last days. */
export function lastDays(days: number, extra: Record<string, string> = {}): string {
  return `/orders?${new URLSearchParams({
    'page[number]': '0',
    'page[size]': '100',
    'filter[orders][creationDate][$ge]': String(Date.now() - days * 86_400_000),
    ...extra,
  })}`;
}

/** Asks again until the answer is there, for at most five seconds. */
export async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error('it did not happen within five seconds');
    }
    await delay(10);
  }
}

/** Follows a sign-in by e-mail like a browser, cookie by cookie; returns the cabinet's cookie header. */
export async function signIn(bench: KaspiDoor, merchant = bench.demo.technomart): Promise<string> {
  const login = (body: unknown, cookie = '') =>
    fetch(`${bench.url}/kaspi/id/api/p/login`, { method: 'POST', body: JSON.stringify(body), headers: { cookie } });
  const first = await login({ _u: merchant.email, _p: merchant.password, _r_d: false });
  const sso = cookiesOf(first);
  const { code } = await lastMail(bench, merchant.email);
  await login({ _u: merchant.email, _m_c: code, _r_d: true }, sso);
  return followOAuth(bench, sso);
}

/** Walks the OAuth redirects by hand; returns the cabinet's cookies. */
export async function followOAuth(bench: KaspiDoor, sso: string): Promise<string> {
  const go = (url: string, cookie: string) => fetch(url, { redirect: 'manual', headers: { cookie } });
  const start = await go(`${bench.url}/kaspi/cabinet/oauth2/authorization/1?redirectUrl=/`, '');
  const authorize = await go(start.headers.get('location') ?? '', sso);
  const callback = await go(authorize.headers.get('location') ?? '', cookiesOf(start));
  return cookiesOf(callback);
}

/** The last code that went to an address. */
export async function lastMail(bench: KaspiDoor, to: string): Promise<{ code: string; channel: string }> {
  const response = await bench.control('GET', `/mailbox?login=${encodeURIComponent(to)}`);
  const mails = (await response.json()) as Array<{ code: string; channel: string }>;
  const last = mails.at(-1);
  if (!last) {
    throw new Error(`nothing was sent to ${to}`);
  }
  return last;
}

/** A response's cookies as a request header. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
