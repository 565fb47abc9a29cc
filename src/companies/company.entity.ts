import { defineEntity, p } from '@mikro-orm/core';
import { languages } from '../kernel/language.ts';
import { baseColumns, companyOwned } from '../platform/db/company-owned.ts';

/** How a company's income is taxed: by simplified declaration, as an entrepreneur (IP) or as a firm (TOO) in general. */
export const taxRegimes = ['simplified', 'general', 'too'] as const;

/** One of the ways in which a company's income is taxed. */
export type TaxRegime = (typeof taxRegimes)[number];

/** The table of companies; row-level security compares its own id with the scope's company. */
export const CompanySchema = defineEntity({
  name: 'Company',
  tableName: 'companies',
  ...companyOwned,
  filters: {
    company: { ...companyOwned.filters.company, cond: (args: Record<string, unknown>) => ({ id: args.companyId }) },
  },
  properties: {
    ...baseColumns,
    name: p.string().length(120),
    language: p.enum(languages),
    zone: p.string().length(60).default('Asia/Almaty'),
    /** Null: nobody said; sums are then made with whichever regime costs most. */
    taxRegime: p.enum(taxRegimes).nullable(),
    isDemo: p.boolean().default(false),
    deletedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A tenant: everything else belongs to one. */
export class Company extends CompanySchema.class {}
CompanySchema.setClass(Company);
