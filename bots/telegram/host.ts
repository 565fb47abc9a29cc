/** Runs many bots in one process: updates enter the inbox by polling or webhook and are worked from there. */
import type { Api } from 'grammy';
import { languageOf } from '#src/kernel/language.ts';
import type { InCompany, InSystem } from '#src/platform/db/scope.ts';
import type { Logger } from '#src/platform/logging/logger.ts';
import { createInbox, type Inbox, type LeasedChat } from '#src/platform/telegram/inbox.ts';
import { pollUpdates } from '#src/platform/telegram/poller.ts';
import type { Sealer } from '#src/platform/telegram/sealer.ts';
import { openSignals, type Signals } from '#src/platform/telegram/signals.ts';
import type { Update } from '#src/platform/telegram/update.ts';
import type { ResolveVisitor } from '#src/platform/telegram/visitor.ts';
import { webhookRoutes } from '#src/platform/telegram/webhook.routes.ts';
import { startWorker, type Worker } from '#src/platform/telegram/worker.ts';
import type { Words } from '#src/platform/words/words.ts';
import { buildBots } from './build-bots.ts';
import { isPassing } from './failures.ts';
import { type Delivery, introduceBot, type RunningBot } from './introduce-bot.ts';
import type { BotDefinition } from './kit.ts';
import { createSpeech } from './speech.ts';

/** What the host is given by the composition root. */
export interface BotHostOptions {
  readonly bots: readonly BotDefinition[];
  readonly delivery: Delivery;
  /** Base URL of the Bot API, without a slash at the end. */
  readonly apiUrl: string;
  readonly inCompany: InCompany;
  readonly inSystem: InSystem;
  /** A database URL for wake-ups and locks on a connection of their own; any role will do. */
  readonly signalsUrl: string;
  readonly sealer: Sealer;
  readonly words: Words;
  readonly logger: Logger;
  readonly resolveVisitor: ResolveVisitor;
  /** Seconds until another process may take over the chats of a process that died. */
  readonly leaseSeconds?: number;
}

/** All bots of this process. */
export interface BotHost {
  /**
   * Begins; resolves once every bot has been tried once. While Telegram can't be reached a bot is tried again.
   * @throws Error when Telegram does not know a bot's token
   */
  start(): Promise<void>;
  /** Stops fetching and finishes the updates in hand; those that take longer than the limit are worked again later. */
  stop(limit?: { readonly timeoutMs: number }): Promise<void>;
  /** Whether Telegram has accepted every bot. */
  isReady(): boolean;
  /** Where Telegram delivers in webhook mode; mount it before any body parser. */
  readonly webhookRoutes: ReturnType<typeof webhookRoutes>;
  /** The API of one bot, for messages that nobody asked for. @throws Error when the bot is not of this host */
  api(botId: string): Api;
}

const STOP_MS = 5_000;

interface Works {
  readonly options: BotHostOptions;
  readonly bots: ReadonlyMap<string, RunningBot>;
  readonly ready: Set<string>;
  readonly inbox: Inbox;
  readonly ending: AbortController;
  /** When each update in hand reached the inbox. */
  readonly receivedAt: WeakMap<Update, Date>;
}

/** Builds the bots; nothing runs before `start`. @throws Error when a bot's parts contradict each other */
export function createBotHost(options: BotHostOptions): BotHost {
  const { inSystem, sealer, logger, leaseSeconds, delivery } = options;
  const receivedAt = new WeakMap<Update, Date>();
  const ending = new AbortController();
  const works: Works = {
    options,
    bots: buildBots(options, { receivedAt, ending: ending.signal }),
    ready: new Set(),
    inbox: createInbox({ inSystem, sealer, logger, leaseSeconds }),
    ending,
    receivedAt,
  };
  let running: { signals: Signals; worker: Worker; fetching: Promise<unknown> } | undefined;
  const receive = async (botId: string, updates: readonly Update[]) => {
    await works.inbox.receive(botId, updates);
    running?.worker.wake();
  };

  return {
    start: async () => {
      const signals = openSignals(options.signalsUrl, logger);
      const worker = startHostWorker(works);
      signals.onInbox(() => worker.wake());
      const lives = [...works.bots.values()].map((bot) => live(works, bot, { signals, receive }));
      running = { signals, worker, fetching: Promise.all(lives.map((one) => one.ended)) };
      await Promise.all(lives.map((one) => one.tried));
    },
    stop: async ({ timeoutMs } = { timeoutMs: STOP_MS }) => {
      works.ending.abort();
      await running?.worker.stop({ timeoutMs });
      await running?.fetching;
      await running?.signals.close();
      running = undefined;
    },
    isReady: () => works.ready.size === works.bots.size,
    webhookRoutes: webhookRoutes({
      secretOf: (botId) =>
        delivery.mode === 'webhook' && works.bots.has(botId) ? delivery.secretOf(botId) : undefined,
      receive,
    }),
    api: (botId) => botOf(works, botId).bot.api,
  };
}

interface Feed {
  readonly signals: Signals;
  readonly receive: (botId: string, updates: readonly Update[]) => Promise<void>;
}

/** `tried` resolves after the first introduction, well or badly; `ended` when the bot fetches no more. */
function live(
  works: Works,
  running: RunningBot,
  { signals, receive }: Feed,
): { tried: Promise<void>; ended: Promise<void> } {
  const { delivery, words, logger } = works.options;
  const { signal } = works.ending;
  const { botId } = running.parts;
  const tried = Promise.withResolvers<void>();
  const run = async () => {
    const isKnown = await introduceBot(running, { delivery, words, logger, signal, failed: tried.resolve });
    if (isKnown) {
      works.ready.add(botId);
    }
    tried.resolve();
    if (isKnown && delivery.mode === 'polling') {
      const poll = (exclusive: AbortSignal) =>
        pollUpdates({ api: running.bot.api, logger, signal: exclusive, receive: (updates) => receive(botId, updates) });
      await signals.exclusively(`telegram.poll:${botId}`, signal, poll);
    }
  };
  return { tried: tried.promise, ended: run().catch(tried.reject) };
}

function startHostWorker(works: Works): Worker {
  const { logger, words } = works.options;
  return startWorker({
    inbox: works.inbox,
    logger,
    botIds: () => [...works.ready],
    isPassing,
    work: async (chat, { update, receivedAt }) => {
      works.receivedAt.set(update, receivedAt);
      await botOf(works, chat.botId).bot.handleUpdate(update);
    },
    apologise: async (chat, { update }, incident) => {
      const from = update.message?.from ?? update.callback_query?.from;
      const speech = createSpeech(words, languageOf(from?.language_code));
      const text = speech.t('error-unexpected', { incident });
      await botOf(works, chat.botId).bot.api.sendMessage(chat.chatKey, text);
    },
  });
}

function botOf(works: Works, botId: LeasedChat['botId']): RunningBot {
  const running = works.bots.get(botId);
  if (!running) {
    throw new Error(`Bot ${botId} is not of this host.`);
  }

  return running;
}
