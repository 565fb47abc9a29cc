import type { InSystem, SystemScope } from '../../platform/db/scope.ts';
import type { SecretBox } from '../../platform/secrets/secret-box.ts';
import { PROXY_PURPOSE } from './load-proxies.ts';
import { ProxyServer } from './proxy.entity.ts';
import type { ProxyNews, ProxyRoute, ProxySource } from './proxy.ports.ts';

/** The pool of proxies in the database; the addresses are opened once each. */
export function createProxySource(inSystem: InSystem, secrets: SecretBox): ProxySource {
  let opened = new Map<string, string>();
  return {
    list: async () => {
      const proxies = await inSystem('read the pool of proxies', ({ em }) =>
        em.find(ProxyServer, { status: { $ne: 'retired' } }, { orderBy: { id: 'asc' } }),
      );
      opened = new Map(proxies.map(({ url }) => [url, opened.get(url) ?? secrets.open(url, PROXY_PURPOSE)]));
      return proxies.map((proxy) => routeOf(proxy, opened.get(proxy.url) ?? ''));
    },
    report: (news) => inSystem('note the health of proxies', (scope) => writeNews(scope, news)),
  };
}

function routeOf(proxy: ProxyServer, url: string): ProxyRoute {
  const { id, label, failuresInRow, restingUntil, assignedCompanyId } = proxy;
  return {
    id,
    label,
    url,
    companyId: assignedCompanyId ?? undefined,
    failuresInRow,
    restingUntil: restingUntil ?? undefined,
  };
}

/** One statement for all; what staff have retired meanwhile stays retired. */
async function writeNews(scope: SystemScope, news: readonly ProxyNews[]): Promise<void> {
  await scope.em.execute(
    `update proxies p set successes = p.successes + n.successes, errors = p.errors + n.errors,
       failures_in_row = n.failures, resting_until = n.until, last_failure = coalesce(n.failure, p.last_failure),
       status = case when p.status = 'retired' then p.status when n.until > ? then 'resting' else 'active' end,
       updated_at = ?
     from jsonb_to_recordset(?::jsonb) n(id uuid, successes int, errors int, failures int, until timestamptz, failure text)
     where p.id = n.id`,
    [scope.now(), scope.now(), JSON.stringify(news.map(writeOne))],
  );
}

function writeOne({ id, successes, errors, failuresInRow, restingUntil, lastFailure }: ProxyNews): object {
  return { id, successes, errors, failures: failuresInRow, until: restingUntil ?? null, failure: lastFailure ?? null };
}
