import { z } from 'zod';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { CompetitorOffer, DeliveryDuration, OfferQuery, Storefront } from '../../stores/store.ports.ts';
import { blockedBy, type KaspiReply, readJson } from './answers.ts';
import { storefrontHeaders } from './browser-headers.ts';
import type { KaspiConfig } from './kaspi-config.ts';
import type { KaspiHttp } from './kaspi-http.ts';
import {
  isObject,
  listOf,
  looseFlag,
  looseLocalTime,
  looseNumber,
  looseObject,
  looseText,
  looseTiyn,
} from './loose-fields.ts';

/** 64 works and 100 is refused; the most offers ever seen on a card is about 30 (contract 3.5). */
const PAGE_SIZE = 50;
const MAX_PAGES = 6;
/** Above 15 requests a second an address is shut out for 10–15 seconds (contract 4.2). */
const SHUT_OUT_SECONDS = 15;

/** Offers of a card as any visitor sees them. */
export class KaspiStorefront implements Storefront {
  readonly #http: KaspiHttp;
  readonly #config: KaspiConfig;

  constructor(http: KaspiHttp, config: KaspiConfig) {
    this.#http = http;
    this.#config = config;
  }

  async listOffers(query: OfferQuery, signal?: AbortSignal): Promise<CompetitorOffer[]> {
    const byMerchant = new Map<string, CompetitorOffer>();
    for (let page = 0, received = 0; page < MAX_PAGES; page++) {
      const { rows, total } = await this.#page(query, page, signal);
      received += rows.length;
      for (const offer of readOffers(rows, query.ownMerchantId)) {
        keepCheaper(byMerchant, offer);
      }

      if (rows.length < PAGE_SIZE || received >= total) {
        break;
      }
    }

    return [...byMerchant.values()].sort((one, other) => one.priceTiyn - other.priceTiyn);
  }

  #page(query: OfferQuery, page: number, signal: AbortSignal | undefined) {
    const { masterSku, cityId } = query;
    const { storefrontUrl, pace, timeouts } = this.#config;
    const request = {
      endpoint: 'storefront.offers',
      lane: { name: 'offers', perSecond: pace.offersPerSecond },
      method: 'POST' as const,
      // A POST by shape only: it asks and changes nothing.
      kind: 'reads' as const,
      url: `${storefrontUrl}/yml/offer-view/offers/${encodeURIComponent(masterSku)}`,
      headers: storefrontHeaders(storefrontUrl, query),
      body: JSON.stringify(offerSearch(masterSku, cityId, page)),
      timeoutMs: timeouts.readMs,
      coolDownSeconds: SHUT_OUT_SECONDS,
      signal,
    };
    return this.#http.send(request, readPage);
  }
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

/** An answer without a list is never read as "nobody sells this". */
function readPage(reply: KaspiReply): { rows: Record<string, unknown>[]; total: number } {
  if (reply.status === 401 || reply.status === 403) {
    throw blockedBy(reply, SHUT_OUT_SECONDS);
  }

  const answer = readJson(reply);
  if (reply.status !== 200 || !isObject(answer) || !Array.isArray(answer.offers)) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  const rows = listOf(answer.offers);
  if (answer.offers.length > 0 && !rows.some((row) => readOffer(row, undefined))) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  return { rows, total: looseNumber.parse(answer.total ?? answer.offersCount) ?? rows.length };
}

/** Reads the offers that name a merchant and a price; nothing can be decided from the others. */
export function readOffers(rows: readonly unknown[], ownMerchantId?: string): CompetitorOffer[] {
  return rows.map((row) => readOffer(row, ownMerchantId)).filter((offer) => offer !== undefined);
}

function readOffer(row: unknown, ownMerchantId: string | undefined): CompetitorOffer | undefined {
  const { merchantId, price, ...offer } = OfferRow.parse(row);
  if (merchantId === undefined || price === undefined || price <= 0) {
    return undefined;
  }

  return {
    merchantId,
    merchantName: offer.merchantName ?? merchantId,
    isOwn: merchantId === ownMerchantId,
    priceTiyn: price,
    // A shop without reviews is told as rating 0, which is not a bad rating.
    rating: offer.merchantRating || undefined,
    reviews: offer.merchantReviewsQuantity ?? 0,
    deliveryDuration: offer.deliveryDuration,
    deliversAt: offer.delivery,
    preorder: offer.preorder ?? 0,
    locatedInCity: offer.locatedInCity,
    kaspiDelivery: offer.kaspiDelivery,
  };
}

function keepCheaper(byMerchant: Map<string, CompetitorOffer>, offer: CompetitorOffer): void {
  const known = byMerchant.get(offer.merchantId);
  if (!known || offer.priceTiyn < known.priceTiyn) {
    byMerchant.set(offer.merchantId, offer);
  }
}

const durations = [
  'EXPRESS',
  'TODAY',
  'TOMORROW',
  'TILL_2_DAYS',
  'TILL_3_DAYS',
  'TILL_5_DAYS',
  'TILL_7_DAYS',
] as const satisfies readonly DeliveryDuration[];

const OfferRow = looseObject({
  merchantId: looseText,
  merchantName: looseText,
  price: looseTiyn,
  merchantRating: looseNumber,
  merchantReviewsQuantity: looseNumber,
  deliveryDuration: z.enum([...durations, 'OTHER']).catch('OTHER'),
  delivery: looseLocalTime,
  preorder: looseNumber,
  locatedInCity: looseFlag,
  kaspiDelivery: looseFlag,
});
