import { createHash } from 'node:crypto';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { CancelDetails, MarketplaceOrder, OrderKey, OrderQuery, ShopApi } from '../../stores/store.ports.ts';
import { blockedBy, type KaspiReply, peekJson, readJson } from './answers.ts';
import { browserHeaders } from './browser-headers.ts';
import { readEntries } from './entry-answer.ts';
import type { KaspiConfig } from './kaspi-config.ts';
import type { KaspiHttp } from './kaspi-http.ts';
import type { KaspiRequest } from './kaspi-request.ts';
import { isObject, listOf } from './loose-fields.ts';
import { readOrder } from './order-answer.ts';
import { readPageCount, splitWindow } from './order-pages.ts';
import { refuseAction } from './order-refusal.ts';

const PAGE_SIZE = 100;
const DAY_MS = 86_400_000;
const COMMENT_LENGTH = 1_000;
const COOL_DOWN_SECONDS = 60;

/** The official token interface of Kaspi (contract 1). */
export class KaspiShopApi implements ShopApi {
  readonly #http: KaspiHttp;
  readonly #config: KaspiConfig;

  constructor(http: KaspiHttp, config: KaspiConfig) {
    this.#http = http;
    this.#config = config;
  }

  async probe(token: string, signal?: AbortSignal): Promise<void> {
    const now = Date.now();
    const query = { ...windowFilter(now - DAY_MS, now), ...pageFilter(0, 1), 'filter[orders][state]': 'NEW' };
    const { readMs } = this.#config.timeouts;
    await this.#get({ endpoint: 'orders.probe', path: '/orders', query, token, signal, timeoutMs: readMs });
  }

  async *listOrders(token: string, query: OrderQuery, signal?: AbortSignal): AsyncGenerator<MarketplaceOrder> {
    const seen = new Set<string>();
    for (const [from, to] of splitWindow(query.createdFrom, query.createdTo)) {
      const filter = { ...windowFilter(from, to), 'filter[orders][state]': query.state };
      for await (const order of this.#pages({ token, filter, signal })) {
        // A list that moves while it is paged, and Kaspi itself at times, tells an order twice.
        if (!seen.has(order.code)) {
          seen.add(order.code);
          yield order;
        }
      }
    }
  }

  async listEntries(token: string, orderId: string, signal?: AbortSignal) {
    const path = `/orders/${encodeURIComponent(orderId)}/entries`;
    const answer = await this.#get({ endpoint: 'orders.entries', path, query: {}, token, signal });
    return readEntries(answer.data);
  }

  async findOrder(token: string, code: string, signal?: AbortSignal): Promise<MarketplaceOrder | undefined> {
    const query = { 'filter[orders][code]': code };
    const answer = await this.#get({ endpoint: 'orders.find', path: '/orders', query, token, signal });
    return listOf(answer.data)
      .map(readOrder)
      .find((order) => order?.code === code);
  }

  acceptOrder(token: string, order: OrderKey, signal?: AbortSignal): Promise<void> {
    return this.#act({ token, order, signal, attributes: { status: 'ACCEPTED_BY_MERCHANT' } });
  }

  cancelOrder(token: string, order: OrderKey & CancelDetails, signal?: AbortSignal): Promise<void> {
    const comment = order.comment?.slice(0, COMMENT_LENGTH);
    const attributes = {
      status: 'CANCELLED',
      cancellationReason: order.reason,
      ...(comment && { cancellationComment: comment }),
    };
    return this.#act({ token, order, signal, attributes });
  }

  assembleOrder(token: string, order: OrderKey & { readonly spaces: number }, signal?: AbortSignal): Promise<void> {
    // The number of spaces travels as text (contract 1.4).
    const attributes = { status: 'ASSEMBLE', numberOfSpace: String(order.spaces) };
    return this.#act({ token, order, signal, attributes });
  }

  requestCompletion(token: string, order: OrderKey, signal?: AbortSignal): Promise<void> {
    return this.completeOrder(token, { ...order, securityCode: '' }, signal);
  }

  completeOrder(token: string, order: OrderKey & { readonly securityCode: string }, signal?: AbortSignal) {
    const headers = { 'x-security-code': order.securityCode, 'x-send-code': 'true' };
    return this.#act({ token, order, signal, attributes: { status: 'COMPLETED' }, headers });
  }

  async *#pages(list: { token: string; filter: Record<string, string>; signal: AbortSignal | undefined }) {
    const { token, filter, signal } = list;
    for (let page = 0, pageCount = 1; page < pageCount; page++) {
      const query = { ...filter, ...pageFilter(page, PAGE_SIZE) };
      const answer = await this.#get({ endpoint: 'orders.list', path: '/orders', query, token, signal });
      const resources = listOf(answer.data);
      pageCount = readPageCount(answer, { page, isFull: resources.length >= PAGE_SIZE });
      yield* resources.map(readOrder).filter((order) => order !== undefined);
    }
  }

  #get(read: ShopRead): Promise<{ data: unknown[] } & Record<string, unknown>> {
    const { endpoint, path, query, token, signal, timeoutMs = this.#config.timeouts.ordersMs } = read;
    const parameters = new URLSearchParams(query).toString();
    const url = `${this.#config.apiUrl}${path}${parameters && `?${parameters}`}`;
    const request = {
      ...this.#request(endpoint, token),
      method: 'GET',
      kind: 'reads',
      url,
      timeoutMs,
      signal,
    } as const;
    return this.#http.send(request, readList);
  }

  async #act(action: OrderAction): Promise<void> {
    const { token, order, attributes, signal, headers = {} } = action;
    const data = { type: 'orders', id: order.id, attributes: { code: order.code, ...attributes } };
    const base = this.#request(`orders.${attributes.status.toLowerCase()}`, token);
    const request: KaspiRequest = {
      ...base,
      headers: { ...base.headers, ...headers },
      method: 'POST',
      kind: 'writes',
      url: `${this.#config.apiUrl}/orders`,
      body: JSON.stringify({ data }),
      timeoutMs: this.#config.timeouts.writeMs,
      signal,
    };
    await this.#http.send(request, (reply) => {
      refuseToken(reply);
      refuseAction(reply);
    });
  }

  #request(endpoint: string, token: string) {
    return {
      endpoint,
      account: createHash('sha256').update(token).digest('base64url'),
      // The official interface knows us by the token: an address of somebody else would only look odd.
      over: 'direct' as const,
      addressLane: { name: 'kaspi orders', perSecond: this.#config.pace.ordersPerSecond },
      coolDownSeconds: COOL_DOWN_SECONDS,
      headers: { ...browserHeaders, 'x-auth-token': token, 'content-type': JSON_API, accept: JSON_API },
    };
  }
}

const JSON_API = 'application/vnd.api+json';

interface ShopRead {
  readonly endpoint: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly token: string;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

interface OrderAction {
  readonly token: string;
  readonly order: OrderKey;
  readonly attributes: { readonly status: string } & Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly signal: AbortSignal | undefined;
}

function readList(reply: KaspiReply): { data: unknown[] } & Record<string, unknown> {
  refuseToken(reply);
  const answer = readJson(reply);
  if (reply.status !== 200 || !isObject(answer) || !Array.isArray(answer.data)) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  return { ...answer, data: answer.data };
}

/** A 403 without words of the interface itself comes from the wall in front of it, not from a bad token. */
function refuseToken(reply: KaspiReply): void {
  if (reply.status === 403 && reply.text.trim() !== '' && peekJson(reply) === undefined) {
    throw blockedBy(reply, COOL_DOWN_SECONDS);
  }

  if (reply.status === 401 || reply.status === 403) {
    throw marketplaceErrors.tokenRejected();
  }
}

function windowFilter(fromMs: number, toMs: number): Record<string, string> {
  return { 'filter[orders][creationDate][$ge]': String(fromMs), 'filter[orders][creationDate][$le]': String(toMs) };
}

function pageFilter(page: number, size: number): Record<string, string> {
  return { 'page[number]': String(page), 'page[size]': String(size) };
}
