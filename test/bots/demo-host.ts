import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import Koa from 'koa';
import { type BotHost, createBotHost } from '../../bots/telegram/host.ts';
import { Company } from '../../src/companies/company.entity.ts';
import { entities } from '../../src/entities.ts';
import { newId } from '../../src/kernel/ids.ts';
import { languageOf } from '../../src/kernel/language.ts';
import { systemActor } from '../../src/kernel/scope.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { openOrm } from '../../src/platform/db/orm.ts';
import { Draft, TelegramDialogue } from '../../src/platform/telegram/dialogue.entity.ts';
import { TelegramChat, TelegramUpdate } from '../../src/platform/telegram/inbox.entity.ts';
import type { Visitor } from '../../src/platform/telegram/visitor.ts';
import { createWords } from '../../src/platform/words/words.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import type { TestTelegram } from '../support/telegram.ts';
import { silentLogger, testSecrets } from '../support/test-database.ts';
import { type DemoLedger, demoFeature } from './demo-bot.ts';

/** The demo bot's account. */
export const demoBot = { token: '700001:demo-token-of-a-stand-in', username: 'demo_shop_bot', name: 'Demo' };

/** The words of the product. */
export const words = createWords(fileURLToPath(new URL('../../locales', import.meta.url)));

/** A database with a company, in which hosts come and go. */
export interface DemoWorld {
  readonly urls: TestDatabase;
  readonly database: Database;
  readonly telegram: TestTelegram;
  readonly ledger: DemoLedger;
  readonly visitor: Omit<Visitor, 'telegramUserId' | 'language' | 'can'>;
  close(): Promise<void>;
}

/** Makes the database of one test. */
export async function aDemoWorld(telegram: TestTelegram, ledger: DemoLedger): Promise<DemoWorld> {
  const urls = await cloneDatabase();
  const all = [...new Set([...entities, TelegramUpdate, TelegramChat, TelegramDialogue, Draft])];
  const owner = openOrm(urls, 'ownerUrl', all);
  await owner.schema.update({ safe: true });
  await owner.close();
  const database = openDatabase(urls, { entities: all, logger: silentLogger, secrets: testSecrets });
  const companyId = newId();
  await database.inCompany(companyId, systemActor('test'), async ({ em }) => {
    em.create(Company, { id: companyId, name: 'Demo', language: 'ru' });
  });
  const visitor = {
    companyId,
    memberId: newId(),
    role: 'owner & friend',
    companies: [{ id: companyId, name: 'Demo' }],
  };
  return {
    urls,
    database,
    telegram,
    ledger,
    visitor,
    close: async () => {
      await database.close();
      await urls.drop();
    },
  };
}

/** What differs between hosts of one world. */
export interface DemoHostOptions {
  readonly mode?: 'polling' | 'webhook';
  readonly dialogueVersion?: string;
  readonly leaseSeconds?: number;
}

/** Starts a host of the demo bot; `stop` ends it, and its HTTP server if it has one. */
export async function startDemoHost(world: DemoWorld, options: DemoHostOptions = {}): Promise<BotHost> {
  const app = new Koa();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { inCompany, inSystem } = world.database;
  const host = createBotHost({
    bots: [
      {
        token: demoBot.token,
        features: [demoFeature(world.ledger)],
        home: 'home',
        dialogueVersion: options.dialogueVersion ?? 'one',
      },
    ],
    delivery:
      options.mode === 'webhook'
        ? { mode: 'webhook', publicUrl: `http://127.0.0.1:${port}`, secretOf: (botId) => `secret-${botId}` }
        : { mode: 'polling' },
    apiUrl: world.telegram.apiUrl,
    inCompany,
    inSystem,
    signalsUrl: world.urls.systemUrl,
    sealer: testSecrets,
    words,
    logger: silentLogger,
    leaseSeconds: options.leaseSeconds ?? 30,
    resolveVisitor: async (user) => ({
      ...world.visitor,
      telegramUserId: user.id,
      language: languageOf(user.languageCode),
      can: (name) => name !== 'vault.open',
    }),
  });
  app.use(host.webhookRoutes);
  server.on('request', app.callback());
  await host.start();
  return {
    ...host,
    stop: async () => {
      await host.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
