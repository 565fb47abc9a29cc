import { text } from 'node:stream/consumers';
import type { Context } from 'koa';
import { z } from 'zod';

/** Reads the JSON body of a control call. @throws 400 naming what is wrong with it */
export async function readControl<Shape extends z.ZodType>(ctx: Context, shape: Shape): Promise<z.output<Shape>> {
  const parsed = shape.safeParse(parse(ctx, await text(ctx.req)));
  return parsed.success ? parsed.data : ctx.throw(400, z.prettifyError(parsed.error));
}

/** The media type doesn't matter: a person with curl seldom names it. */
function parse(ctx: Context, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return ctx.throw(400, 'the body is no JSON');
  }
}
