import { p } from '@mikro-orm/core';
import { newId } from '../../kernel/ids.ts';

/** The session variable that row-level security compares with; empty means no row. */
export const COMPANY_SETTING = 'app.company_id';

/** Stands for a database role in entity policies until the connection tells its real name. */
export type PolicyRole = 'owner' | 'system';

/**
 * Spread into every company-owned entity: forced row-level security, the company filter that feeds it,
 * and the policy through which migrations and `inSystem` see every company.
 */
export const companyOwned = {
  rowLevelSecurity: 'force' as const,
  filters: {
    company: {
      name: 'company',
      cond: (args: Record<string, unknown>) => ({ companyId: args.companyId }),
      rls: { setting: COMPANY_SETTING },
      default: true,
    },
  },
  policies: [{ name: 'system_all', roles: ['system', 'owner'] satisfies PolicyRole[], using: 'true', check: 'true' }],
};

/** The columns of every table: a time-ordered id and two timestamps (UTC). */
export const baseColumns = {
  id: p
    .uuid()
    .primary()
    .onCreate(() => newId()),
  createdAt: p.datetime().onCreate(() => new Date()),
  updatedAt: p
    .datetime()
    .onCreate(() => new Date())
    .onUpdate(() => new Date()),
};

/** The columns of every company-owned table; the company comes from the scope, so no verb can name another. */
export const companyColumns = {
  ...baseColumns,
  companyId: p.uuid().onCreate((_, em) => em.getFilterParams<{ companyId: string }>('company').companyId),
};

/** The unique key that composite foreign keys of company-owned tables point at. */
export const companyKey = { properties: ['companyId' as const, 'id' as const] };
