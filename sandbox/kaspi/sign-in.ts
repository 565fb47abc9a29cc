import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { readJson } from './answers.ts';
import { gate } from './gate.ts';
import type { Kaspi } from './kaspi.ts';
import { type SsoSession, secretValue } from './sessions.ts';
import type { Merchant } from './world.ts';

const ssoCookie = 'MS_AUTH_SSO';
const wrongCodesAllowed = 5;
const breakTimeSeconds = 300;
const steps = z.union([
  z.strictObject({ _ph: z.string() }),
  z.strictObject({ _c: z.string() }),
  z.strictObject({ _u: z.string(), _p: z.string(), _r_d: z.boolean() }),
  z.strictObject({ _u: z.string(), _m_c: z.string(), _r_d: z.boolean() }),
]);

/** Serves the sign-in of idmc.shop.kaspi.kz: contract §3.1, phone and e-mail, each with its code. */
export function mountSignIn(router: Router, kaspi: Kaspi): void {
  router.post('/kaspi/id/api/p/login', gate(kaspi, { area: 'id', name: 'id.login' }), async (ctx) => {
    const step = steps.safeParse(await readJson(ctx));
    if (!step.success) {
      badRequest(ctx, 'BAD_REQUEST');
    } else if ('_ph' in step.data) {
      startByPhone(kaspi, ctx, step.data._ph);
    } else if ('_c' in step.data) {
      finish(kaspi, ctx, { way: 'phone', code: step.data._c });
    } else if ('_p' in step.data) {
      startByEmail(kaspi, ctx, { login: step.data._u, password: step.data._p });
    } else {
      finish(kaspi, ctx, { way: 'email', code: step.data._m_c, login: step.data._u });
    }
  });
}

/** The finished sign-in of a request's cookie. */
export function signedInSso(kaspi: Kaspi, ctx: Context): SsoSession | undefined {
  const session = kaspi.sessions.sso.get(ctx.cookies.get(ssoCookie) ?? '');
  return session?.isSignedIn ? session : undefined;
}

/** The phone must be written exactly as the cabinet's page writes it: +7 (7XX) XXX-XX-XX. */
function startByPhone(kaspi: Kaspi, ctx: Context, phone: string): void {
  if (!/^\+7 \(7\d{2}\) \d{3}-\d{2}-\d{2}$/.test(phone)) {
    badRequest(ctx, 'BAD_PHONE');
    return;
  }
  const plain = `+${phone.replaceAll(/\D/g, '')}`;
  const merchant = [...kaspi.merchants.values()].find((known) => known.phone === plain);
  if (!merchant) {
    fail(ctx, 'USER_NOT_FOUND');
    return;
  }
  if (sendCode(kaspi, ctx, { merchant, way: 'phone' })) {
    ctx.body = { phone };
  }
}

/** 200 with redirectUrl means in, 200 without it means that a code went to the e-mail. */
function startByEmail(kaspi: Kaspi, ctx: Context, { login, password }: { login: string; password: string }): void {
  const known = [...kaspi.merchants.values()];
  const merchant = known.find((one) => one.email === login.toLowerCase() && one.password === password);
  if (!merchant) {
    fail(ctx, 'BAD_CREDENTIALS');
    return;
  }
  if (kaspi.faults.trustedDevice) {
    openSession(kaspi, ctx, { merchantUid: merchant.uid, way: 'email', code: null, wrongCodes: 0, isSignedIn: true });
    ctx.body = { redirectUrl: '/' };
  } else if (sendCode(kaspi, ctx, { merchant, way: 'email' })) {
    ctx.body = { email: merchant.email.replace(/^(.).*@/, '$1***@') };
  }
}

function sendCode(kaspi: Kaspi, ctx: Context, target: { merchant: Merchant; way: SsoSession['way'] }): boolean {
  if (isFlooded(kaspi, ctx)) {
    return false;
  }
  const { merchant, way } = target;
  const code = String(kaspi.random.between(100_000, 999_999));
  openSession(kaspi, ctx, { merchantUid: merchant.uid, way, code, wrongCodes: 0, isSignedIn: false });
  kaspi.sendCode({
    to: way === 'email' ? merchant.email : merchant.phone,
    channel: way === 'email' ? 'email' : 'sms',
    code,
    purpose: 'sign-in',
  });
  return true;
}

function openSession(kaspi: Kaspi, ctx: Context, session: Omit<SsoSession, 'id'>): void {
  const id = secretValue();
  kaspi.sessions.sso.set(id, { ...session, id });
  ctx.cookies.set(ssoCookie, id, { httpOnly: true, path: '/kaspi/id' });
}

/** A code as it was given: by which way, and for an e-mail whose. */
interface GivenCode {
  readonly way: SsoSession['way'];
  readonly code: string;
  readonly login?: string;
}

function finish(kaspi: Kaspi, ctx: Context, { way, code, login }: GivenCode): void {
  const session = kaspi.sessions.sso.get(ctx.cookies.get(ssoCookie) ?? '');
  const asked = kaspi.merchants.get(session?.merchantUid ?? '');
  const isAsked = session?.way === way && (login === undefined || login.toLowerCase() === asked?.email);
  if (!session || session.code === null || !isAsked) {
    fail(ctx, 'SESSION_NOT_FOUND');
    return;
  }
  if (session.wrongCodes >= wrongCodesAllowed) {
    fail(ctx, 'MFA_CODE_TOO_MANY_SEND', { breakTimeSeconds });
    return;
  }
  if (session.code !== code) {
    session.wrongCodes += 1;
    fail(ctx, 'MFA_CODE_WRONG');
    return;
  }
  session.isSignedIn = true;
  session.code = null;
  ctx.body = { redirectUrl: '/' };
}

/** The three shapes of contract §3.1: two error codes and a bare pause. */
function isFlooded(kaspi: Kaspi, ctx: Context): boolean {
  const { mfaFlood } = kaspi.faults;
  if (mfaFlood === false) {
    return false;
  }
  if (mfaFlood === 'breakTime') {
    ctx.status = 401;
    ctx.body = { errorData: { breakTimeSeconds } };
  } else {
    fail(ctx, mfaFlood);
  }
  return true;
}

function fail(ctx: Context, errorCode: string, errorData?: Record<string, unknown>): void {
  ctx.status = 401;
  ctx.body = errorData ? { errorCode, errorData } : { errorCode };
}

function badRequest(ctx: Context, errorCode: string): void {
  ctx.status = 400;
  ctx.body = { errorCode };
}
