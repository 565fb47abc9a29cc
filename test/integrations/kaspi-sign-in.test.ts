import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKaspiMarketplace } from '#src/integrations/kaspi/kaspi-marketplace.ts';
import { type ScriptedServer, startScriptedServer } from './kaspi-scripted-server.ts';

let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer();
});

afterAll(() => server.stop());

const login = { email: 'owner@shop.kz', password: 'pa55word' };

function cabinet() {
  const { url } = server;
  const addresses = { cabinetUrl: `${url}/mc-host`, idUrl: `${url}/id-host`, storefrontUrl: url };
  return createKaspiMarketplace({ ...addresses, pace: { cabinetPerSecond: 1_000 } }).cabinet;
}

function redirect(location: string, cookie?: string) {
  return { status: 302, headers: { location, ...(cookie !== undefined && { 'set-cookie': cookie }) } };
}

const welcome = {
  body: { redirectUrl: '/' },
  headers: { 'set-cookie': 'MS_AUTH_SSO=sso; Path=/id-host; Secure; HttpOnly' },
};

describe('the walk through the redirects', () => {
  it('needs no code when Kaspi asks for none, and gives each host its own cookies', async () => {
    server.script(
      welcome,
      redirect(`${server.url}/id-host/oauth2/authorize?state=s`, 'mc-session=early; Path=/mc-host'),
      redirect('../../mc-host/login/oauth2/code/1?code=c&state=s'),
      redirect(`${server.url}/mc/`, 'mc-sid=sid; Path=/mc-host; Secure; HttpOnly'),
      { body: { merchants: [{ uid: 'Shop1' }] } },
    );
    const step = await cabinet().signIn(login);
    if (step.kind !== 'signed-in') {
      throw new Error('a code was asked');
    }

    await expect(cabinet().merchants(step.session)).resolves.toMatchObject([{ uid: 'Shop1' }]);
    expect(server.seen.map(({ url, headers }) => [url.pathname, headers.cookie])).toEqual([
      ['/id-host/api/p/login', undefined],
      ['/mc-host/oauth2/authorization/1', undefined],
      ['/id-host/oauth2/authorize', 'MS_AUTH_SSO=sso'],
      ['/mc-host/login/oauth2/code/1', 'mc-session=early'],
      ['/mc-host/s/m', 'mc-session=early; mc-sid=sid'],
    ]);
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ _u: login.email, _p: login.password, _r_d: false });
    expect(server.seen[4]?.headers).toMatchObject({ 'x-auth-version': '3', origin: server.url });
    expect(server.seen[4]?.headers['user-agent']).toMatch(/^Mozilla\/5\.0/);
  });

  it('that ends on the sign-in page is no session, though the cabinet set a cookie', async () => {
    server.script(welcome, redirect(`${server.url}/id-host/login`, 'mc-session=early; Path=/mc-host'), {
      html: '<html>sign in</html>',
    });
    await expect(cabinet().signIn(login)).rejects.toMatchObject({ code: 'marketplace.badAnswer' });
  });

  it('that leads round in circles ends', async () => {
    server.script(welcome, redirect('/id-host/oauth2/authorize', 'mc-session=early; Path=/mc-host'));
    await expect(cabinet().signIn(login)).rejects.toMatchObject({ code: 'marketplace.badAnswer' });
    expect(server.seen.length).toBeLessThan(20);
  });

  it('never carries cookies off to another host', async () => {
    server.script(welcome, redirect('http://elsewhere.invalid/steal', 'mc-sid=sid; Path=/mc-host'));
    await expect(cabinet().signIn(login)).resolves.toMatchObject({ kind: 'signed-in' });
    expect(server.seen).toHaveLength(2);
  });
});

describe('an answer that is no refusal', () => {
  const pending = { channel: 'email', login: login.email, cookies: '{"cookies":[]}' } as const;

  it.each([
    [{ status: 403, body: { message: 'Forbidden' } }, 'marketplace.blocked'],
    [{ status: 403 }, 'marketplace.blocked'],
    [{ status: 404, body: { message: 'Not Found' } }, 'marketplace.badAnswer'],
    [{ status: 404 }, 'marketplace.badAnswer'],
    [{ status: 409 }, 'marketplace.badAnswer'],
  ])('is not held against the password or the code: %j', async (answer, code) => {
    server.script(answer);
    await expect(cabinet().signIn(login)).rejects.toMatchObject({ code });
    server.script(answer);
    await expect(cabinet().submitCode(pending, '123456')).rejects.toMatchObject({ code });
  });

  it.each([400, 401, 422])('while %i is', async (status) => {
    server.script({ status });
    await expect(cabinet().signIn(login)).rejects.toMatchObject({ code: 'marketplace.invalidCredentials' });
    server.script({ status });
    await expect(cabinet().submitCode(pending, '123456')).rejects.toMatchObject({ code: 'marketplace.codeWrong' });
  });

  it('keeps out on the walk as well', async () => {
    server.script(welcome, { status: 403, body: {} });
    await expect(cabinet().signIn(login)).rejects.toMatchObject({ code: 'marketplace.blocked' });
  });
});

describe('the code', () => {
  const pending = { channel: 'email', login: login.email, cookies: '{"cookies":[]}' } as const;

  it('that comes too late asks for a new sign-in, not for another code', async () => {
    server.script({ status: 401, body: { errorCode: 'SESSION_NOT_FOUND' } });
    const late = cabinet().submitCode(pending, '123456');
    await expect(late).rejects.toMatchObject({ code: 'marketplace.sessionExpired' });
  });

  it('goes out as Kaspi wants it, by e-mail and by SMS', async () => {
    server.script({ body: {} });
    const wrong = { code: 'marketplace.codeWrong' };
    await expect(cabinet().submitCode(pending, '123 456')).rejects.toMatchObject(wrong);
    await expect(cabinet().submitCode({ ...pending, channel: 'sms' }, '123456')).rejects.toMatchObject(wrong);
    expect(server.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { _u: login.email, _m_c: '123456', _r_d: true },
      { _c: '123456' },
    ]);
  });

  it('goes to a phone written as the sign-in page writes it', async () => {
    server.script({ body: { phone: 'x' } });
    await expect(cabinet().signIn({ phone: '+77011234567' })).resolves.toMatchObject({
      kind: 'code-needed',
      channel: 'sms',
    });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ _ph: '+7 (701) 123-45-67' });
  });
});
