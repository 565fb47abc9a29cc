import type { ReasonCode } from '../decisions/decision.ts';
import type { ChannelKind } from '../moves/price-decision.entity.ts';

/** What came of looking at a card: Kaspi answered, another look's answer served, Kaspi kept us out, slowed us down, or failed. */
export const checkOutcomes = ['answered', 'cached', 'blocked', 'limited', 'failed'] as const;

/** What came of looking at a card. */
export type CheckOutcome = (typeof checkOutcomes)[number];

/** What came of sending a price. */
export const pushOutcomes = ['accepted', 'unclear', 'kept-out', 'refused'] as const;

/** What came of sending a price. */
export type PushedOutcome = (typeof pushOutcomes)[number];

/** How a price that was sent ended. */
export const settledStates = ['applied', 'ignored', 'failed'] as const;

/** How a price that was sent ended. */
export type SettledState = (typeof settledStates)[number];

/** One request to the marketplace that came to an end. */
export interface MarketplaceRequest {
  /** The name of the endpoint, such as `offers.list`; never an address. */
  readonly endpoint: string;
  /** A short word, such as `ok`, `blocked`, `timeout`. */
  readonly outcome: string;
  readonly durationMs: number;
}

/** Whom the repricer tells what it does, to be counted. Nothing of a company or a store is told. */
export interface PricingMeter {
  /** Cards were looked at. */
  checked(outcome: CheckOutcome, times?: number): void;
  /** A check began so long after it was due; seconds. */
  late(seconds: number): void;
  /** A price was decided; `moves` when it is to change. */
  decided(reason: ReasonCode, what: 'moves' | 'rests'): void;
  /** Prices were sent, or were to be. */
  pushed(outcome: PushedOutcome, channel: ChannelKind, times?: number): void;
  /** It was found out what became of a price that was sent. */
  settled(state: SettledState): void;
  /** A request to the marketplace came to an end. */
  asked(request: MarketplaceRequest): void;
}

/** Counts nothing; for tests and tools. */
export const silentPricingMeter: PricingMeter = {
  checked: () => undefined,
  late: () => undefined,
  decided: () => undefined,
  pushed: () => undefined,
  settled: () => undefined,
  asked: () => undefined,
};
