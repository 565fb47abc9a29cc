import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cookiesOf, followOAuth, type KaspiBench, lastMail, signIn, startKaspi } from './kaspi-bench.ts';

let kaspi: KaspiBench;
beforeAll(async () => {
  kaspi = await startKaspi();
});
afterAll(() => kaspi.stop());

const login = (body: unknown, cookie = '') =>
  fetch(`${kaspi.url}/kaspi/id/api/p/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
const cabinet = (path: string, cookie = '') => fetch(`${kaspi.url}/kaspi/cabinet${path}`, { headers: { cookie } });
const walk = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } });
const byEmail = () => {
  const { email, password } = kaspi.demo.technomart;
  return login({ _u: email, _p: password, _r_d: false });
};

describe('signing in by e-mail', () => {
  it('answers 200 without redirectUrl and sends a code by e-mail', async () => {
    const response = await byEmail();
    expect(response.status).toBe(200);
    expect(await response.json()).not.toHaveProperty('redirectUrl');
    expect(cookiesOf(response)).toMatch(/^MS_AUTH_SSO=/);
    expect(await lastMail(kaspi, kaspi.demo.technomart.email)).toMatchObject({
      channel: 'email',
      code: expect.stringMatching(/^\d{6}$/),
    });
  });

  it('takes the code only with its cookie and gives redirectUrl', async () => {
    const sso = cookiesOf(await byEmail());
    const { email } = kaspi.demo.technomart;
    const { code } = await lastMail(kaspi, email);
    expect((await login({ _u: email, _m_c: code, _r_d: true })).status).toBe(401);
    const done = await login({ _u: email, _m_c: code, _r_d: true }, sso);
    expect([done.status, await done.json()]).toEqual([200, { redirectUrl: '/' }]);
  });

  it('refuses a wrong password and a wrong code, and stops after too many codes', async () => {
    const { email } = kaspi.demo.technomart;
    expect((await login({ _u: email, _p: 'wrong', _r_d: false })).status).toBe(401);
    const sso = cookiesOf(await byEmail());
    const codes = await Promise.all(
      Array.from({ length: 5 }, async () => (await login({ _u: email, _m_c: '000', _r_d: true }, sso)).json()),
    );
    expect(codes).toEqual(Array.from({ length: 5 }, () => ({ errorCode: 'MFA_CODE_WRONG' })));
    const stopped = await login({ _u: email, _m_c: '000', _r_d: true }, sso);
    expect(await stopped.json()).toMatchObject({ errorCode: 'MFA_CODE_TOO_MANY_SEND' });
  });

  it('takes a code only for the e-mail, and the way, it was asked by', async () => {
    const sso = cookiesOf(await byEmail());
    const { email } = kaspi.demo.technomart;
    const { code } = await lastMail(kaspi, email);
    expect((await login({ _u: kaspi.demo.aigulStore.email, _m_c: code, _r_d: true }, sso)).status).toBe(401);
    expect((await login({ _c: code }, sso)).status).toBe(401);
    expect((await login({ _u: email.toUpperCase(), _m_c: code, _r_d: true }, sso)).status).toBe(200);
  });

  it('lets a device that it trusts in without a code', async () => {
    await kaspi.control('PUT', '/faults', { trustedDevice: true });
    const response = await byEmail();
    await kaspi.control('PUT', '/faults', { trustedDevice: false });
    expect([response.status, await response.json()]).toEqual([200, { redirectUrl: '/' }]);
    expect(await followOAuth(kaspi, cookiesOf(response))).toContain('mc-sid');
  });

  it.each([
    ['MFA_SEND_FLOOD', { errorCode: 'MFA_SEND_FLOOD' }],
    ['MFA_CODE_TOO_MANY_SEND', { errorCode: 'MFA_CODE_TOO_MANY_SEND' }],
    ['breakTime', { errorData: { breakTimeSeconds: 300 } }],
  ])('answers a flood of codes with 401 (%s)', async (mfaFlood, body) => {
    await kaspi.control('PUT', '/faults', { mfaFlood });
    const response = await byEmail();
    await kaspi.control('PUT', '/faults', { mfaFlood: false });
    expect([response.status, await response.json()]).toEqual([401, body]);
  });
});

describe('signing in by phone', () => {
  it('wants the phone as the page writes it and sends an SMS', async () => {
    expect((await login({ _ph: '+77011002030' })).status).toBe(400);
    const phone = '+7 (701) 100-20-30';
    const first = await login({ _ph: phone });
    expect(await first.json()).toEqual({ phone });
    const { code, channel } = await lastMail(kaspi, '+77011002030');
    expect(channel).toBe('sms');
    const sso = cookiesOf(first);
    expect(await (await login({ _c: code }, sso)).json()).toEqual({ redirectUrl: '/' });
    const session = await followOAuth(kaspi, sso);
    expect((await cabinet('/s/m', session)).status).toBe(200);
  });
});

describe('the cabinet session', () => {
  it('comes from the OAuth redirects as mc-session and mc-sid; mc-sid alone tells who we are', async () => {
    expect((await cabinet('/s/m')).status).toBe(401);
    const session = await signIn(kaspi);
    expect(session).toMatch(/mc-session=.*mc-sid=/);
    const sid = session.split('; ').find((cookie) => cookie.startsWith('mc-sid')) ?? '';
    expect(await (await cabinet('/s/m', sid)).json()).toMatchObject({ merchants: [{ uid: 'technomart' }] });
  });

  it('sends a challenge of S256 and leads nobody in without a sign-in', async () => {
    const start = await walk(`${kaspi.url}/kaspi/cabinet/oauth2/authorization/1`);
    const target = new URL(start.headers.get('location') ?? '');
    expect(target.pathname).toBe('/kaspi/id/oauth2/authorize');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
    });
    expect((await followOAuth(kaspi, 'MS_AUTH_SSO=nobody')).includes('mc-sid')).toBe(false);
  });

  it("refuses a code that was made for another round's verifier, and a code used twice", async () => {
    const sso = cookiesOf(await byEmail());
    const { email } = kaspi.demo.technomart;
    await login({ _u: email, _m_c: (await lastMail(kaspi, email)).code, _r_d: true }, sso);
    const authorization = `${kaspi.url}/kaspi/cabinet/oauth2/authorization/1`;
    const [ours, theirs] = await Promise.all([walk(authorization), walk(authorization)]);
    const callback = (await walk(ours.headers.get('location') ?? '', sso)).headers.get('location') ?? '';
    const theirState = new URL(theirs.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const stolen = new URL(callback);
    stolen.searchParams.set('state', theirState);
    expect(cookiesOf(await walk(stolen.href, cookiesOf(theirs)))).not.toContain('mc-sid');

    const again = (await walk(ours.headers.get('location') ?? '', sso)).headers.get('location') ?? '';
    expect(cookiesOf(await walk(again, cookiesOf(ours)))).toContain('mc-sid');
    expect(cookiesOf(await walk(again, cookiesOf(ours)))).not.toContain('mc-sid');
  });

  it('ends when told to, and when the same account signs in again', async () => {
    const first = await signIn(kaspi);
    const second = await signIn(kaspi);
    expect((await cabinet('/s/m', first)).status).toBe(401);
    expect((await cabinet('/s/m', second)).status).toBe(200);
    await kaspi.control('PUT', '/faults', { sessionExpired: true });
    expect((await cabinet('/s/m', second)).status).toBe(401);
    expect((await cabinet('/bff/offer-view/list?m=technomart&p=0&l=10', second)).status).toBe(401);
  });

  it('answers the configuration probe with the principal type', async () => {
    const cookie = await signIn(kaspi);
    const url = `${kaspi.url}/kaspi/cabinet/pricefeed/upload/merchant/upload/configuration?merchantUid=technomart`;
    const probe = await fetch(url, { method: 'POST', headers: { cookie } });
    expect([probe.status, probe.headers.get('x-principal-type')]).toEqual([200, '2']);
    expect((await fetch(url, { method: 'POST' })).status).toBe(401);
  });
});

describe('an account of several merchants', () => {
  const credentials = { email: 'group@demo.sauda.kz', password: 'Group-2026' };
  const phone = '+77019990011';
  beforeAll(async () => {
    for (const uid of ['group-one', 'group-two']) {
      const more = uid === 'group-two' ? { phone } : {};
      await kaspi.control('POST', '/merchants', { uid, name: uid, masterSkus: ['104990001'], ...credentials, ...more });
    }
    await kaspi.control('POST', '/merchants', { uid: 'stranger', name: 'x' });
  });
  const enter = async () => {
    const sso = cookiesOf(await login({ _u: credentials.email, _p: credentials.password, _r_d: false }));
    const { code } = await lastMail(kaspi, credentials.email);
    await login({ _u: credentials.email, _m_c: code, _r_d: true }, sso);
    return followOAuth(kaspi, sso);
  };
  const uids = async (cookie: string) => {
    const { merchants } = (await (await cabinet('/s/m', cookie)).json()) as { merchants: { uid: string }[] };
    return merchants.map(({ uid }) => uid);
  };

  it('is one e-mail with one password, and names them all', async () => {
    expect(await uids(await enter())).toEqual(['group-one', 'group-two']);
  });

  it('acts for each of them and for nobody else', async () => {
    const cookie = await enter();
    const statusOf = async (uid: string) =>
      (await cabinet(`/bff/offer-view/list?m=${uid}&p=0&l=10&a=true`, cookie)).status;
    expect([await statusOf('group-one'), await statusOf('group-two'), await statusOf('stranger')]).toEqual([
      200, 200, 403,
    ]);
    const push = (merchantUid: string) =>
      fetch(`${kaspi.url}/kaspi/cabinet/pricefeed/upload/merchant/process`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ merchantUid, sku: 'GR-1', model: 'x', price: 12_000 }),
      });
    expect([(await push('group-two')).status, (await push('stranger')).status]).toEqual([200, 403]);
  });

  it('has one live sign-in, also when the second comes by the phone of another merchant of it', async () => {
    const first = await enter();
    const sso = cookiesOf(await login({ _ph: '+7 (701) 999-00-11' }));
    await login({ _c: (await lastMail(kaspi, phone)).code }, sso);
    const second = await followOAuth(kaspi, sso);
    expect((await cabinet('/s/m', first)).status).toBe(401);
    expect(await uids(second)).toEqual(['group-one', 'group-two']);
  });
});

describe("the merchant's own offers", () => {
  let cookie = '';
  beforeAll(async () => {
    cookie = await signIn(kaspi);
  });
  interface ListPage {
    total: number;
    data: Array<{ sku: string; images: string[] } & Record<string, unknown>>;
  }
  const list = async (query: string) =>
    (await cabinet(`/bff/offer-view/list?${query}`, cookie)).json() as Promise<ListPage>;

  it('come in pages of at most 100, from page 0', async () => {
    const pages = await Promise.all([0, 1, 2].map((page) => list(`m=technomart&p=${page}&l=100&a=true`)));
    expect(pages.map(({ total, data }) => [total, data.length])).toEqual([
      [200, 100],
      [200, 100],
      [200, 0],
    ]);
    expect(new Set(pages.flatMap(({ data }) => data.map(({ sku }) => sku))).size).toBe(200);
    expect((await cabinet('/bff/offer-view/list?m=technomart&p=0&l=101&a=true', cookie)).status).toBe(400);
  });

  it('carry both skus, the model, whole prices and prefixed points', async () => {
    const { data } = await list('m=technomart&p=0&l=1&a=true');
    expect(data[0]).toMatchObject({
      sku: 'TM-1001',
      masterSku: '104990001',
      price: 89_990,
      available: true,
      availabilities: [
        { storeId: 'technomart_PP1', available: 'yes' },
        { storeId: 'technomart_PP2', available: 'yes' },
      ],
    });
    const picture = await fetch(data[0]?.images[0] ?? '');
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('are found by text, and under another key when the cabinet drifts', async () => {
    expect((await list('m=technomart&p=0&l=10&a=true&t=TM-1005')).data.map(({ sku }) => sku)).toEqual(['TM-1005']);
    await kaspi.control('PUT', '/faults', { listKey: 'items' });
    expect(Object.keys(await list('m=technomart&p=0&l=10&a=true'))).toEqual(['total', 'items']);
    await kaspi.control('PUT', '/faults', { listKey: 'data' });
  });

  it('are closed to other merchants', async () => {
    expect((await cabinet('/bff/offer-view/list?m=aigul-store&p=0&l=10', cookie)).status).toBe(403);
  });

  it('come with points and with GraphQL basics', async () => {
    const points = (await (await cabinet('/bff/offer-view/points?merchantUid=technomart', cookie)).json()) as object[];
    expect(points).toHaveLength(2);
    const ask = (opName: string) =>
      fetch(`${kaspi.url}/kaspi/cabinet/mc/facade/graphql?opName=${opName}`, {
        method: 'POST',
        headers: { cookie },
        body: JSON.stringify({ query: `query ${opName} { merchant { id } }` }),
      });
    expect(await (await ask('getMerchant')).json()).toMatchObject({ data: { merchant: { uid: 'technomart' } } });
    expect((await ask('getMoon')).status).toBe(400);
    expect((await ask('constructor')).status).toBe(400);
  });
});
