import type { BoundInCompany } from '../platform/db/scope.ts';
import type { Marketplace } from './store.ports.ts';

/** What verbs that talk to the marketplace are given: scopes of one company and actor, and the marketplace. */
export interface StoreDeps {
  readonly inCompany: BoundInCompany;
  readonly marketplace: Pick<Marketplace, 'shopApi' | 'cabinet'>;
  /** Gives up when aborted. */
  readonly signal?: AbortSignal | undefined;
}
