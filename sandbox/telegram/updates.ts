import { conflict } from './errors.ts';
import type { Bot, TelegramWorld } from './model.ts';
import { type Call, integerParam, jsonParam } from './params.ts';
import type { Update } from './wire.ts';

const maxTimeoutSeconds = 50;
const maxLimit = 100;

/** Queues an update for a bot, if it wants that kind, and wakes who waits; answers its id. */
export function pushUpdate(world: TelegramWorld, bot: Bot, content: Readonly<Record<string, unknown>>): number {
  bot.lastUpdateId += 1;
  const [kind = ''] = Object.keys(content);
  if (!isWanted(bot, kind)) {
    return bot.lastUpdateId;
  }

  const update: Update = structuredClone({ update_id: bot.lastUpdateId, ...content });
  bot.queue.push(update);
  if (world.faults.duplicateUpdates) {
    bot.queue.push(update);
  }
  bot.wake?.();
  return update.update_id;
}

/**
 * Hands out queued updates; an offset confirms all before it, and waiting lasts up to `timeout` seconds.
 * @throws TelegramError 409 while a webhook is set, or when a later poll takes over
 */
export async function getUpdates({ bot, params, signal }: Call): Promise<readonly Update[]> {
  if (bot.webhook) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  bot.terminatePoll?.('terminated by other getUpdates request; make sure that only one bot instance is running');
  rememberAllowed(bot, jsonParam(params, 'allowed_updates'));
  confirm(bot, integerParam(params, 'offset') ?? 0);
  const limit = Math.min(Math.max(integerParam(params, 'limit') ?? maxLimit, 1), maxLimit);
  const seconds = Math.min(Math.max(integerParam(params, 'timeout') ?? 0, 0), maxTimeoutSeconds);
  if (bot.queue.length === 0 && seconds > 0) {
    await nextUpdate(bot, { seconds, signal });
  }
  return bot.queue.slice(0, limit);
}

/** Keeps which kinds of updates the bot wants; a call without the parameter keeps the earlier wish. */
export function rememberAllowed(bot: Bot, allowed: unknown): void {
  if (Array.isArray(allowed)) {
    bot.allowedUpdates = allowed.length > 0 ? allowed.map(String) : undefined;
  }
}

function isWanted(bot: Bot, kind: string): boolean {
  return bot.allowedUpdates?.includes(kind) ?? true;
}

function confirm(bot: Bot, offset: number): void {
  if (offset > 0) {
    bot.queue = bot.queue.filter((update) => update.update_id >= offset);
  }
  if (offset < 0) {
    bot.queue = bot.queue.slice(offset);
  }
}

function nextUpdate(bot: Bot, { seconds, signal }: { seconds: number; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      if (bot.wake === wake) {
        bot.wake = undefined;
        bot.terminatePoll = undefined;
      }
    };
    const wake = () => {
      finish();
      resolve();
    };
    const timer = setTimeout(wake, seconds * 1000);
    signal.addEventListener('abort', wake);
    bot.wake = wake;
    bot.terminatePoll = (reason) => {
      finish();
      reject(conflict(reason));
    };
  });
}
