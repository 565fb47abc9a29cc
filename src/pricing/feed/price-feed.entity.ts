import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../../platform/db/company-owned.ts';
import { companyReference } from '../../platform/db/references.ts';
import { Store } from '../../stores/store.entity.ts';

/** The table of price lists that the marketplace fetches from us; one per store. The token is sealed. */
export const PriceFeedSchema = defineEntity({
  name: 'PriceFeed',
  tableName: 'price_feeds',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'storeId'] }],
  // Whoever fetches a list names nothing but its token. It has 256 random bits, so no two feeds ever meet here.
  indexes: [{ name: 'price_feeds_token_index', properties: ['tokenHash'] }],
  checks: [
    { name: 'price_feeds_share', expression: 'shrink_share_bps >= 0 and shrink_share_bps <= 10000' },
    { name: 'price_feeds_counts', expression: 'served_count >= 0' },
  ],
  properties: {
    ...companyColumns,
    storeId: () => companyReference(Store, 'store_id'),
    /** SHA-256 of the token in base64url: finds the list without giving the address away. */
    tokenHash: p.string().length(43),
    token: p.text(),
    /** The seller's word for a store whose cabinet was never entered; the store's own merchant goes before it. */
    merchantUid: p.string().length(100).nullable(),
    /** What the list calls the company; empty = the name of the store. */
    companyName: p.string().length(200).nullable(),
    /** Points of a store whose cabinet was never entered: `PP1`, `PP2`. */
    pointNames: p.array().default([]),
    /** Empty: switched off, and the address is not found. */
    enabledAt: p.datetime().nullable(),
    /** By how much the list may shrink without being asked about, in hundredths of a percent. */
    shrinkShareBps: p.integer().default(1000),
    /** When a whole list got through last, how many offers it had, what its ETag was, and which instant it showed. */
    lastServedAt: p.datetime().nullable(),
    servedCount: p.integer().default(0),
    servedEtag: p.string().length(64).nullable(),
    servedAsOf: p.datetime().nullable(),
    /** When the seller was asked about a list that shrank, and to how many offers; empty once answered. */
    shrinkAskedAt: p.datetime().nullable(),
    shrinkAskedCount: p.integer().nullable(),
    /** The size that the seller allowed, and until when. */
    shrinkApprovedCount: p.integer().nullable(),
    shrinkApprovedUntil: p.datetime().nullable(),
    /** Error code for which the list is not given out at present. */
    failure: p.string().length(100).nullable(),
    version: p.integer().version(),
  },
});

/** How long the seller's word on a smaller list counts; the marketplace fetches every hour. */
const APPROVAL_HOURS = 24;
const HOUR_MS = 3_600_000;
/** A whole, in hundredths of a percent. */
const WHOLE_BPS = 10_000;

/** A store's price list and what became of it. State changes only through its methods. */
export class PriceFeed extends PriceFeedSchema.class {
  /** The fewest offers that a list may have now. */
  leastCount(at: Date): number {
    const { shrinkApprovedCount, shrinkApprovedUntil, servedCount, shrinkShareBps } = this;
    const isApproved = shrinkApprovedCount != null && shrinkApprovedUntil != null && shrinkApprovedUntil > at;
    const from = isApproved ? Math.min(shrinkApprovedCount, servedCount) : servedCount;
    return Math.max(1, Math.ceil((from * (WHOLE_BPS - shrinkShareBps)) / WHOLE_BPS));
  }

  /** Notes why the list is not given out; false when that was known. */
  refuse(code: string): boolean {
    const isNews = this.failure !== code;
    this.failure = code;
    return isNews;
  }

  /** Notes that the seller is being asked about a list of so many offers; false while an answer is awaited. */
  askAboutShrink(count: number, at: Date): boolean {
    if (this.shrinkAskedAt) {
      return false;
    }

    this.shrinkAskedAt = at;
    this.shrinkAskedCount = count;
    return true;
  }

  /** The seller allows what was asked about; false when nothing was. */
  approveShrink(at: Date): boolean {
    if (!this.shrinkAskedAt) {
      return false;
    }

    this.shrinkApprovedCount = this.shrinkAskedCount ?? null;
    this.shrinkApprovedUntil = new Date(at.getTime() + APPROVAL_HOURS * HOUR_MS);
    this.shrinkAskedAt = null;
    this.shrinkAskedCount = null;
    this.failure = null;
    return true;
  }

  /** A whole list got through; one that shows an earlier instant than the last one changes nothing. */
  noteServed({ count, etag, asOf }: { count: number; etag: string; asOf: Date }, at: Date): void {
    if (this.servedAsOf && this.servedAsOf > asOf) {
      return;
    }

    Object.assign(this, { lastServedAt: at, servedCount: count, servedEtag: etag, servedAsOf: asOf, failure: null });
    Object.assign(this, { shrinkAskedAt: null, shrinkAskedCount: null });
    Object.assign(this, { shrinkApprovedCount: null, shrinkApprovedUntil: null });
  }
}
PriceFeedSchema.setClass(PriceFeed);
