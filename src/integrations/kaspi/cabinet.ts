import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type {
  Cabinet,
  CabinetLogin,
  CabinetMerchant,
  CabinetPending,
  CabinetSession,
  ListingQuery,
  MarketplacePoint,
  PricePush,
  PushReceipt,
} from '../../stores/store.ports.ts';
import type { KaspiReply } from './answers.ts';
import { cabinetHeaders } from './browser-headers.ts';
import { COOL_DOWN_SECONDS, readListingPage, readMerchants, readPoints, refuseStranger } from './cabinet-answer.ts';
import { CabinetSignInFlow } from './cabinet-sign-in.ts';
import { openJar } from './cookies.ts';
import type { KaspiConfig } from './kaspi-config.ts';
import type { KaspiHttp } from './kaspi-http.ts';
import type { KaspiRequest } from './kaspi-request.ts';
import { unlessUnsent } from './never-sent.ts';
import { readReceipt, refusePush, writePush } from './price-push.ts';

const PAGE_SIZE = 100;
const LISTINGS = 'cabinet.listings';

/** The merchant cabinet of Kaspi over plain HTTP (contract 3). */
export class KaspiCabinet implements Cabinet {
  readonly #http: KaspiHttp;
  readonly #config: KaspiConfig;
  readonly #signIn: CabinetSignInFlow;

  constructor(http: KaspiHttp, config: KaspiConfig) {
    this.#http = http;
    this.#config = config;
    this.#signIn = new CabinetSignInFlow(http, config);
  }

  signIn(login: CabinetLogin, signal?: AbortSignal) {
    return this.#signIn.start(login, signal);
  }

  submitCode(pending: CabinetPending, code: string, signal?: AbortSignal) {
    return this.#signIn.finish(pending, code, signal);
  }

  async probe(session: CabinetSession, signal?: AbortSignal): Promise<void> {
    await this.#listMerchants(session, signal);
  }

  async merchants(session: CabinetSession, signal?: AbortSignal): Promise<CabinetMerchant[]> {
    const merchants = await this.#listMerchants(session, signal);
    if (merchants.length === 0) {
      throw marketplaceErrors.noMerchant();
    }

    return merchants;
  }

  async *listListings(session: CabinetSession, query: ListingQuery, signal?: AbortSignal) {
    let [shown, received] = [0, 0];
    let hasMore = true;
    for (let page = 0; hasMore; page++) {
      const { listings, size, total } = await this.#listingPage(session, { query, page, signal });
      shown += size;
      received += listings.length;
      query.onPage?.({ received, total: total ?? shown });
      if (listings.length > 0) {
        yield listings;
      }

      hasMore = total === undefined ? size >= PAGE_SIZE : shown < total;
      if (hasMore && size === 0) {
        throw marketplaceErrors.badAnswer({ endpoint: LISTINGS });
      }
    }
  }

  listPoints(session: CabinetSession, merchantUid: string, signal?: AbortSignal): Promise<MarketplacePoint[]> {
    const path = `/bff/offer-view/points?${new URLSearchParams({ merchantUid })}`;
    const call = { endpoint: 'cabinet.points', path, account: merchantUid, signal };
    return this.#read(session, call, (reply) => readPoints(reply, merchantUid));
  }

  async pushPrice(session: CabinetSession, push: PricePush, signal?: AbortSignal) {
    const path = '/pricefeed/upload/merchant/process';
    return this.#push(session, { path, merchantUid: push.merchantUid, body: writePush(push), signal });
  }

  async pushPrices(session: CabinetSession, pushes: readonly PricePush[], signal?: AbortSignal) {
    const [first] = pushes;
    if (!first || pushes.some(({ merchantUid }) => merchantUid !== first.merchantUid)) {
      throw new RangeError('a batch of prices needs at least one push and exactly one merchant');
    }

    // The doubled segment is Kaspi's own.
    const path = '/pricefeed/upload/merchant/process/process/batch';
    return this.#push(session, { path, merchantUid: first.merchantUid, body: pushes.map(writePush), signal });
  }

  #listMerchants(session: CabinetSession, signal: AbortSignal | undefined): Promise<CabinetMerchant[]> {
    return this.#read(session, { endpoint: 'cabinet.merchants', path: '/s/m', signal }, readMerchants);
  }

  #listingPage(session: CabinetSession, at: ListingPageCall) {
    const { merchantUid, shelf = 'on-sale' } = at.query;
    const parameters = new URLSearchParams({
      m: merchantUid,
      p: String(at.page),
      l: String(PAGE_SIZE),
      a: String(shelf === 'on-sale'),
    });
    const path = `/bff/offer-view/list?${parameters}`;
    const read = { endpoint: LISTINGS, path, account: merchantUid, signal: at.signal };
    const place = { storefrontUrl: this.#config.storefrontUrl, shelf };
    return this.#read(session, read, (reply) => readListingPage(reply, place));
  }

  async #push(session: CabinetSession, push: PushCall): Promise<PushReceipt> {
    const { timeouts, pace, rests } = this.#config;
    const { addressLane: _, ...request } = this.#request(session, {
      ...push,
      endpoint: 'cabinet.push',
      account: push.merchantUid,
    });
    const write: KaspiRequest = {
      ...request,
      accountLane: { name: `kaspi push ${session.account ?? push.merchantUid}`, perSecond: pace.pushesPerSecond },
      closes: { lane: 'account', on: [429] },
      method: 'POST',
      kind: 'writes',
      headers: { ...request.headers, 'content-type': 'application/json' },
      body: JSON.stringify(push.body),
      timeoutMs: timeouts.writeMs,
      coolDownSeconds: rests.pushBanSeconds,
    };
    return unlessUnsent((onLeaving) =>
      this.#http.send({ ...write, onLeaving }, (reply) => {
        refusePush(reply);
        refuseStranger(reply);
        return readReceipt(reply);
      }),
    );
  }

  #read<Result>(session: CabinetSession, call: CabinetCall, read: (reply: KaspiReply) => Result): Promise<Result> {
    return this.#http.send(this.#request(session, call), (reply) => {
      refuseStranger(reply);
      return read(reply);
    });
  }

  #request(session: CabinetSession, call: CabinetCall): KaspiRequest {
    const url = `${this.#config.cabinetUrl}${call.path}`;
    const cookie = openJar(session.cookies).getCookieStringSync(url);
    return {
      endpoint: call.endpoint,
      ...(call.account !== undefined && { account: call.account }),
      over: { companyId: session.companyId, stickTo: session.account ?? call.account ?? '' },
      addressLane: { name: 'kaspi cabinet', perSecond: this.#config.pace.cabinetPerSecond },
      method: 'GET',
      kind: 'reads',
      url,
      headers: cabinetHeaders(this.#config.storefrontUrl, cookie),
      timeoutMs: this.#config.timeouts.readMs,
      coolDownSeconds: COOL_DOWN_SECONDS,
      signal: call.signal,
    };
  }
}

interface CabinetCall {
  readonly endpoint: string;
  readonly path: string;
  readonly account?: string;
  readonly signal: AbortSignal | undefined;
}

interface ListingPageCall {
  readonly query: ListingQuery;
  readonly page: number;
  readonly signal: AbortSignal | undefined;
}

interface PushCall {
  readonly path: string;
  readonly merchantUid: string;
  readonly body: unknown;
  readonly signal: AbortSignal | undefined;
}
