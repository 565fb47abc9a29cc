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
    'price.viewChanged': { listingIds: readonly string[] };
    /** The repricer has come down to a listing's minimum, or a rival has gone below it; once until that changes. */
    'price.floorReached': { listingId: string; listingPriceId: string; minTiyn: number; reason: ReasonCode };
    /** A price and a rival's have chased each other so often that ours stands back for a while; once until it is over. */
    'price.warFound': { listingId: string; listingPriceId: string; rival: string };
    /** A move goes further than one may without the seller's word. */
    'price.moveHeld': { listingId: string; listingPriceId: string; decisionId: string };
    /** More prices of a store would move in one cycle than may without the seller's word; once until answered. */
    'pricing.massHeld': { storeId: string; moves: number; prices: number };
    /** The store's change budget is spent and moves wait for it; once until none does. */
    'pricing.budgetSpent': { storeId: string; waiting: number };
  }
}
