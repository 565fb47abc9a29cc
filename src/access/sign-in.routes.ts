import { z } from 'zod';
import { actions, findCompany, roles } from '../companies/index.ts';
import { languages } from '../kernel/language.ts';
import { type Route, route } from '../platform/http/route.ts';
import { accessErrors } from './access.errors.ts';
import type { IdentityDeps } from './telegram-identity.ts';
import { redeemSignInLink, signOut } from './web-sign-in.ts';

const Me = z.object({
  name: z.string(),
  role: z.enum(roles),
  language: z.enum(languages),
  /** What the role allows. */
  actions: z.array(z.enum(actions)),
  company: z.object({
    id: z.uuid(),
    name: z.string(),
    language: z.enum(languages),
    zone: z.string().describe('IANA time zone of the company.'),
  }),
});

/** Signing a browser in and out, and who is signed in. */
export function accessRoutes(deps: IdentityDeps): Route[] {
  return [redeemLink(deps), endSignIn(deps), me];
}

const redeemLink = (deps: IdentityDeps) =>
  route({
    method: 'post',
    path: '/sign-in-links/use',
    can: 'anyone',
    summary: 'Trades the one-time token of a sign-in link for a sign-in cookie',
    body: z.object({ token: z.string().min(1).max(100) }),
    reply: z.object({ expiresAt: z.date() }),
    example: { expiresAt: new Date('2026-12-21T09:00:00Z') },
    act: async (tools, { body }) => {
      const { cookieToken, expiresAt } = await redeemSignInLink(deps, body);
      tools.setCookie({ value: cookieToken, expiresAt });
      return { expiresAt };
    },
  });

const endSignIn = (deps: IdentityDeps) =>
  route({
    method: 'post',
    path: '/sign-out',
    can: 'signed-in',
    summary: 'Ends the sign-in of this browser',
    reply: z.object({}),
    example: {},
    act: async (tools) => {
      await signOut(deps, tools.cookie ?? '');
      tools.setCookie({});
      return {};
    },
  });

const me = route({
  method: 'get',
  path: '/me',
  can: 'signed-in',
  summary: 'Who is signed in, in which company, with which rights',
  reply: Me,
  example: {
    name: 'Aigerim',
    role: 'owner',
    language: 'kk',
    actions: ['orders.read', 'pricing.read'],
    company: {
      id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b10',
      name: 'TechnoMart',
      language: 'ru',
      zone: 'Asia/Almaty',
    },
  },
  act: async ({ caller, inCompany }) => {
    if (!caller) {
      throw accessErrors.notSignedIn();
    }

    const company = await inCompany(findCompany);
    const { name, language, actor } = caller;
    const role = z.enum(roles).parse(caller.role);
    return { name, role, language, actions: actions.filter((action) => actor.can(action)), company };
  },
});
