import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import type { MarketplacePoint } from './store.ports.ts';

/** Kinds of order source; only Kaspi has a marketplace behind it by now. */
export const storeKinds = ['kaspi'] as const;

/** Why a store's cabinet needs its seller. */
export const reauthReasons = ['code_required', 'invalid_credentials', 'credentials_missing'] as const;

/** One of the reasons why a store's cabinet needs its seller. */
export type ReauthReason = (typeof reauthReasons)[number];

/** The table of stores. Secrets are sealed; see `SecretBox`. */
export const StoreSchema = defineEntity({
  name: 'Store',
  tableName: 'stores',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'kind', 'merchantUid'] }],
  properties: {
    ...companyColumns,
    kind: p.enum(storeKinds),
    name: p.string().length(120),
    isActive: p.boolean().default(true),
    /** The marketplace's id of the seller; known once the cabinet was entered. */
    merchantUid: p.string().length(100).nullable(),
    cityId: p.string().length(12).default('750000000'),
    points: p
      .json<MarketplacePoint[]>()
      .defaultRaw("'[]'")
      .onCreate(() => []),
    apiToken: p.text().nullable(),
    /** Outlives the token, so that the store is found again by it; see `SecretBox.mark`. */
    apiTokenMark: p.string().length(100).nullable(),
    apiTokenRejectedAt: p.datetime().nullable(),
    cabinetLogin: p.text().nullable(),
    cabinetPassword: p.text().nullable(),
    cabinetSession: p.text().nullable(),
    /** A sign-in that has not shown its merchant yet, its login among it; survives a restart. */
    cabinetPending: p.text().nullable(),
    cabinetAuthenticatedAt: p.datetime().nullable(),
    /** Who signs in at present, and until when that is believed: one sign-in per account at a time. */
    cabinetClaim: p.uuid().nullable(),
    cabinetClaimedUntil: p.datetime().nullable(),
    reauthReason: p.enum(reauthReasons).nullable(),
    /** Whether orders are read from the marketplace. */
    ordersEnabled: p.boolean().default(true),
    ordersPolledAt: p.datetime().nullable(),
    archivePolledAt: p.datetime().nullable(),
    nextOrderPollAt: p.datetime().nullable(),
    nextPriceCycleAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A sign-in's right to this store's account and the instant until which nobody else may have it. */
export interface CabinetClaim {
  readonly claim: string;
  readonly at: Date;
  readonly until: Date;
}

/** One marketplace account of a company. State changes only through its methods; secrets come in sealed. */
export class Store extends StoreSchema.class {
  /** Keeps a token that the marketplace has just taken. */
  acceptToken({ sealed, mark }: { sealed: string; mark: string }): void {
    this.isActive = true;
    this.apiToken = sealed;
    this.apiTokenMark = mark;
    this.apiTokenRejectedAt = null;
    this.nextOrderPollAt = null;
  }

  /** Leaves a token to another store, which has it now. */
  forgetTokenMark(): void {
    this.apiTokenMark = null;
  }

  /** Notes that the marketplace refuses the token; false when that was known, or when there is no token. */
  rejectToken(at: Date): boolean {
    if (!this.apiToken || this.apiTokenRejectedAt) {
      return false;
    }

    this.apiTokenRejectedAt = at;
    return true;
  }

  /** Gives the account to one sign-in; false while another has it. */
  claimCabinet({ claim, at, until }: CabinetClaim): boolean {
    if (this.cabinetClaim && this.cabinetClaimedUntil && this.cabinetClaimedUntil > at) {
      return false;
    }

    this.cabinetClaim = claim;
    this.cabinetClaimedUntil = until;
    return true;
  }

  /** Ends a claim; one that was lost meanwhile ends nothing. */
  releaseCabinet(claim: string): void {
    if (this.cabinetClaim === claim) {
      this.cabinetClaim = null;
      this.cabinetClaimedUntil = null;
    }
  }

  /** Keeps a sign-in that has not shown its merchant yet; what the store works with stays as it is. */
  beginSignIn(sealedSignIn: string): void {
    this.cabinetPending = sealedSignIn;
  }

  /** Forgets a sign-in that leads nowhere. */
  dropSignIn(): void {
    this.cabinetPending = null;
  }

  /** Works with an account from now on; one that signs in by phone has no password. */
  openCabinet(account: { login: string; password: string | null; session: string }, at: Date): void {
    this.cabinetLogin = account.login;
    this.cabinetPassword = account.password;
    this.cabinetSession = account.session;
    this.cabinetPending = null;
    this.cabinetAuthenticatedAt = at;
    this.reauthReason = null;
  }

  /** Notes that only the seller can open the cabinet; false when that was known. */
  needSeller(reason: ReauthReason): boolean {
    const isNews = !this.reauthReason;
    this.reauthReason = reason;
    return isNews;
  }

  /** Becomes this merchant's store, with its points; the main city is the first point's while no city was chosen. */
  becomeMerchant(merchant: { uid: string; name: string | undefined; points: MarketplacePoint[] }): void {
    const isFirstTime = !this.merchantUid;
    this.isActive = true;
    this.merchantUid = merchant.uid;
    this.points = merchant.points;
    if (isFirstTime) {
      this.name = (merchant.name ?? this.name).slice(0, 120);
      this.cityId = merchant.points.find((point) => point.isActive && point.cityId)?.cityId ?? this.cityId;
    }
  }

  /** Takes over the token of another record of the same account, which is switched off. */
  takeOver(other: Store): void {
    this.isActive = true;
    if (other.apiToken) {
      this.apiToken = other.apiToken;
      this.apiTokenMark = other.apiTokenMark ?? null;
      this.apiTokenRejectedAt = other.apiTokenRejectedAt ?? null;
      this.ordersPolledAt = other.ordersPolledAt ?? null;
      this.nextOrderPollAt = null;
    }
    other.disconnect();
    other.forgetTokenMark();
  }

  /**
   * Forgets every secret and rests; what was sold through it stays, and so do its merchant and the token's mark for a
   * later return. What is sold until then is past by then: nobody is told of it.
   */
  disconnect(): void {
    this.isActive = false;
    this.apiToken = null;
    this.apiTokenRejectedAt = null;
    this.cabinetLogin = null;
    this.cabinetPassword = null;
    this.cabinetSession = null;
    this.cabinetPending = null;
    this.cabinetAuthenticatedAt = null;
    this.cabinetClaim = null;
    this.cabinetClaimedUntil = null;
    this.reauthReason = null;
    this.ordersPolledAt = null;
    this.archivePolledAt = null;
  }
}
StoreSchema.setClass(Store);
