import type { Clock } from '../kernel/clock.ts';
import type { BoundInCompany, Scope } from '../platform/db/scope.ts';
import type { Jobs } from '../platform/jobs/create-jobs.ts';
import type { Logger } from '../platform/logging/logger.ts';
import type { CabinetSession, Marketplace } from '../stores/index.ts';
import type { Shard } from './checks/due-stores.ts';
import type { PricingMeter } from './diagnosis/pricing-meter.ts';

/** How the repricer gets into a store's cabinet. */
export interface CabinetAccess {
  /** The store's session, opened from its sealed column; undefined when there is none. */
  readSession(scope: Scope, storeId: string): Promise<CabinetSession | undefined>;
  /**
   * Signs in once more without asking anybody. Undefined when that needs the seller; the store then says so itself and
   * is not repriced until the seller has signed in.
   */
  revive(inCompany: BoundInCompany, storeId: string, signal: AbortSignal): Promise<CabinetSession | undefined>;
  /** Notes that a renewed session was refused as well; the store then waits for its seller. */
  giveUp(inCompany: BoundInCompany, storeId: string): Promise<void>;
}

/** How often the repricer looks and how long it waits; seconds. */
export interface PricingSettings {
  /** Between two looks for due listings. */
  readonly tickSeconds: number;
  /** Upper bound on every rule's own interval; absent where rules decide alone. */
  readonly longestCheckSeconds?: number | undefined;
  /** How old offers of a card may be and still serve another listing. */
  readonly freshnessSeconds: number;
  /** Between looks at a price that was sent and is not seen yet. */
  readonly verifySeconds: number;
  /** After this long without being seen, a sent price counts as ignored. Kaspi's own text allows 30 minutes. */
  readonly applyDeadlineSeconds: number;
  /** The same for prices that left with a price list: Kaspi fetches it about once an hour. */
  readonly feedDeadlineSeconds: number;
  /** Between looks at a price that left with a price list. */
  readonly feedVerifySeconds: number;
  /** A rule's move that no look has confirmed for so long does not leave. */
  readonly staleMoveSeconds: number;
  /** For so long a move that the seller has turned down is not asked about again. */
  readonly rejectionSeconds: number;
  /** Most prices in one request to the cabinet. */
  readonly pushBatch: number;
  /** Cards asked about at once in one process. */
  readonly parallelLooks: number;
  /** Stores worked on at once in one process. */
  readonly parallelStores: number;
  /** How long a listing that failed for good, or was refused, is left alone. */
  readonly failurePauseSeconds: number;
  /** For how long a worker is trusted to be asking about a card. */
  readonly claimSeconds: number;
  /** Shortest and longest wait after Kaspi did not answer; doubles in between. */
  readonly backOffSeconds: { readonly shortest: number; readonly longest: number };
}

/** Settings that suit the real Kaspi. */
export const livePricingSettings: PricingSettings = {
  tickSeconds: 15,
  freshnessSeconds: 60,
  verifySeconds: 60,
  applyDeadlineSeconds: 1_800,
  feedDeadlineSeconds: 7_200,
  feedVerifySeconds: 600,
  staleMoveSeconds: 1_800,
  rejectionSeconds: 86_400,
  pushBatch: 25,
  parallelLooks: 64,
  parallelStores: 16,
  failurePauseSeconds: 1_800,
  claimSeconds: 120,
  backOffSeconds: { shortest: 30, longest: 900 },
};

/** Settings that suit the demo. Checks fall due between two ticks, so that every tick finds them. */
export const demoPricingSettings: PricingSettings = {
  tickSeconds: 2,
  longestCheckSeconds: 1,
  freshnessSeconds: 1,
  verifySeconds: 1,
  applyDeadlineSeconds: 20,
  feedDeadlineSeconds: 120,
  feedVerifySeconds: 2,
  staleMoveSeconds: 600,
  rejectionSeconds: 86_400,
  pushBatch: 25,
  parallelLooks: 64,
  parallelStores: 8,
  failurePauseSeconds: 60,
  claimSeconds: 30,
  backOffSeconds: { shortest: 3, longest: 30 },
};

/** What the repricer's jobs are made of. */
export interface PricingDeps {
  readonly marketplace: Pick<Marketplace, 'cabinet' | 'storefront'>;
  readonly cabinets: CabinetAccess;
  readonly enqueue: Jobs['enqueue'];
  readonly logger: Logger;
  readonly clock: Clock;
  readonly settings: PricingSettings;
  readonly meter: PricingMeter;
  /** Which part of the stores this process serves; absent: all. */
  readonly shard?: Shard | undefined;
}
