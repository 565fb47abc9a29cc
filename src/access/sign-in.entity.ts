import { defineEntity, p } from '@mikro-orm/core';
import { baseColumns } from '../platform/db/company-owned.ts';
import { Person } from './person.entity.ts';

/** What both kinds of sign-in know: the hash of what was handed out, to whom, for which company, until when. */
const proofColumns = {
  ...baseColumns,
  tokenHash: p.string().length(64).unique(),
  person: () => p.manyToOne(Person).mapToPk(),
  companyId: p.uuid(),
  expiresAt: p.datetime(),
};

/** The global table of one-time sign-in links; only a hash of the token is kept. */
export const SignInLinkSchema = defineEntity({
  name: 'SignInLink',
  tableName: 'sign_in_links',
  properties: {
    ...proofColumns,
    usedAt: p.datetime().nullable(),
  },
});

/** A link that signs its person in to the admin once, within five minutes. */
export class SignInLink extends SignInLinkSchema.class {}
SignInLinkSchema.setClass(SignInLink);

/** The global table of web sign-ins; only a hash of the cookie's token is kept. */
export const WebSignInSchema = defineEntity({
  name: 'WebSignIn',
  tableName: 'web_sign_ins',
  properties: {
    ...proofColumns,
    lastSeenAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** A browser that is signed in as a person, in one company. */
export class WebSignIn extends WebSignInSchema.class {}
WebSignInSchema.setClass(WebSignIn);
