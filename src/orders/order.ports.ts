import type { BoundInCompany } from '../platform/db/scope.ts';
import type { Jobs } from '../platform/jobs/create-jobs.ts';
import type { Logger } from '../platform/logging/logger.ts';
import type { Marketplace } from '../stores/index.ts';

/** What verbs that act on the marketplace are given: scopes of one company and actor, and the marketplace. */
export interface OrderDeps {
  readonly inCompany: BoundInCompany;
  readonly marketplace: Pick<Marketplace, 'shopApi'>;
  /** Gives up when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** How often orders are looked for. */
export interface OrderSettings {
  /** Between two looks at a store's open orders, seconds. */
  readonly pollSeconds: number;
  /** Between two looks at a store's archive, seconds. */
  readonly archiveSeconds: number;
  /** How far back a look goes, days. */
  readonly windowDays: number;
  /** Orders that vanished from the tabs and are asked for by number in one look. */
  readonly followUps: number;
}

/** Settings that suit the real Kaspi. */
export const liveOrderSettings: OrderSettings = {
  pollSeconds: 600,
  archiveSeconds: 6 * 3_600,
  windowDays: 7,
  followUps: 50,
};

/** Settings that suit the demo: an order is seen within five seconds. */
export const demoOrderSettings: OrderSettings = { pollSeconds: 5, archiveSeconds: 600, windowDays: 7, followUps: 20 };

/** What the jobs of orders are made of. */
export interface OrderJobDeps {
  readonly marketplace: Pick<Marketplace, 'shopApi'>;
  readonly enqueue: Jobs['enqueue'];
  readonly logger: Logger;
  readonly settings: OrderSettings;
}
