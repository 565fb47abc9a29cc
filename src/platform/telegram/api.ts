/** Bot API clients of the house: where they call, and what every message has in common. */
import { Api, type Transformer } from 'grammy';
import { createTelegramFetch, type TelegramFetchOptions } from './telegram-fetch.ts';

/** Where and how to reach Telegram. */
export interface TelegramApiOptions extends TelegramFetchOptions {
  /** Base URL, without a slash at the end. */
  readonly apiRoot: string;
}

/** Seconds after which a call counts as lost; longer than the longest poll. */
const CALL_TIMEOUT_SECONDS = 60;

/** The client options of every bot; dialogues inherit them. */
export function clientOptions(options: TelegramApiOptions): NonNullable<ConstructorParameters<typeof Api>[1]> {
  return { apiRoot: options.apiRoot, timeoutSeconds: CALL_TIMEOUT_SECONDS, fetch: createTelegramFetch(options) };
}

/** A Bot API client outside any update, for messages that nobody asked for. */
export function createApi(token: string, options: TelegramApiOptions): Api {
  const api = new Api(token, clientOptions(options));
  api.config.use(houseDefaults);
  return api;
}

/** A signal for a call of grammY, which declares a shape of its own for it; at run time it is the platform's. */
export function callSignal(signal: AbortSignal): Parameters<Api['getMe']>[0] {
  return signal as Parameters<Api['getMe']>[0];
}

/** HTML and no link previews, unless a call says otherwise; must be installed inside dialogues too. */
export const houseDefaults: Transformer = (prev, method, ...[payload, signal]) =>
  prev(method, { ...defaultsOf(method), ...payload }, signal);

function defaultsOf(method: string): Record<string, unknown> {
  if (method === 'sendMessage' || method === 'editMessageText') {
    return { parse_mode: 'HTML', link_preview_options: { is_disabled: true } };
  }

  return /^(send(Photo|Document|Video)|editMessageCaption)$/.test(method) ? { parse_mode: 'HTML' } : {};
}
