/** How every call reaches Telegram: floods waited out, lost connections tried again where that is harmless. */
import { setTimeout as wait } from 'node:timers/promises';

/** What the caller learns on the way. */
export interface TelegramFetchOptions {
  /** Told when Telegram says that the person blocked the bot. */
  readonly onBlocked: (chatId: string) => void;
  readonly fetch?: typeof fetch;
}

/** The part of a fetch call that grammY uses. */
interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | AsyncIterable<Uint8Array> | null;
  readonly signal?: EventTarget & { readonly aborted: boolean };
}

interface Answer {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number };
}

const MAX_FLOOD_WAIT_SECONDS = 60;
const MAX_TRIES = 4;
/** Calls that may arrive twice without a visible difference; sending is not among them, polling waits by itself. */
const REPEATABLE = /^(get(?!Updates)|edit|delete|set|answerCallbackQuery|sendChatAction)/;

/**
 * A fetch for grammY's client: obeys `retry_after` (up to a minute), repeats harmless calls after network errors,
 * reports blocked chats, and takes "message is not modified" for success. Works inside dialogues too, where
 * transformers of the outer bot do not.
 */
export function createTelegramFetch(options: TelegramFetchOptions): typeof fetch {
  const send = options.fetch ?? fetch;
  const call = async (url: string, init: Call): Promise<Response> => {
    const signal = nativeSignal(init.signal);
    const body = await wholeBody(init.body);
    const isRepeatable = REPEATABLE.test(url.slice(url.lastIndexOf('/') + 1));
    const answer = await insist({ send: () => send(url, request(init, body, signal)), signal, isRepeatable });
    noticeBlocked(answer, body, options.onBlocked);
    return Response.json(isUnchanged(answer) ? { ok: true, result: true } : answer);
  };
  // grammY calls its fetch with an address and an init of its own platform shim.
  return call as unknown as typeof fetch;
}

interface Insistence {
  readonly send: () => Promise<Response>;
  readonly signal: AbortSignal;
  readonly isRepeatable: boolean;
}

async function insist({ send, signal, isRepeatable }: Insistence): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt >= MAX_TRIES || !isRepeatable || signal.aborted;
    const answer = await sendOnce(send, { isLast });
    const pauseMs = answer ? floodPause(answer, attempt) : 200 * 2 ** attempt;
    if (answer && pauseMs === undefined) {
      return answer;
    }

    await wait(pauseMs, undefined, { signal });
  }
}

async function sendOnce(send: () => Promise<Response>, { isLast }: { isLast: boolean }): Promise<Answer | undefined> {
  try {
    const response = await send();
    return (await response.json()) as Answer;
  } catch (error) {
    if (isLast) {
      throw error;
    }

    return undefined;
  }
}

function request(init: Call, body: RequestInit['body'] | undefined, signal: AbortSignal): RequestInit {
  const { connection: _, ...headers } = init.headers ?? {};
  return { method: init.method ?? 'POST', headers, signal, ...(body === undefined ? {} : { body }) };
}

function floodPause(answer: Answer, attempt: number): number | undefined {
  const seconds = answer.error_code === 429 ? answer.parameters?.retry_after : undefined;
  const isPatient = seconds !== undefined && seconds <= MAX_FLOOD_WAIT_SECONDS && attempt < MAX_TRIES;
  return isPatient ? seconds * 1000 : undefined;
}

function isUnchanged(answer: Answer): boolean {
  return answer.error_code === 400 && (answer.description ?? '').includes('message is not modified');
}

function noticeBlocked(answer: Answer, body: unknown, onBlocked: (chatId: string) => void): void {
  if (answer.error_code !== 403 || typeof body !== 'string') {
    return;
  }

  const { chat_id: chatId } = JSON.parse(body) as { chat_id?: number | string };
  if (chatId !== undefined) {
    onBlocked(String(chatId));
  }
}

/** Uploads come as streams; kept whole, so that they can be sent again after a flood. */
async function wholeBody(body: Call['body']): Promise<string | Uint8Array<ArrayBuffer> | undefined> {
  if (body === null || body === undefined || typeof body === 'string') {
    return body ?? undefined;
  }

  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** grammY brings its own AbortSignal, which the platform's fetch refuses. */
function nativeSignal(signal: Call['signal']): AbortSignal {
  const controller = new AbortController();
  if (signal?.aborted) {
    controller.abort();
  }
  signal?.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}
