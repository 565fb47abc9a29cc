import { rowsOf, type SystemScope } from '../../platform/db/scope.ts';
import type { ProxyServerSchema, proxyStates } from './proxy.entity.ts';

/** A proxy as staff see it; never its user or password. */
export interface ProxyView {
  readonly label: string;
  readonly status: (typeof proxyStates)[number];
  readonly failuresInRow: number;
  readonly successes: number;
  readonly errors: number;
  readonly restingUntil: Date | null;
  readonly lastFailure: string | null;
  readonly assignedCompanyId: string | null;
}

/** Every proxy, retired ones last, else by label. */
export async function listProxies(scope: SystemScope): Promise<ProxyView[]> {
  const rows = await rowsOf<typeof ProxyServerSchema>(scope)
    .selectFrom('proxies')
    .select([
      'label',
      'status',
      'failuresInRow',
      'successes',
      'errors',
      'restingUntil',
      'lastFailure',
      'assignedCompanyId',
    ])
    .orderBy((row) => row.case().when('status', '=', 'retired').then(1).else(0).end())
    .orderBy('label')
    .execute();
  return rows as ProxyView[];
}
