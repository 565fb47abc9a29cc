import type { SystemScope } from '../../platform/db/scope.ts';
import { ProxyServer } from './proxy.entity.ts';
import { proxyErrors } from './proxy.errors.ts';

/**
 * Takes the proxies at this host and port out of the pool and answers how many they were; requests stop leaving there
 * within seconds, and what is known of them stays. @throws proxy.notFound
 */
export async function retireProxy(scope: SystemScope, { label }: { label: string }): Promise<number> {
  const proxies = await scope.em.find(ProxyServer, { label, status: { $ne: 'retired' } });
  if (proxies.length === 0) {
    throw proxyErrors.notFound({ label });
  }

  for (const proxy of proxies) {
    proxy.retire();
  }
  return proxies.length;
}
