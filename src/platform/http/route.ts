import type { z } from 'zod';
import type { Language } from '../../kernel/language.ts';
import type { Actor } from '../../kernel/scope.ts';
import type { BoundInCompany, Scope } from '../db/scope.ts';

/** Who is behind a request. */
export interface Caller {
  readonly companyId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly language: Language;
  readonly actor: Actor;
}

/** What a request brought, already checked against the route's schemas. */
export interface RouteInput<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly language: Language;
}

/** A cookie to set with the reply; no `value` clears it. */
export interface ReplyCookie {
  readonly value?: string;
  readonly expiresAt?: Date;
}

/** What a route without a ready scope works with. */
export interface RouteTools {
  /** Absent on routes for anyone. */
  readonly caller: Caller | undefined;
  /** Bound to the caller's company; refuses on routes for anyone. */
  readonly inCompany: BoundInCompany;
  /** The token of the sign-in cookie that came with the request. */
  readonly cookie: string | undefined;
  setCookie(cookie: ReplyCookie): void;
}

/** A route as a value: it validates, authorises, opens the scope, strips the reply and feeds the OpenAPI document. */
export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, with `:name` for parameters. */
  readonly path: string;
  /** The action the caller must be allowed; `signed-in` and `anyone` ask for less. */
  readonly can: string;
  /** One line for the API's documentation. */
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
  /** The reply is a text of this type, a file to keep, instead of JSON. */
  readonly file?: 'text/csv';
  /** What a reply looks like, for the API's documentation. */
  readonly example?: z.input<Reply>;
  /** Works in the caller's scope. */
  readonly handle?: (
    scope: Scope,
    input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<z.input<Reply>>;
  /** Opens scopes itself, because it talks to the network in between or needs none. */
  readonly act?: (
    tools: RouteTools,
    input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<z.input<Reply>>;
}

/** A route with its schemas' types folded away, as lists of routes hold it. */
export type Route = RouteDefinition;

/** Declares a route. @throws Error unless it has exactly one of `handle` and `act` */
export function route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
>(definition: RouteDefinition<Params, Query, Body, Reply>): Route {
  if (Boolean(definition.handle) === Boolean(definition.act)) {
    throw new Error(`Route ${definition.method} ${definition.path} needs exactly one of handle and act.`);
  }
  // Its own schemas check the input before its handler sees it, so the folded types are safe.
  return definition as unknown as Route;
}
