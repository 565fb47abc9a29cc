declare module '../../kernel/events.ts' {
  interface Events {
    /** The price list would be much smaller than the last one, so it waits for the seller; once until answered. */
    'feed.shrinkAsked': { storeId: string; fromCount: number; toCount: number };
    /** The price list can't be given out; the failure is an error code. Once until it changes. */
    'feed.refused': { storeId: string; failure: string };
  }
}
