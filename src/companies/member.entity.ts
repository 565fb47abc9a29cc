import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { roles } from './permissions.ts';

/** The table of people who work for companies. */
export const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'members',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'personId'] }],
  properties: {
    ...companyColumns,
    personId: p.uuid(),
    name: p.string().length(120),
    role: p.enum(roles),
    isActive: p.boolean().default(true),
    deletedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A person working for a company, with a role there. */
export class Member extends MemberSchema.class {}
MemberSchema.setClass(Member);
