import type { BoundInCompany } from '../../platform/db/scope.ts';
import type { PricingDeps } from '../pricing.ports.ts';
import type { CardDesk } from './card-desk.ts';
import type { StoreHold } from './hold-store.ts';

/** Why the marketplace's cards can't be read at present. */
export interface Outage {
  readonly code: string;
  readonly retryAfterSeconds: number;
}

/** One run over a store that we hold: what it needs, and what it has learnt on the way. */
export interface StoreRun {
  readonly companyId: string;
  readonly hold: StoreHold;
  readonly deps: PricingDeps;
  readonly desk: CardDesk;
  readonly inCompany: BoundInCompany;
  /** Aborted when the process stops or the store is no longer ours. */
  readonly signal: AbortSignal;
  /** Aborted then too, and once the rest of the cards would be asked about in vain. */
  readonly scanSignal: AbortSignal;
  outage(): Outage | undefined;
  /** Ends the looking, not the sending. */
  stopScan(outage: Outage): void;
  isOver(): boolean;
  /** False once nobody knows whether the store is still ours: a frozen worker finds out before it is told. */
  isSure(): boolean;
  /** Tells that so many more moves may leave. */
  noteMoves(count: number): void;
}

/** What a run is made of. */
export type StoreRunParts = Pick<
  StoreRun,
  'companyId' | 'hold' | 'deps' | 'desk' | 'inCompany' | 'signal' | 'isSure'
> & {
  readonly onMoves: () => void;
};

/** Begins a run. */
export function beginRun({ onMoves, ...parts }: StoreRunParts): StoreRun {
  const ending = new AbortController();
  let outage: Outage | undefined;
  return {
    ...parts,
    scanSignal: AbortSignal.any([parts.signal, ending.signal]),
    outage: () => outage,
    stopScan: (found) => {
      outage ??= found;
      ending.abort();
    },
    isOver: () => ending.signal.aborted || parts.signal.aborted,
    noteMoves: (count) => {
      if (count > 0) {
        onMoves();
      }
    },
  };
}
