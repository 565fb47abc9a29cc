import type { Context, Middleware } from 'koa';
import { parseBody, readBody } from '../body.ts';
import type { ApiReply, BotApi } from './bot-api.ts';
import { TelegramError } from './errors.ts';
import type { TelegramWorld } from './model.ts';
import type { Params } from './params.ts';

const callPath = /\/bot([^/]+)\/([^/]+)\/?$/;
const filePath = /\/file\/bot([^/]+)\/(.+)$/;

/** Serves the Bot API below /telegram. */
export function botApiRoutes(world: TelegramWorld, api: BotApi): Middleware {
  return async (ctx) => {
    if (world.faults.unreachable) {
      ctx.respond = false;
      ctx.req.socket.destroy();
      return;
    }

    const file = filePath.exec(ctx.path);
    if (file) {
      answerFile(ctx, () => api.download(file[1] ?? '', decodeURIComponent(file[2] ?? '')));
      return;
    }
    const reply = await answerCall(ctx, api);
    ctx.status = reply.status;
    ctx.body = reply.body;
  };
}

/** A `fetch` that reaches the Bot API in this process; any host and prefix before /bot<token>/ will do. */
export function botApiFetch(world: TelegramWorld, api: BotApi): typeof fetch {
  return async (input, init) => {
    if (world.faults.unreachable) {
      throw new TypeError('fetch failed');
    }

    const url = new URL(input instanceof Request ? input.url : input);
    const file = filePath.exec(url.pathname);
    if (file) {
      return fileResponse(() => api.download(file[1] ?? '', decodeURIComponent(file[2] ?? '')));
    }
    const [, token = '', method = ''] = callPath.exec(url.pathname) ?? [];
    const { headers, content } = await requestParts(input, init);
    const params = withQuery(await parseBody(content, headers.get('content-type') ?? ''), url.searchParams);
    const signal = init?.signal ?? new AbortController().signal;
    const { status, body } = await abortable(
      api.answer({ token: decodeURIComponent(token), method, params, signal }),
      signal,
    );
    return Response.json(body, { status });
  };
}

async function answerCall(ctx: Context, api: BotApi): Promise<ApiReply> {
  const [, token, method] = callPath.exec(ctx.path) ?? [];
  if (!token || !method) {
    return notFound;
  }

  const hangUp = new AbortController();
  ctx.res.once('close', () => hangUp.abort());
  const body = await readBody(ctx).catch(noJson);
  if (!body) {
    return unreadable;
  }
  const params = withQuery(body, ctx.URL.searchParams);
  return api.answer({ token: decodeURIComponent(token), method, params, signal: hangUp.signal });
}

function noJson(error: unknown): undefined {
  if (!(error instanceof SyntaxError)) {
    throw error;
  }
}

const unreadable: ApiReply = {
  status: 400,
  body: { ok: false, error_code: 400, description: "Bad Request: can't parse JSON object" },
};
const notFound: ApiReply = { status: 404, body: { ok: false, error_code: 404, description: 'Not Found' } };

function withQuery(body: Params, query: URLSearchParams): Params {
  return { files: body.files, fields: { ...Object.fromEntries(query), ...body.fields } };
}

function answerFile(ctx: Context, download: () => Buffer): void {
  try {
    ctx.body = download();
    ctx.type = 'application/octet-stream';
  } catch (error) {
    const { code, message } = asTelegramError(error);
    ctx.status = code;
    ctx.body = { ok: false, error_code: code, description: message };
  }
}

function fileResponse(download: () => Buffer): Response {
  try {
    return new Response(new Uint8Array(download()), { headers: { 'content-type': 'application/octet-stream' } });
  } catch (error) {
    const { code, message } = asTelegramError(error);
    return Response.json({ ok: false, error_code: code, description: message }, { status: code });
  }
}

function asTelegramError(error: unknown): TelegramError {
  if (error instanceof TelegramError) {
    return error;
  }
  throw error;
}

async function requestParts(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
): Promise<{ headers: Headers; content: Buffer }> {
  const request = input instanceof Request ? input : undefined;
  const headers = new Headers(init?.headers ?? request?.headers);
  // grammY hands multipart bodies over as an async iterable, which the Request class does not take everywhere.
  const body = init?.body as AsyncIterable<Uint8Array> | string | null | undefined;
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body) {
    return { headers, content: await collected(body) };
  }

  const whole = request ?? new Request('http://sandbox.invalid/', { method: 'POST', headers, body: body ?? null });
  if (!headers.has('content-type') && whole.headers.has('content-type')) {
    headers.set('content-type', whole.headers.get('content-type') ?? '');
  }
  return { headers, content: Buffer.from(await whole.arrayBuffer()) };
}

async function collected(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of parts) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const refuse = () => reject(new DOMException('This operation was aborted', 'AbortError'));
    signal.addEventListener('abort', refuse, { once: true });
    if (signal.aborted) {
      refuse();
    }
  });
  return Promise.race([work, aborted]);
}
