import { setTimeout as pause } from 'node:timers/promises';
import type { Bot, TelegramWorld, Webhook } from './model.ts';
import type { Update } from './wire.ts';

const answerTimeoutMs = 60_000;
const maxRetryMs = 10_000;

/** Performs the call that a webhook's answer may carry. */
export type AnswerCall = (bot: Bot, body: Readonly<Record<string, unknown>>) => Promise<void>;

/** Delivers a bot's updates to its webhook one by one, in order, each until it is answered with 2xx, until aborted. */
export async function deliverToWebhook(
  world: TelegramWorld,
  { bot, webhook }: { bot: Bot; webhook: Webhook },
  answerCall: AnswerCall,
): Promise<void> {
  const { signal } = webhook.abort;
  let retryMs = world.webhookRetryMs;
  while (!signal.aborted) {
    const update = bot.queue[0] ?? (await firstUpdate(bot, signal));
    const failure = update && (await post(webhook, update, (body) => answerCall(bot, body)));
    if (signal.aborted) {
      return;
    }

    if (failure) {
      webhook.lastErrorAt = world.now();
      webhook.lastErrorMessage = failure;
      await pause(retryMs, undefined, { signal }).catch(ignoreAbort);
      retryMs = Math.min(retryMs * 2, maxRetryMs);
    } else if (update) {
      bot.queue.splice(bot.queue.indexOf(update), 1);
      retryMs = world.webhookRetryMs;
    }
  }
}

function firstUpdate(bot: Bot, signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    const wake = () => {
      signal.removeEventListener('abort', wake);
      bot.wake = undefined;
      resolve(undefined);
    };
    bot.wake = wake;
    signal.addEventListener('abort', wake);
  });
}

async function post(
  webhook: Webhook,
  update: Update,
  answerCall: (body: Readonly<Record<string, unknown>>) => Promise<void>,
): Promise<string | undefined> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secretToken ? { 'x-telegram-bot-api-secret-token': webhook.secretToken } : {}),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.any([webhook.abort.signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    const text = await response.text();
    if (!response.ok) {
      return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    }
    await answerCall(readCall(text));
    return undefined;
  } catch (error) {
    return failureOf(error as Error & { cause?: { code?: string } });
  }
}

/** A webhook may answer with a call (https://core.telegram.org/bots/api#making-requests-when-getting-updates). */
function readCall(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function failureOf(error: Error & { cause?: { code?: string } }): string {
  if (error.name === 'TimeoutError') {
    return 'Read timeout expired';
  }
  return error.cause?.code === 'ECONNREFUSED' ? 'Connection refused' : `Connection failed: ${error.message}`;
}

function ignoreAbort(error: Error): void {
  if (error.name !== 'AbortError') {
    throw error;
  }
}
