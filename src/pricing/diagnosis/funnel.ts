/** What every listing price passes on its way to a new price, in this order; the words are `pricing-funnel-step-<step>`. */
export const funnelSteps = [
  'product',
  'sale',
  'card',
  'rule',
  'switch',
  'minimum',
  'cost',
  'store',
  'channel',
  'session',
  'rest',
  'hours',
  'turn',
  'look',
  'decision',
  'approval',
  'budget',
  'sending',
  'arrival',
] as const;

/** One step of the funnel. */
export type FunnelStepCode = (typeof funnelSteps)[number];

/** A listing price that a step stopped. */
export interface FunnelExample {
  readonly listingPriceId: string;
  readonly listingId: string;
  /** Null is the main price of the store. */
  readonly cityId: string | null;
  readonly sku: string;
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
}

/** Listing prices that a step stopped for one reason. */
export interface FunnelStop {
  /** The words are `pricing-funnel-<step>-<reason>`; at `decision` the code of the last decision. */
  readonly reason: string;
  readonly count: number;
  /** The longest wait: when the first of them was looked at, decided or sent; null when nothing of it happened yet. */
  readonly since: Date | null;
  /** When the first of them goes on by itself; null when it does not. */
  readonly until: Date | null;
  /** At most five. */
  readonly examples: readonly FunnelExample[];
}

/** One step with what came in, what went on, and why the rest did not. */
export interface FunnelStep {
  readonly step: FunnelStepCode;
  readonly entered: number;
  readonly passed: number;
  /** Most frequent first. */
  readonly stops: readonly FunnelStop[];
}

/** The funnel of one store. */
export interface StoreFunnel {
  readonly storeId: string;
  readonly storeName: string;
  readonly steps: readonly FunnelStep[];
  /** Prices that got as far as their turn: how many are due, since when, and when the next one is. */
  readonly turn: { readonly dueNow: number; readonly dueSince: Date | null; readonly nextDueAt: Date | null };
  readonly budget: ChangeBudget;
  readonly day: DayOutcomes;
}

/** How much of the store's changes in any 30 minutes is left. */
export interface ChangeBudget {
  readonly limit: number;
  readonly spent: number;
  readonly left: number;
  /** When the next change may leave; null while one may leave now. */
  readonly freesAt: Date | null;
}

/** What became of the moves decided in the last 24 hours. */
export interface DayOutcomes {
  readonly applied: number;
  readonly ignored: number;
  readonly failed: number;
  /** Error codes of those that failed, most frequent first. */
  readonly failures: readonly { readonly code: string; readonly count: number }[];
}

/** How far one listing price gets: the first thing that stops it. */
export interface PriceWalk extends FunnelExample {
  readonly storeId: string;
  readonly step: FunnelStepCode;
  readonly reason: string;
  readonly since: Date | null;
  readonly until: Date | null;
  /** Facts that the sentence of the last decision names. */
  readonly lastParams: Readonly<Record<string, string | number>>;
}

/** Why prices do not move. */
export interface RepricingDiagnosis {
  readonly at: Date;
  /** The company's IANA zone, in which times are told. */
  readonly zone: string;
  readonly stores: readonly StoreFunnel[];
  /** One per price of the listing that was asked for, main price first; empty when none was. */
  readonly walks: readonly PriceWalk[];
}
