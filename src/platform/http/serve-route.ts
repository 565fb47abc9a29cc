import { createHash } from 'node:crypto';
import type { RouterContext } from '@koa/router';
import { z } from 'zod';
import type { Language } from '../../kernel/language.ts';
import type { InCompany } from '../db/scope.ts';
import { httpErrors } from './http.errors.ts';
import { InvalidInput } from './invalid-input.ts';
import type { Caller, ReplyCookie, Route, RouteTools } from './route.ts';

/** What a request carries from the middleware to its route. */
export interface RequestState {
  readonly requestId: string;
  readonly language: Language;
  readonly caller: Caller | undefined;
  readonly cookie: string | undefined;
}

/** The name of the cookie that signs a browser in. */
export const SIGN_IN_COOKIE = 'sauda_sign_in';

/** The middleware that serves one route value. */
export function serveRoute(route: Route, inCompany: InCompany) {
  return async (ctx: RouterContext<RequestState>): Promise<void> => {
    authorise(route, ctx.state.caller);
    const input = {
      params: parse('params', route.params, ctx.params),
      query: parse('query', route.query, ctx.query),
      body: parse('body', route.body, ctx.request.body),
      language: ctx.state.language,
    };
    const tools = toolsOf(ctx, inCompany);
    const reply = route.handle
      ? await tools.inCompany((scope) => route.handle?.(scope, input) ?? Promise.reject(new Error('no handler')))
      : await route.act?.(tools, input);
    const parsed = route.reply.parse(reply);
    if (route.file) {
      ctx.attachment(ctx.path.split('/').at(-1));
    }
    answer(ctx, { type: route.file ?? 'json', text: route.file ? String(parsed) : JSON.stringify(parsed) });
  };
}

/** A browser that has this very reply already is told so in a few bytes. */
function answer(ctx: RouterContext<RequestState>, { type, text }: { type: string; text: string }): void {
  ctx.status = 200;
  ctx.type = type;
  ctx.vary(['Accept-Language', 'Cookie']);
  ctx.set('cache-control', ctx.method === 'GET' ? 'private, no-cache' : 'no-store');
  if (ctx.method === 'GET') {
    ctx.etag = createHash('sha256').update(text).digest('base64url').slice(0, 27);
  }

  if (ctx.method === 'GET' && ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.body = text;
}

function authorise(route: Route, caller: Caller | undefined): void {
  if (route.can === 'anyone') {
    return;
  }

  if (!caller) {
    throw httpErrors.notSignedIn();
  }

  if (route.can !== 'signed-in' && !caller.actor.can(route.can)) {
    throw httpErrors.forbidden();
  }
}

function parse(part: string, schema: z.ZodType | undefined, value: unknown): unknown {
  const given = value ?? {};
  const result = (schema ?? z.unknown()).safeParse(given);
  if (!result.success) {
    throw new InvalidInput(part, result.error, given);
  }
  return result.data;
}

function toolsOf(ctx: RouterContext<RequestState>, inCompany: InCompany): RouteTools {
  const { caller, cookie } = ctx.state;
  return {
    caller,
    cookie,
    inCompany: (work) => {
      if (!caller) {
        throw httpErrors.notSignedIn();
      }
      return inCompany(caller.companyId, caller.actor, work);
    },
    setCookie: ({ value, expiresAt }: ReplyCookie) => {
      ctx.cookies.set(SIGN_IN_COOKIE, value ?? null, {
        httpOnly: true,
        sameSite: 'lax',
        secure: ctx.cookies.secure,
        overwrite: true,
        ...(expiresAt && { expires: expiresAt }),
      });
    },
  };
}
