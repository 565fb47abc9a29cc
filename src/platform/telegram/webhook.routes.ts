/** Where Telegram delivers updates in webhook mode: `/telegram/<botId>`; keeps them and answers at once. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Context, Middleware } from 'koa';
import type { Update } from './update.ts';

/** What the webhook needs. */
export interface WebhookOptions {
  /** The secret Telegram must show for this bot; undefined when the bot is not ours. */
  readonly secretOf: (botId: string) => string | undefined;
  readonly receive: (botId: string, updates: readonly Update[]) => Promise<void>;
}

const PATH = /^\/telegram\/(\d{1,20})$/;
const MAX_BODY_BYTES = 1024 * 1024;

/** Inserts the update and answers 200; unknown bots are 404, wrong secrets 401, other bodies 400 or 413. */
export function webhookRoutes({ secretOf, receive }: WebhookOptions): Middleware {
  return async (ctx, next) => {
    const botId = PATH.exec(ctx.path)?.[1];
    if (botId === undefined || ctx.method !== 'POST') {
      return next();
    }

    ctx.status = await accept(ctx, secretOf(botId), (update) => receive(botId, [update]));
    ctx.body = '';
  };
}

async function accept(
  ctx: Context,
  secret: string | undefined,
  keep: (update: Update) => Promise<void>,
): Promise<number> {
  if (secret === undefined) {
    return 404;
  }

  if (!isSame(ctx.get('x-telegram-bot-api-secret-token'), secret)) {
    return 401;
  }

  const text = await readBody(ctx.req);
  if (text === undefined) {
    return 413;
  }

  const update = readUpdate(text);
  if (!update) {
    return 400;
  }

  await keep(update);
  return 200;
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      return undefined;
    }

    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readUpdate(text: string): Update | undefined {
  try {
    const update = JSON.parse(text) as Update | null;
    return Number.isSafeInteger(update?.update_id) ? (update ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
