import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { CompetitorOffer, OfferQuery, Storefront } from '../../stores/store.ports.ts';
import { blockedBy, type KaspiReply, readJson } from './answers.ts';
import { storefrontHeaders } from './browser-headers.ts';
import type { KaspiConfig } from './kaspi-config.ts';
import type { KaspiHttp } from './kaspi-http.ts';
import type { KaspiRequest } from './kaspi-request.ts';
import { isObject, readNumber } from './loose-fields.ts';
import { keepCheapest, readOffers } from './offer-answer.ts';

/** 64 works and 100 is refused; the most offers ever seen on a card is about 30 (contract 3.5). */
const PAGE_SIZE = 50;
const ENDPOINT = 'storefront.offers';
const MAX_PAGES = 6;

/** Offers of a card as any visitor sees them. */
export class KaspiStorefront implements Storefront {
  readonly #http: KaspiHttp;
  readonly #config: KaspiConfig;
  readonly #origin: string;

  constructor(http: KaspiHttp, config: KaspiConfig) {
    this.#http = http;
    this.#config = config;
    this.#origin = new URL(config.storefrontUrl).origin;
  }

  async listOffers(query: OfferQuery, signal?: AbortSignal): Promise<CompetitorOffer[]> {
    const seen: CompetitorOffer[] = [];
    for (let page = 0, received = 0; page < MAX_PAGES; page++) {
      const { offers, size, total } = await this.#page(query, page, signal);
      seen.push(...offers);
      received += size;
      if (received >= total) {
        break;
      }

      if (size < PAGE_SIZE) {
        // Rivals that are left out would be read as rivals that have left.
        throw marketplaceErrors.badAnswer({ endpoint: ENDPOINT });
      }
    }

    return keepCheapest(seen);
  }

  #page(query: OfferQuery, page: number, signal: AbortSignal | undefined): Promise<OfferPage> {
    const { masterSku, cityId, companyId, ownMerchantId } = query;
    const { storefrontUrl, pace, timeouts, rests } = this.#config;
    const request: KaspiRequest = {
      endpoint: ENDPOINT,
      over: { companyId },
      addressLane: { name: 'kaspi offers', perSecond: pace.offersPerSecond },
      closes: { lane: 'address', on: [403, 429] },
      method: 'POST',
      // A POST by shape only: it asks and changes nothing.
      kind: 'reads',
      url: `${storefrontUrl}/yml/offer-view/offers/${encodeURIComponent(masterSku)}`,
      headers: storefrontHeaders(storefrontUrl, { masterSku, cityId, origin: this.#origin }),
      body: JSON.stringify(offerSearch(masterSku, cityId, page)),
      timeoutMs: timeouts.readMs,
      coolDownSeconds: rests.shutOutSeconds,
      signal,
    };
    return this.#http.send(request, (reply) =>
      readPage(reply, { page, ownMerchantId, shutOutSeconds: rests.shutOutSeconds }),
    );
  }
}

interface OfferPage {
  readonly offers: readonly CompetitorOffer[];
  /** All rows, those that could not be read among them. */
  readonly size: number;
  readonly total: number;
}

function offerSearch(masterSku: string, cityId: string, page: number) {
  return {
    cityId,
    id: masterSku,
    merchantUID: [],
    limit: PAGE_SIZE,
    page,
    sortOption: 'PRICE',
    highRating: null,
    searchText: null,
    isExcellentMerchant: false,
    installationId: '-1',
  };
}

interface Asked {
  readonly page: number;
  readonly ownMerchantId: string | undefined;
  readonly shutOutSeconds: number;
}

/** An answer without a list, or with a list that contradicts its own total, is never read as "nobody sells this". */
function readPage(reply: KaspiReply, asked: Asked): OfferPage {
  if (reply.status === 401 || reply.status === 403) {
    throw blockedBy(reply, asked.shutOutSeconds);
  }

  const answer = readJson(reply);
  if (reply.status !== 200 || !isObject(answer) || !Array.isArray(answer.offers)) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  const rows: unknown[] = answer.offers;
  const offers = readOffers(rows, asked.ownMerchantId);
  const total = readNumber(answer.total ?? answer.offersCount) ?? rows.length;
  const isMissing = rows.length === 0 && total > asked.page * PAGE_SIZE;
  if (isMissing || (rows.length > 0 && offers.length === 0)) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  return { offers, size: rows.length, total };
}
