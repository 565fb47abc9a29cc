import type { ReasonCode } from './decisions/decision.ts';

declare module '../kernel/events.ts' {
  interface Events {
    /** The marketplace was seen showing a price that we sent. Tiyn. */
    'price.moved': {
      listingId: string;
      listingPriceId: string;
      decisionId: string;
      fromTiyn: number;
      toTiyn: number;
      reason: ReasonCode;
    };
    /** A price could not be set: refused, or not seen on the marketplace after every attempt. */
    'price.failed': { listingId: string; listingPriceId: string; decisionId: string; toTiyn: number; failure: string };
    /** Screens show something else of a price now: itself, what is on its way, its bounds, rank, leader or reason. */
    'price.viewChanged': { listingId: string; listingPriceId: string };
    /** The repricer has come down to a listing's minimum, or a rival has gone below it; once until that changes. */
    'price.floorReached': { listingId: string; listingPriceId: string; minTiyn: number; reason: ReasonCode };
  }
}
