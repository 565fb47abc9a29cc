import { defineEntity, p } from '@mikro-orm/core';
import { baseColumns } from '../../platform/db/company-owned.ts';

/** Where a proxy stands: `active` and `resting` ones belong to the pool, `retired` ones do not. */
export const proxyStates = ['active', 'resting', 'retired'] as const;

/** The global table of proxies that staff loaded; a company may be given some of them for itself. */
export const ProxyServerSchema = defineEntity({
  name: 'ProxyServer',
  tableName: 'proxies',
  indexes: [{ name: 'proxies_assigned_index', properties: ['assignedCompanyId'], where: "status <> 'retired'" }],
  properties: {
    ...baseColumns,
    /** The sealed address; it may hold a user and a password. */
    url: p.text(),
    /** By which the same address is known again. */
    urlMark: p.string().length(80).unique(),
    /** Host and port, as people are shown it. */
    label: p.string().length(260),
    status: p.enum(proxyStates).default('active'),
    failuresInRow: p.integer().default(0),
    successes: p.bigint('number').default(0),
    errors: p.bigint('number').default(0),
    restingUntil: p.datetime().nullable(),
    /** The code of the last failure. */
    lastFailure: p.string().length(80).nullable(),
    assignedCompanyId: p.uuid().nullable(),
  },
});

/** An address through which requests may leave. */
export class ProxyServer extends ProxyServerSchema.class {
  /** Takes it out of the pool; its company loses it. */
  retire(): void {
    this.status = 'retired';
    this.assignedCompanyId = null;
    this.restingUntil = null;
  }
}
ProxyServerSchema.setClass(ProxyServer);
