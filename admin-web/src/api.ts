import createClient from 'openapi-fetch';
import type { paths } from './api.gen.ts';
import type { Language } from './words.tsx';

type Reply<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** Who is signed in. */
export type Me = Reply<'/api/v1/me'>;
/** A product in the list. */
export type Product = Reply<'/api/v1/products'>['items'][number];
/** A price with its reason. */
export type Price = Reply<'/api/v1/prices'>['items'][number];
/** Why a price is what it is. */
export type Explanation = Reply<'/api/v1/prices/{listingId}'>;
/** One move of a price. */
export type Move = Reply<'/api/v1/prices/{listingId}/history'>['items'][number];
/** An order in the list. */
export type Order = Reply<'/api/v1/orders'>['items'][number];
/** An order with its lines and history. */
export type OrderCard = Reply<'/api/v1/orders/{id}'>;
/** A message to a customer. */
export type Message = Reply<'/api/v1/orders/{id}/messages'>['items'][number];

/** A reply that is a problem (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly incident: string | undefined;

  constructor(status: number, detail: string, incident?: string) {
    super(detail);
    this.status = status;
    this.incident = incident;
  }
}

/** Calls the API; replies come in the given language. */
export function apiIn(language: Language) {
  return createClient<paths>({ headers: { 'accept-language': language } });
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: { readonly detail: string; readonly incident?: string | undefined };
  readonly response: Response;
}

/** The body of a reply. @throws ApiProblem */
export async function bodyOf<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (data === undefined) {
    throw new ApiProblem(response.status, error?.detail ?? response.statusText, error?.incident);
  }
  return data;
}
