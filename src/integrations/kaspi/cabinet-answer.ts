import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { CabinetMerchant, MarketplaceListing, MarketplacePoint } from '../../stores/store.ports.ts';
import { blockedBy, type KaspiReply, readJson } from './answers.ts';
import { findRows, type ListingPlace, readListing, readPoint } from './listing-answer.ts';
import { isObject, listOf, looseNumber, looseText } from './loose-fields.ts';

/**
 * Lets a good answer pass. A 401, or being sent to the sign-in page, means the session is over; a 403 that this client is
 * kept out. @throws marketplace.sessionExpired, marketplace.blocked, marketplace.badAnswer
 */
export function refuseStranger(reply: KaspiReply): void {
  if (reply.status === 401 || (reply.status >= 300 && reply.status < 400)) {
    throw marketplaceErrors.sessionExpired();
  }

  if (reply.status === 403) {
    throw blockedBy(reply, COOL_DOWN_SECONDS);
  }

  if (reply.status !== 200) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }
}

/** The merchants of an account; those without a uid cannot be used and are left out. */
export function readMerchants(reply: KaspiReply): CabinetMerchant[] {
  const answer = readJson(reply);
  if (!isObject(answer) || !Array.isArray(answer.merchants)) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  return listOf(answer.merchants).flatMap(({ uid, name }) => {
    const known = looseText.parse(uid);
    return known === undefined ? [] : [{ uid: known, name: looseText.parse(name) }];
  });
}

/** A page of listings. */
export interface ListingPage {
  /** The rows that could be read. */
  readonly listings: MarketplaceListing[];
  /** All rows, those that could not be read among them. */
  readonly size: number;
  /** How many there are on all pages, where the answer says so. */
  readonly total: number | undefined;
}

/** Reads a page of listings; rows of which not one can be read are no page. @throws marketplace.badAnswer */
export function readListingPage(reply: KaspiReply, place: ListingPlace): ListingPage {
  const answer = readJson(reply);
  const rows = requireRows(reply, answer);
  const listings = rows.map((row) => readListing(row, place)).filter((listing) => listing !== undefined);
  if (rows.length > 0 && listings.length === 0) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  const total = isObject(answer) ? looseNumber.parse(answer.total ?? answer.totalCount) : undefined;
  return { listings, size: rows.length, total };
}

/** The merchant's points. */
export function readPoints(reply: KaspiReply, merchantUid: string): MarketplacePoint[] {
  return requireRows(reply, readJson(reply))
    .map((row) => readPoint(row, merchantUid))
    .filter((point) => point !== undefined);
}

function requireRows(reply: KaspiReply, answer: unknown): Record<string, unknown>[] {
  const rows = findRows(answer, ['data', 'items', 'content', 'points', 'offers']);
  if (rows === undefined) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  return rows;
}

/** How long to stay away when Kaspi keeps us out without saying for how long. */
export const COOL_DOWN_SECONDS = 60;
