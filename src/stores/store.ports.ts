import type { CompetitorOffer, MarketplaceListing, MarketplacePoint, PricePush } from './marketplace-offers.ts';
import type { KaspiState, MarketplaceOrder, MarketplaceOrderLine } from './marketplace-orders.ts';

export type * from './marketplace-offers.ts';
export * from './marketplace-orders.ts';

/**
 * What a marketplace must offer; all money is tiyn. Every call throws the errors of `marketplaceErrors` and, once the
 * given signal is aborted, that signal's reason. A rejected read was already retried where that could help.
 */
export interface Marketplace {
  readonly shopApi: ShopApi;
  readonly cabinet: Cabinet;
  readonly storefront: Storefront;
}

/** The official token interface: orders. */
export interface ShopApi {
  /** Resolves when the token is good. @throws marketplace.tokenRejected */
  probe(token: string, signal?: AbortSignal): Promise<void>;

  /** Orders of one state created between two instants, oldest window first, each code once; asks for pages lazily. */
  listOrders(token: string, query: OrderQuery, signal?: AbortSignal): AsyncIterable<MarketplaceOrder>;

  /** The lines of one order; one request per order, the list itself never carries them. */
  listEntries(token: string, orderId: string, signal?: AbortSignal): Promise<MarketplaceOrderLine[]>;

  /** The order with this number, whatever its age and state. */
  findOrder(token: string, code: string, signal?: AbortSignal): Promise<MarketplaceOrder | undefined>;

  /** @throws marketplace.refused when the order is not waiting for acceptance */
  acceptOrder(token: string, order: OrderKey, signal?: AbortSignal): Promise<void>;

  /** @throws marketplace.refused once the parcel is assembled */
  cancelOrder(token: string, order: OrderKey & CancelDetails, signal?: AbortSignal): Promise<void>;

  /** Declares the parcel packed in so many spaces; the waybill appears on the order minutes later. */
  assembleOrder(token: string, order: OrderKey & { readonly spaces: number }, signal?: AbortSignal): Promise<void>;

  /** Has the marketplace send the buyer a 4-digit code. */
  requestCompletion(token: string, order: OrderKey, signal?: AbortSignal): Promise<void>;

  /** Hands the order out against the buyer's code. @throws marketplace.refused with reason `wrong-code` */
  completeOrder(
    token: string,
    order: OrderKey & { readonly securityCode: string },
    signal?: AbortSignal,
  ): Promise<void>;
}

/** Which orders to read; the range may be any length, it is split into windows of 14 days inside. */
export interface OrderQuery {
  readonly createdFrom: Date;
  readonly createdTo: Date;
  readonly state: KaspiState;
}

/** Both names of an order: the opaque id that the calls need and the number that people use. */
export interface OrderKey {
  readonly id: string;
  readonly code: string;
}

/** Why the seller cancels, in the marketplace's three words; the comment is cut at 1000 characters. */
export interface CancelDetails {
  readonly reason: 'BUYER_CANCELLATION_BY_MERCHANT' | 'BUYER_NOT_REACHABLE' | 'MERCHANT_OUT_OF_STOCK';
  readonly comment?: string | undefined;
}

/** The merchant cabinet: listings and prices. */
export interface Cabinet {
  /** Starts a sign-in. @throws marketplace.invalidCredentials, marketplace.codeFlood */
  signIn(login: CabinetLogin & OnBehalf, signal?: AbortSignal): Promise<CabinetSignIn>;

  /** Finishes a sign-in with the code that came by e-mail or SMS. @throws marketplace.codeWrong, marketplace.codeFlood */
  submitCode(pending: CabinetPending, code: string, signal?: AbortSignal): Promise<CabinetSession>;

  /** Resolves while the session is alive. @throws marketplace.sessionExpired */
  probe(session: CabinetSession, signal?: AbortSignal): Promise<void>;

  /** The merchants this account may manage, at least one. @throws marketplace.noMerchant, marketplace.sessionExpired */
  merchants(session: CabinetSession, signal?: AbortSignal): Promise<CabinetMerchant[]>;

  /**
   * The merchant's own listings in pages of at most 100. @throws marketplace.sessionExpired, marketplace.badAnswer when
   * the pages end before the total that they name
   */
  listListings(session: CabinetSession, query: ListingQuery, signal?: AbortSignal): AsyncIterable<MarketplaceListing[]>;

  /** Pick-up and shipping points of the merchant. @throws marketplace.sessionExpired */
  listPoints(session: CabinetSession, merchantUid: string, signal?: AbortSignal): Promise<MarketplacePoint[]>;

  /**
   * Queues one price; accepted is not applied, only a later scan shows that. Never retried inside. @throws
   * marketplace.notSent when it certainly did not leave, also where the signal's reason would come; marketplace.refused
   */
  pushPrice(session: CabinetSession, push: PricePush, signal?: AbortSignal): Promise<PushReceipt>;

  /** Queues several prices of one merchant in one request. Never retried inside. */
  pushPrices(session: CabinetSession, pushes: readonly PricePush[], signal?: AbortSignal): Promise<PushReceipt>;
}

/** On whose behalf, and so on whose routes, the marketplace is asked; nobody's: on those of everybody. */
export interface OnBehalf {
  readonly companyId?: string | undefined;
}

/** How the owner signs in: e-mail and password, or a phone in E.164 that gets an SMS. */
export type CabinetLogin = { readonly email: string; readonly password: string } | { readonly phone: string };

/** Where a sign-in stands; both branches are plain JSON and survive a restart. */
export type CabinetSignIn =
  | { readonly kind: 'signed-in'; readonly session: CabinetSession }
  | { readonly kind: 'code-needed'; readonly channel: 'email' | 'sms'; readonly pending: CabinetPending };

/** A half-done sign-in, plain JSON; holds cookies, so it is kept encrypted. */
export interface CabinetPending extends OnBehalf {
  readonly channel: 'email' | 'sms';
  readonly login: string;
  readonly cookies: string;
}

/** A live sign-in, plain JSON; holds cookies, so it is kept encrypted. */
export interface CabinetSession extends OnBehalf {
  readonly cookies: string;
  /** A mark of the account, so that its calls share one pace and one route; sessions from before have none. */
  readonly account?: string | undefined;
}

/** A merchant of the signed-in account. */
export interface CabinetMerchant {
  readonly uid: string;
  readonly name?: string | undefined;
}

/** Which listings to read; on-sale ones unless told otherwise. */
export interface ListingQuery {
  readonly merchantUid: string;
  readonly shelf?: 'on-sale' | 'archive';
  /**
   * Called as each page comes, before it is handed over, with how many came so far and how many there are. Fewer than
   * that at the end means rows that could not be read.
   */
  readonly onPage?: (progress: { readonly received: number; readonly total: number }) => void;
}

/** The marketplace's number of a queued price change. */
export interface PushReceipt {
  readonly pushId: string;
}

/** What any visitor sees of a product card. */
export interface Storefront {
  /**
   * Everyone's offers of a card in a city, cheapest first, our own among them (`isOwn`). Wants the card's master SKU: an
   * unknown one yields an empty list. @throws marketplace.blocked, which is not the same as an empty list
   */
  listOffers(query: OfferQuery, signal?: AbortSignal): Promise<CompetitorOffer[]>;
}

/** Which card, where, and which merchant is ours. */
export interface OfferQuery extends OnBehalf {
  readonly masterSku: string;
  readonly cityId: string;
  readonly ownMerchantId?: string | undefined;
}
