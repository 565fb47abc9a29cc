import type { BoundInCompany } from '../../platform/db/scope.ts';
import { channelFor } from '../moves/channels.ts';
import type { PublishPhase } from '../moves/price-channel.ts';
import type { PricingDeps } from '../pricing.ports.ts';
import type { CardDesk } from './card-desk.ts';
import { holdStore, keepHold, LEASE_SECONDS, releaseStore, type StoreHold } from './hold-store.ts';
import { scanStore } from './scan-store.ts';
import { secondsAfter } from './seconds-after.ts';
import { beginRun, type StoreRun } from './store-run.ts';

/** What working on a store needs. */
export interface StoreWork {
  readonly companyId: string;
  readonly storeId: string;
  readonly deps: PricingDeps;
  readonly desk: CardDesk;
  readonly inCompany: BoundInCompany;
  readonly signal: AbortSignal;
}

/**
 * Works on a store unless somebody else does: sends what the seller has set by hand, looks at what is due, and has the
 * decided prices sent meanwhile and afterwards. Every step commits before the next, so a worker that dies leaves nothing
 * lost and nothing to be sent twice; its store is free again when the lease runs out.
 */
export async function runStore(work: StoreWork): Promise<void> {
  const { inCompany, storeId } = work;
  const hold = await inCompany((scope) => holdStore(scope, storeId));
  if (!hold) {
    return;
  }

  const keeping = keepHolding(work, hold);
  try {
    const signal = AbortSignal.any([work.signal, keeping.lost]);
    await workThrough({ ...work, hold, signal, isSure: keeping.isSure });
  } finally {
    clearInterval(keeping.timer);
    await inCompany((scope) => releaseStore(scope, hold));
  }
}

interface Keeping {
  readonly timer: NodeJS.Timeout;
  /** Aborted when somebody else has the store. */
  readonly lost: AbortSignal;
  /** Whether the lease that was last asked for has not run out. */
  isSure(): boolean;
}

/** A worker that was frozen, or whose database was away, finds out that somebody else has the store, and leaves. */
function keepHolding({ inCompany, deps }: StoreWork, hold: StoreHold): Keeping {
  const losing = new AbortController();
  let askedAt = deps.clock.now();
  const renew = async () => {
    const now = deps.clock.now();
    if (await inCompany((scope) => keepHold(scope, hold))) {
      askedAt = now;
    } else {
      losing.abort(new Error('the store is worked on elsewhere'));
    }
  };
  const timer = setInterval(
    () => {
      void renew().catch((error: unknown) =>
        deps.logger.warn({ err: error, feature: 'pricing' }, 'store not held on to'),
      );
    },
    (LEASE_SECONDS * 1_000) / 3,
  );
  return { timer, lost: losing.signal, isSure: () => deps.clock.now() < secondsAfter(askedAt, LEASE_SECONDS) };
}

type HeldWork = StoreWork & Pick<StoreRun, 'hold' | 'isSure'>;

async function workThrough(work: HeldWork): Promise<void> {
  const sending: { last: Promise<void>; failure?: { readonly error: unknown } } = { last: Promise.resolve() };
  const run: StoreRun = beginRun({ ...work, onMoves: () => publish('during') });
  const channel = await work.inCompany((scope) => channelFor(scope, work.deps, work.storeId));
  const publishing = channel.begin(run);
  let isQueued = false;
  /** One sending after the other; moves that come while one waits for its turn go with it. */
  const publish = (phase: PublishPhase) => {
    if (isQueued && phase === 'during') {
      return;
    }

    isQueued = true;
    sending.last = sending.last
      .then(() => {
        isQueued = false;
        return sending.failure ? undefined : publishing(phase);
      })
      .catch((error: unknown) => {
        sending.failure ??= { error };
      });
  };
  publish('before');
  await sending.last;
  try {
    await scanStore(run);
  } finally {
    publish('after');
    await sending.last;
  }
  if (sending.failure) {
    throw sending.failure.error;
  }
}
