import { createHash } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { originOf, queryOf } from './answers.ts';
import { gate } from './gate.ts';
import type { Kaspi } from './kaspi.ts';
import { accountOf } from './merchants.ts';
import { secretValue } from './sessions.ts';
import { signedInSso } from './sign-in.ts';
import type { Merchant } from './world.ts';

const callbackPath = '/kaspi/cabinet/login/oauth2/code/1';
const cookieOptions = { httpOnly: true, path: '/kaspi/cabinet' } as const;

/** Serves the redirects between the cabinet and idmc with PKCE S256, and "who am I": contract §3.1. */
export function mountOAuth(router: Router, kaspi: Kaspi): void {
  const cabinet = (name: string) => gate(kaspi, { area: 'cabinet', name });
  router.get('/kaspi/cabinet/oauth2/authorization/1', cabinet('cabinet.oauth'), (ctx) => startRound(kaspi, ctx));
  router.get('/kaspi/id/oauth2/authorize', gate(kaspi, { area: 'id', name: 'id.authorize' }), (ctx) =>
    authorize(kaspi, ctx),
  );
  router.get(callbackPath, cabinet('cabinet.callback'), (ctx) => finishRound(kaspi, ctx));
  router.get('/kaspi/cabinet/s/m', cabinet('cabinet.whoami'), (ctx) => {
    const merchant = signedInMerchant(kaspi, ctx);
    if (merchant) {
      ctx.body = { merchants: accountOf(kaspi.merchants, merchant).map(({ uid, name }) => ({ uid, name })) };
    }
  });
  router.get('/kaspi/id/login', (ctx) => page(ctx, 'Вход в Kaspi Магазин'));
  router.get('/kaspi/mc', (ctx) => page(ctx, 'Кабинет продавца'));
}

/** The merchant that a request signed in with (mc-sid alone is enough); answers 401 otherwise. */
export function signedInMerchant(kaspi: Kaspi, ctx: Context): Merchant | undefined {
  const uid = kaspi.sessions.cabinet.get(ctx.cookies.get('mc-sid') ?? '');
  const merchant = uid === undefined ? undefined : kaspi.merchants.get(uid);
  if (!merchant) {
    ctx.status = 401;
    ctx.body = { message: 'Unauthorized' };
  }
  return merchant;
}

/** The merchant asked for when the signed-in account may act for it; answers 401 or 403 otherwise. */
export function ownMerchant(kaspi: Kaspi, ctx: Context, uid: string | undefined): Merchant | undefined {
  const signedIn = signedInMerchant(kaspi, ctx);
  if (!signedIn) {
    return undefined;
  }
  const merchant = accountOf(kaspi.merchants, signedIn).find((one) => one.uid === uid);
  if (!merchant) {
    ctx.status = 403;
    ctx.body = { message: 'Forbidden' };
  }
  return merchant;
}

function startRound(kaspi: Kaspi, ctx: Context): void {
  const [session, state, verifier] = [secretValue(), secretValue(), secretValue() + secretValue()];
  kaspi.sessions.requests.set(session, { state, verifier });
  ctx.cookies.set('mc-session', session, cookieOptions);
  const params = new URLSearchParams({
    response_type: 'code',
    client_id: '1',
    scope: 'openid',
    state,
    redirect_uri: `${originOf(ctx)}${callbackPath}`,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  });
  ctx.redirect(`${originOf(ctx)}/kaspi/id/oauth2/authorize?${params}`);
}

function authorize(kaspi: Kaspi, ctx: Context): void {
  const challenge = queryOf(ctx, 'code_challenge');
  const redirectUri = queryOf(ctx, 'redirect_uri');
  const isComplete =
    queryOf(ctx, 'response_type') === 'code' &&
    queryOf(ctx, 'code_challenge_method') === 'S256' &&
    redirectUri === `${originOf(ctx)}${callbackPath}`;
  if (!isComplete || !challenge) {
    ctx.status = 400;
    ctx.body = { error: 'invalid_request' };
    return;
  }
  const session = signedInSso(kaspi, ctx);
  if (!session) {
    ctx.redirect(`${originOf(ctx)}/kaspi/id/login`);
    return;
  }

  const code = secretValue();
  kaspi.sessions.grants.set(code, { merchantUid: session.merchantUid, challenge });
  const params = new URLSearchParams({ code, state: queryOf(ctx, 'state') ?? '' });
  ctx.redirect(`${redirectUri}?${params}`);
}

function finishRound(kaspi: Kaspi, ctx: Context): void {
  const code = queryOf(ctx, 'code') ?? '';
  const request = kaspi.sessions.requests.get(ctx.cookies.get('mc-session') ?? '');
  const grant = kaspi.sessions.grants.get(code);
  kaspi.sessions.grants.delete(code);
  const isSound =
    request?.state === queryOf(ctx, 'state') && request && grant?.challenge === challengeOf(request.verifier);
  if (!isSound || !grant) {
    ctx.redirect(`${originOf(ctx)}/kaspi/id/login`);
    return;
  }

  endOtherSessions(kaspi, grant.merchantUid);
  const sid = secretValue();
  kaspi.sessions.cabinet.set(sid, grant.merchantUid);
  ctx.cookies.set('mc-session', secretValue(), cookieOptions);
  ctx.cookies.set('mc-sid', sid, cookieOptions);
  kaspi.emit('cabinet.signedIn', { merchantUid: grant.merchantUid });
  ctx.redirect(`${originOf(ctx)}/kaspi/mc/`);
}

/** One live sign-in per account at a time: contract §3.1. */
function endOtherSessions(kaspi: Kaspi, merchantUid: string): void {
  if (!kaspi.faults.singleSession) {
    return;
  }
  const merchant = kaspi.merchants.get(merchantUid);
  const uids = new Set(merchant && accountOf(kaspi.merchants, merchant).map(({ uid }) => uid));
  for (const [sid, uid] of kaspi.sessions.cabinet) {
    if (uids.has(uid)) {
      kaspi.sessions.cabinet.delete(sid);
    }
  }
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function page(ctx: Context, title: string): void {
  ctx.type = 'text/html';
  ctx.body = `<!doctype html><html lang="ru"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}
