import type { SystemScope } from '../../platform/db/scope.ts';
import type { SecretBox } from '../../platform/secrets/secret-box.ts';
import { ProxyServer } from './proxy.entity.ts';
import { readProxyList } from './read-proxy-list.ts';

/** What a proxy's address is sealed for. */
export const PROXY_PURPOSE = 'proxy.url';

/** What came of a list. */
export interface LoadedProxies {
  readonly added: number;
  /** Those that were in the pool already; nothing about them has changed. */
  readonly known: number;
  /** Those that were retired and are back. */
  readonly returned: number;
}

/**
 * Adds the addresses of a list to the pool; those that are there stay as they are, so nothing is lost by loading a list
 * twice, and retired ones come back. All or none. @throws proxy.lineUnreadable
 */
export async function loadProxies(
  scope: SystemScope,
  { list, secrets }: { list: string; secrets: SecretBox },
): Promise<LoadedProxies> {
  const count = { added: 0, known: 0, returned: 0 };
  // Two lists at once would each add what both hold.
  await scope.em.execute(`select pg_advisory_xact_lock(hashtext('sauda.proxies'))`);
  for (const { url, label } of readProxyList(list)) {
    const urlMark = secrets.mark(url, PROXY_PURPOSE);
    const known = await scope.em.findOne(ProxyServer, { urlMark });
    if (!known) {
      scope.em.create(ProxyServer, { url: secrets.seal(url, PROXY_PURPOSE), urlMark, label });
      count.added += 1;
    } else if (known.status === 'retired') {
      Object.assign(known, { status: 'active', failuresInRow: 0 });
      count.returned += 1;
    } else {
      count.known += 1;
    }
  }
  return count;
}
