/** How a price that left with the list is followed; seconds. */
export interface FeedSettings {
  /** After the list was fetched whole, its prices are looked for from then on. */
  readonly firstLookSeconds: number;
  /**
   * A price that left with the list and is not seen so long after counts as ignored. The marketplace fetches about every
   * hour and takes up to half an hour to show what it got (contracts/kaspi.md 2 and 3.3).
   */
  readonly deadlineSeconds: number;
}

/** Settings that suit the real Kaspi. */
export const liveFeedSettings: FeedSettings = { firstLookSeconds: 300, deadlineSeconds: 7_200 };

/** Settings that suit the demo. */
export const demoFeedSettings: FeedSettings = { firstLookSeconds: 1, deadlineSeconds: 120 };
