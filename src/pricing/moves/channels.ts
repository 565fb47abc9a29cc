import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import type { StoreRun } from '../checks/store-run.ts';
import type { PricingDeps } from '../pricing.ports.ts';
import { createCabinetChannel } from './cabinet-channel.ts';
import { channelKindOf } from './channel-kind.ts';
import type { PriceChannel } from './price-channel.ts';
import type { ChannelKind, Wait } from './price-decision.entity.ts';

/** The way the store's prices leave. */
export async function channelFor(scope: Scope, deps: PricingDeps, storeId: string): Promise<PriceChannel> {
  const kind = await channelKindOf(scope, await scope.em.findOneOrFail(Store, { id: storeId }));
  return kind === 'cabinet' ? createCabinetChannel(deps) : passive[kind];
}

/** Prices that the marketplace fetches by itself leave when it does; without a channel they are proposed only. */
const passive: Readonly<Record<Exclude<ChannelKind, 'cabinet'>, PriceChannel>> = {
  feed: { kind: 'feed', begin: (run) => () => noteWait(run, null) },
  none: { kind: 'none', begin: (run) => () => noteWait(run, 'channel') },
};

async function noteWait({ inCompany, hold }: StoreRun, wait: Wait | null): Promise<void> {
  await inCompany((scope) =>
    scope.em.execute(
      `update price_decisions set waits_for = ?, updated_at = ? where store_id = ? and state = 'proposed'
         and waits_for is distinct from ?`,
      [wait, scope.now(), hold.storeId, wait],
    ),
  );
  await inCompany((scope) =>
    scope.em.execute('update store_pricings set next_push_at = null where store_id = ? and next_push_at <= ?', [
      hold.storeId,
      scope.now(),
    ]),
  );
}
