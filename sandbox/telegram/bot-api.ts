import { setTimeout as pause } from 'node:timers/promises';
import { TelegramError } from './errors.ts';
import { bytesOf, maxDownloadBytes } from './files.ts';
import { chatMethods } from './methods/chat.ts';
import { editMethods } from './methods/edit.ts';
import { profileMethods } from './methods/profile.ts';
import { receiveMethods } from './methods/receive.ts';
import { sendMethods } from './methods/send.ts';
import type { Bot, StoredFile, TelegramWorld } from './model.ts';
import type { Method, Params } from './params.ts';

/** One HTTP request to the Bot API. */
export interface ApiRequest {
  readonly token: string;
  readonly method: string;
  readonly params: Params;
  readonly signal: AbortSignal;
}

/** The status and JSON of the Bot API's reply. */
export interface ApiReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The Bot API over one world. */
export interface BotApi {
  answer(request: ApiRequest): Promise<ApiReply>;
  /** The file at the path that getFile gave. @throws TelegramError 401, 404 */
  download(token: string, path: string): Buffer;
}

/** Answers Bot API calls, counting each and recording each refusal. */
export function createBotApi(world: TelegramWorld): BotApi {
  const methods: ReadonlyMap<string, readonly [string, Method]> = new Map(
    Object.entries({
      ...profileMethods,
      ...sendMethods,
      ...editMethods,
      ...chatMethods,
      ...receiveMethods((bot, body) => answerFromWebhook(bot, body)),
    }).map(([name, method]) => [name.toLowerCase(), [name, method] as const]),
  );

  const answer = async (request: ApiRequest): Promise<ApiReply> => {
    const [name, method] = methods.get(request.method.toLowerCase()) ?? [request.method];
    world.calls.set(name, (world.calls.get(name) ?? 0) + 1);
    try {
      await slowDown(world);
      return { status: 200, body: { ok: true, result: await perform(world, request, method) } };
    } catch (error) {
      return refusal(world, { ...request, method: name }, error);
    }
  };

  const answerFromWebhook = async (bot: Bot, body: Readonly<Record<string, unknown>>) => {
    const { method, ...fields } = body;
    if (typeof method === 'string') {
      const { signal } = new AbortController();
      await answer({ token: bot.token, method, params: { fields, files: {} }, signal });
    }
  };

  return { answer, download: (token, path) => bytesOf(downloadedFile(world, token, path)) };
}

async function slowDown({ faults }: TelegramWorld): Promise<void> {
  if (faults.slowMs > 0) {
    await pause(faults.slowMs);
  }
}

async function perform(world: TelegramWorld, request: ApiRequest, method: Method | undefined): Promise<unknown> {
  if (world.faults.badGateway) {
    throw new TelegramError(502, 'Bad Gateway');
  }
  const bot = botOf(world, request.token);
  if (!method) {
    throw new TelegramError(404, 'Not Found: method not found');
  }
  return method({ world, bot, params: request.params, signal: request.signal });
}

function refusal(world: TelegramWorld, request: ApiRequest, error: unknown): ApiReply {
  if (!(error instanceof TelegramError)) {
    throw error;
  }

  const { code, message: description, parameters } = error;
  const bot = world.bots.get(request.token)?.username;
  const { method } = request;
  world.violations.push({
    at: world.now().toISOString(),
    bot,
    method,
    code,
    description,
    params: request.params.fields,
  });
  world.emit({ source: 'telegram', kind: 'violation', bot, method, code, description });
  return { status: code, body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) } };
}

function botOf(world: TelegramWorld, token: string): Bot {
  const bot = world.bots.get(token);
  if (!bot) {
    throw new TelegramError(401, 'Unauthorized');
  }
  return bot;
}

function downloadedFile(world: TelegramWorld, token: string, path: string): StoredFile {
  const bot = botOf(world, token);
  const file = [...world.files.values()].find((stored) => stored.botId === bot.id && stored.path === path);
  if (!file || file.size > maxDownloadBytes) {
    throw new TelegramError(404, 'Not Found');
  }
  return file;
}
