import { text } from 'node:stream/consumers';
import type { Context } from 'koa';

/** Answers in JSON:API's media type. */
export function answerJsonApi(ctx: Context, body: unknown): void {
  ctx.status = 200;
  ctx.body = JSON.stringify(body);
  ctx.type = 'application/vnd.api+json';
}

/** Refuses as the Shop API does: only a title is sure to be there (contract §1.4). */
export function refuse(ctx: Context, status: number, title: string): void {
  ctx.status = status;
  ctx.body = JSON.stringify({ errors: [{ title }] });
  ctx.type = 'application/vnd.api+json';
}

/** Reads the body as JSON whatever its media type says; broken JSON reads as undefined. */
export async function readJson(ctx: Context): Promise<unknown> {
  return parseJson(await text(ctx.req));
}

/** The text as JSON; broken JSON reads as undefined. */
export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** The first value of a query parameter. */
export function queryOf(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The address the request came to; Koa 3.3's own `ctx.origin` is the Origin header, not this. */
export function originOf(ctx: Context): string {
  return `${ctx.protocol}://${ctx.host}`;
}
