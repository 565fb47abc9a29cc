import { defineEntity, p } from '@mikro-orm/core';
import { baseColumns } from './company-owned.ts';

/** The global table with the one row that says what this database is for. */
export const InstallationSchema = defineEntity({
  name: 'Installation',
  tableName: 'installation',
  properties: {
    ...baseColumns,
    /** Always `main`; unique, so that there is one row. */
    key: p.string().length(10).unique(),
    mode: p.enum(['demo', 'live'] as const),
    /** Names the secrets key whose seals and role passwords this database holds; not the key itself. */
    keyId: p.string().length(16).nullable(),
    /** Set once the demo company was made. */
    seededAt: p.datetime().nullable(),
  },
});

/** What this database is for; set at the first start and never changed. */
export class Installation extends InstallationSchema.class {}
InstallationSchema.setClass(Installation);
