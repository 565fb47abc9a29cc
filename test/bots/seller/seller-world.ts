import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dialogueVersion } from '../../../bots/telegram/dialogue-version.ts';
import { type BotHost, createBotHost } from '../../../bots/telegram/host.ts';
import { createSellerFeatures, SELLER_HOME, sellerJobs } from '../../../bots/telegram/seller/seller-bot.ts';
import type { SellerDeps } from '../../../bots/telegram/seller/seller-deps.ts';
import { resolveVisitor } from '../../../src/access/index.ts';
import { catalogReactions, createImportJob } from '../../../src/catalog/index.ts';
import { entities } from '../../../src/entities.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import type { Language } from '../../../src/kernel/language.ts';
import { systemActor } from '../../../src/kernel/scope.ts';
import { type DeliveryDeps, deliverDue, messagingJobs, wakesDelivery } from '../../../src/messaging/index.ts';
import { type Database, openDatabase } from '../../../src/platform/db/database.ts';
import type { Scope } from '../../../src/platform/db/scope.ts';
import type { Reaction } from '../../../src/platform/events/define-reaction.ts';
import { deliverEvents, deliverOutbox } from '../../../src/platform/events/deliver-events.ts';
import { createPump, type Pump } from '../../../src/platform/events/pump.ts';
import { createJobs, type Jobs } from '../../../src/platform/jobs/create-jobs.ts';
import type { JobDefinition } from '../../../src/platform/jobs/define-job.ts';
import { createDiskMediaStore } from '../../../src/platform/media/disk-media-store.ts';
import { createWords } from '../../../src/platform/words/words.ts';
import { type KaspiSandbox, startKaspi } from '../../integrations/kaspi-sandbox.ts';
import { aChat, type TestChat } from '../../support/chat.ts';
import { cloneDatabase, type TestDatabase } from '../../support/postgres.ts';
import { aTelegram, type TestTelegram } from '../../support/telegram.ts';
import { silentLogger, testSecrets } from '../../support/test-database.ts';

/** The seller bot's account. */
export const sellerBot = { token: '800001:seller-token-of-a-stand-in', username: 'sauda_test_bot', name: 'Sauda' };

/** The words of the product. */
export const words = createWords(fileURLToPath(new URL('../../../locales', import.meta.url)));

/** Everything around the seller bot: Telegram and Kaspi as stand-ins, a database, jobs. */
export interface SellerWorld {
  readonly kaspi: KaspiSandbox;
  readonly telegram: TestTelegram;
  readonly database: Database;
  /** A new person in front of the bot. */
  aSeller(options?: { languageCode?: string; phone?: string }): Promise<TestChat>;
  /** Ends the bot and its jobs and starts them anew, with changed dialogues if told so; `meanwhile` runs in between. */
  restart(change?: { dialogueVersion?: string; meanwhile?: () => Promise<unknown> }): Promise<void>;
  /** Work in the company that was founded first. */
  inFirstCompany<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What a test adds to every seller's world. */
export type ExtraWork = (deps: SellerDeps) => {
  readonly jobs: readonly JobDefinition[];
  readonly reactions: readonly Reaction[];
  /** How messages leave. */
  readonly delivery?: DeliveryDeps;
};

interface Running {
  readonly host: BotHost;
  readonly jobs: Jobs;
  readonly pumps: readonly Pump[];
}

/** Starts a world of its own for one test. */
export async function aSellerWorld(extra: ExtraWork = () => ({ jobs: [], reactions: [] })): Promise<SellerWorld> {
  const telegram = await aTelegram([sellerBot]);
  // Tests type faster than people, so one chat may get more than Telegram's burst.
  await telegram.control('PUT', '/faults', { chatBurst: 1000, floodLimit: false });
  const kaspi = await startKaspi();
  const urls = await cloneDatabase();
  const mediaFolder = await mkdtemp(join(tmpdir(), 'sauda-media-'));
  const database = openDatabase(urls, { entities, logger: silentLogger, secrets: testSecrets });
  const ground = { telegram, kaspi, urls, database, mediaFolder, extra, dialogueVersion: dialogueVersion() };
  const start = (change = {}) => run({ ...ground, ...change });
  let running = await start();
  const stop = async () => {
    await running.host.stop();
    await Promise.all(running.pumps.map((pump) => pump.stop()));
    // What runs is put back and goes on after a restart, as after any stop that is in a hurry.
    await running.jobs.stop({ timeoutMs: 200 });
  };
  return {
    kaspi,
    telegram,
    database,
    aSeller: (options = {}) => aChat({ telegram, ...sellerBot, databaseUrl: urls.systemUrl, ...options }),
    restart: async ({ meanwhile, ...change } = {}) => {
      await stop();
      await meanwhile?.();
      running = await start(change);
    },
    inFirstCompany: async (work) => {
      const [company] = await database.inSystem('test', ({ em }) =>
        em.execute<{ id: string }[]>('select id from companies order by id limit 1'),
      );
      return database.inCompany(String(company?.id), systemActor('test'), work);
    },
    close: async () => {
      await stop();
      await kaspi.stop();
      await database.close();
      await urls.drop();
      await rm(mediaFolder, { recursive: true, force: true });
    },
  };
}

interface Ground {
  readonly telegram: TestTelegram;
  readonly kaspi: KaspiSandbox;
  readonly urls: TestDatabase;
  readonly database: Database;
  readonly mediaFolder: string;
  readonly extra: ExtraWork;
  readonly dialogueVersion: string;
}

async function run(ground: Ground): Promise<Running> {
  const { telegram, kaspi, urls, database, mediaFolder, extra } = ground;
  const { inCompany, inSystem } = database;
  const marketplace = kaspi.client();
  const importJob = createImportJob({ marketplace });
  const deps: SellerDeps = {
    inCompany,
    inSystem,
    marketplace,
    words,
    clock: systemClock,
    media: createDiskMediaStore({ folder: mediaFolder }),
    isDemo: false,
    // Nobody connects WhatsApp in these tests.
    whatsApp: { wake: () => undefined },
    publicUrl: () => 'http://127.0.0.1:4000',
    enqueue: (...args) => jobs.enqueue(...args),
    api: (botId) => host.api(botId),
  };
  const { delivery, ...more } = extra(deps);
  const reactions = [
    ...catalogReactions({ enqueueImport: (data) => jobs.enqueue(importJob, data) }),
    ...more.reactions,
  ];
  const outbox = { reactions, logger: silentLogger, every: '1 second' };
  const context = { inCompany, inSystem };
  const jobs = createJobs({
    backend: { kind: 'postgres', url: urls.jobsUrl },
    jobs: [
      importJob,
      deliverEvents(outbox),
      ...sellerJobs(deps),
      ...(delivery ? messagingJobs(delivery) : []),
      ...more.jobs,
    ],
    context,
    logger: silentLogger,
    clock: systemClock,
    processEveryMs: 100,
  });
  const host = createBotHost({
    bots: [
      {
        token: sellerBot.token,
        features: createSellerFeatures(deps),
        home: SELLER_HOME,
        dialogueVersion: ground.dialogueVersion,
      },
    ],
    delivery: { mode: 'polling' },
    apiUrl: telegram.apiUrl,
    inCompany,
    inSystem,
    signalsUrl: urls.systemUrl,
    sealer: testSecrets,
    words,
    logger: silentLogger,
    resolveVisitor: resolveVisitor({ inSystem }),
  });
  await jobs.start();
  const events = createPump('events', (signal) => deliverOutbox(outbox, { ...context, signal }), silentLogger);
  const messages = createPump(
    'messages',
    async (signal) => delivery && deliverDue(delivery, { ...context, signal }),
    silentLogger,
  );
  database.onEvents((happened) => {
    events.wake();
    if (wakesDelivery(happened)) {
      messages.wake();
    }
  });
  await host.start();
  return { host, jobs, pumps: [events, messages] };
}

/** Looks at the chat until some message of the bot contains the text; at most ten seconds. */
export async function sees(chat: TestChat, text: string): Promise<void> {
  const until = Date.now() + 10_000;
  while (!standing(chat).some((body) => body.includes(text))) {
    if (Date.now() > until) {
      throw new Error(`Nobody said «${text}» in:\n${chat.transcript()}`);
    }

    await pause(50);
    await chat.settled();
  }
}

/** The texts of the bot's messages that still stand in the chat. */
export function standing(chat: TestChat): string[] {
  return chat
    .messages()
    .filter((message) => message.from === 'bot')
    .map((message) => message.text ?? message.caption ?? '');
}

/** What the chat says in a language: plain text without markup, as a person sees it. */
export function speaking(language: Language) {
  return (id: string, params?: Record<string, string | number>) =>
    words.t(language, id, params).replaceAll(/<\/?(b|code)>/g, '');
}

/** Signs a new seller up: language, phone, company. */
export async function signUp(chat: TestChat, language: Language, company = 'Aigul Store'): Promise<void> {
  const say = speaking(language);
  await chat.start();
  await chat.tap(say(`access-language-${language}-btn`));
  await chat.contact();
  await chat.say(company);
}
