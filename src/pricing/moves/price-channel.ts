import type { StoreRun } from '../checks/store-run.ts';
import type { ChannelKind } from './price-decision.entity.ts';

/**
 * When prices of a store are sent: before its cards are looked at only what the seller has set or allowed; meanwhile what
 * leaves enough of the change budget for everything still to come; afterwards all of it.
 */
export type PublishPhase = 'before' | 'during' | 'after';

/** A way prices get to the marketplace. What waits in the store is the database's to say, and so is what became of it. */
export interface PriceChannel {
  readonly kind: ChannelKind;
  /** Begins one run over a store; what it answers sends what may leave in a phase, one phase after the other. */
  begin(run: StoreRun): (phase: PublishPhase) => Promise<void>;
}
