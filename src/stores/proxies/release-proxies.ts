import type { SystemScope } from '../../platform/db/scope.ts';
import { ProxyServer } from './proxy.entity.ts';

/** Gives a company's proxies back to everybody and answers how many they were. */
export async function releaseProxies(scope: SystemScope, { companyId }: { companyId: string }): Promise<number> {
  return scope.em.nativeUpdate(ProxyServer, { assignedCompanyId: companyId }, { assignedCompanyId: null });
}
