import { tooManyRequests } from './errors.ts';
import type { Bot, Chat, TelegramWorld } from './model.ts';

const botWindowMs = 1000;
const botMaxInWindow = 30;

/**
 * Counts sent messages against 30 a second per bot and, after a short burst, one a second per chat
 * (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
 * @throws TelegramError 429 with retry_after in seconds
 */
export function takeSendSlot(
  world: TelegramWorld,
  { bot, chat, count }: { bot: Bot; chat: Chat; count: number },
): void {
  const at = world.now().getTime();
  const { floodLimit, strictChatLimit, chatBurst } = world.faults;
  if (floodLimit) {
    refuseAbove({ sends: bot.sends, at, count, windowMs: botWindowMs, max: botMaxInWindow });
  }
  const burst = strictChatLimit ? 1 : chatBurst;
  refuseAbove({ sends: chat.sends, at, count: Math.min(count, burst), windowMs: burst * 1000, max: burst });

  const stamps = new Array<number>(count).fill(at);
  bot.sends.push(...stamps);
  chat.sends.push(...stamps);
}

/** Counts an edit against the bot's 30 a second. @throws TelegramError 429 with retry_after in seconds */
export function takeEditSlot(world: TelegramWorld, bot: Bot): void {
  const at = world.now().getTime();
  if (world.faults.floodLimit) {
    refuseAbove({ sends: bot.sends, at, count: 1, windowMs: botWindowMs, max: botMaxInWindow });
  }
  bot.sends.push(at);
}

interface Window {
  readonly sends: number[];
  readonly at: number;
  readonly count: number;
  readonly windowMs: number;
  readonly max: number;
}

function refuseAbove({ sends, at, count, windowMs, max }: Window): void {
  const recent = sends.filter((sentAt) => sentAt > at - windowMs);
  sends.splice(0, sends.length, ...recent);
  const excess = recent.length + count - max;
  if (excess <= 0) {
    return;
  }

  const freedAt = (recent[Math.min(excess, recent.length) - 1] ?? at) + windowMs;
  throw tooManyRequests(Math.max(1, Math.ceil((freedAt - at) / 1000)));
}
