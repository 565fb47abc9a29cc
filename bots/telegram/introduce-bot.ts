/** Makes a bot known to Telegram: who it is, its command menu and how its updates are delivered. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Bot, GrammyError } from 'grammy';
import type { Logger } from '#src/platform/logging/logger.ts';
import { callSignal } from '#src/platform/telegram/api.ts';
import { allowedUpdates } from '#src/platform/telegram/update.ts';
import type { Words } from '#src/platform/words/words.ts';
import { publishCommands } from './command-menu.ts';
import type { BotContext } from './context.ts';
import type { BotParts } from './kit.ts';

/** How updates come: polling for demo and development, webhooks where Telegram can reach us. */
export type Delivery =
  | { readonly mode: 'polling' }
  | {
      readonly mode: 'webhook';
      /** The https address in front of the webhook routes, without a slash at the end. */
      readonly publicUrl: string;
      /** The secret Telegram must show for a bot: 1–256 characters of A-Z a-z 0-9 _ -. */
      readonly secretOf: (botId: string) => string;
    };

/** A bot with its parts. */
export interface RunningBot {
  readonly bot: Bot<BotContext>;
  readonly parts: BotParts;
}

/** What an introduction needs. */
export interface Introduction {
  readonly delivery: Delivery;
  readonly words: Words;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Told after each failed try; the next one follows in a moment. */
  readonly failed: () => void;
}

const RETRY_MS = 3000;

/**
 * Introduces the bot, trying again until Telegram accepts it or the signal aborts; true once it is known.
 * @throws Error when Telegram does not know the bot's token, because no further try can help
 */
export async function introduceBot(running: RunningBot, introduction: Introduction): Promise<boolean> {
  const { logger, signal, failed } = introduction;
  while (!signal.aborted) {
    try {
      await introduce(running, introduction);
      return true;
    } catch (error) {
      refuseWrongToken(error, running.parts.botId);
      logger.warn({ err: error, botId: running.parts.botId }, 'Telegram does not accept the bot yet');
      failed();
      await wait(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}

/** Telegram answers 401 to a token it does not know and 404 to one that is malformed. */
function refuseWrongToken(error: unknown, botId: string): void {
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
    throw new Error(
      `Telegram does not know the token of bot ${botId}: ${error.description}. Check TELEGRAM_BOT_TOKEN.`,
    );
  }
}

/** One try: `bot.init` would repeat by itself for minutes and heed no signal. */
async function introduce({ bot, parts }: RunningBot, { delivery, words, signal }: Introduction): Promise<void> {
  bot.botInfo = await bot.api.getMe(callSignal(signal));
  await publishCommands(bot.api, { words, features: parts.features, signal });
  if (delivery.mode === 'polling') {
    await bot.api.deleteWebhook(undefined, callSignal(signal));
    return;
  }

  const hook = { secret_token: delivery.secretOf(parts.botId), allowed_updates: [...allowedUpdates] };
  await bot.api.setWebhook(`${delivery.publicUrl}/telegram/${parts.botId}`, hook, callSignal(signal));
}
