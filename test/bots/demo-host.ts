import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { type BotHost, createBotHost } from '../../bots/telegram/host.ts';
import { Company } from '../../src/companies/company.entity.ts';
import { newId } from '../../src/kernel/ids.ts';
import { systemActor } from '../../src/kernel/scope.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import type { TestTelegram } from '../support/telegram.ts';
import type { DemoLedger } from './demo-bot.ts';
import { type DemoGround, demoHostOptions, openDemoDatabase } from './demo-options.ts';

export { demoBot, keptDialogues, words } from './demo-options.ts';

/** A database with a company, in which hosts come and go. */
export interface DemoWorld extends DemoGround {
  readonly urls: TestDatabase;
  close(): Promise<void>;
}

/** Makes the database of one test. */
export async function aDemoWorld(telegram: TestTelegram, ledger: DemoLedger): Promise<DemoWorld> {
  const urls = await cloneDatabase();
  const database = openDemoDatabase(urls);
  const companyId = newId();
  await database.inCompany(companyId, systemActor('test'), async ({ em }) => {
    em.create(Company, { id: companyId, name: 'Demo', language: 'ru' });
  });
  const companies = [{ id: companyId, name: 'Demo' }];
  return {
    urls,
    database,
    apiUrl: telegram.apiUrl,
    ledger,
    visitor: { companyId, memberId: newId(), role: 'owner & friend', companies },
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
}

/** Starts a host of the demo bot; `stop` ends it and its HTTP server. */
export async function startDemoHost(world: DemoWorld, options: DemoHostOptions = {}): Promise<BotHost> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { bots, ...shared } = demoHostOptions(world);
  const host = createBotHost({
    ...shared,
    bots: bots.map((bot) => ({ ...bot, dialogueVersion: options.dialogueVersion ?? bot.dialogueVersion })),
    delivery:
      options.mode === 'webhook'
        ? { mode: 'webhook', publicUrl, secretOf: (botId) => `secret-${botId}` }
        : { mode: 'polling' },
  });
  const app = new Koa();
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
