import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bots } from '../../src/app/bots.ts';
import { buildHouse, type House } from '../../src/app/house.ts';
import { buildQueue, type Queue } from '../../src/app/jobs.ts';
import type { WhatsApp } from '../../src/app/whatsapp.ts';
import type { World } from '../../src/app/world.ts';
import { decideConfig } from '../../src/config/config.ts';
import { readEnvironment } from '../../src/config/env.ts';
import type { OutgoingMessage } from '../../src/messaging/index.ts';
import { WhatsAppSession } from '../../src/messaging/whatsapp-session.entity.ts';
import { connectShopToken } from '../../src/stores/index.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { aMember } from '../messaging/post-office.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import { cloneDatabase } from '../support/postgres.ts';

/** A message as it left over WhatsApp. */
export interface SentOut {
  readonly phone: string;
  readonly text: string;
}

/** Two workers of the product on one database, a shop with an owner in it, and what both let out of the house. */
export interface TwoQueues {
  readonly kaspi: KaspiSandbox;
  readonly company: TestCompany;
  readonly houses: readonly House[];
  /** What left over WhatsApp, in order. */
  readonly whatsApp: readonly SentOut[];
  /** Notices that were sent to the owner's chat; those that only edit an older one are left out. */
  readonly notices: readonly OutgoingMessage[];
  /** A buyer orders; answers the number. */
  order(phone: string): Promise<string>;
  /** Names of jobs that have failed for good. */
  failedJobs(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Opens the product's own composition twice, as two processes would, and starts both queues. */
export async function startTwoQueues(): Promise<TwoQueues> {
  const folder = await mkdtemp(join(tmpdir(), 'sauda-queues-'));
  const urls = await cloneDatabase('template1');
  const kaspi = await startKaspi();
  const whatsApp: SentOut[] = [];
  const notices: OutgoingMessage[] = [];
  const environment = { DATA_DIR: folder, DATABASE_URL: urls.adminUrl, LOG_LEVEL: 'silent', ROLES: 'worker' };
  const config = decideConfig(readEnvironment(environment));
  // One after the other: the first one makes the secrets key and the schema.
  const houses = [await buildHouse(config, worldOf(kaspi)), await buildHouse(config, worldOf(kaspi))];
  const queues = houses.map((house) =>
    buildQueue(house, { whatsApp: recordingWhatsApp(whatsApp), bots: recordingBots(notices) }),
  );
  const { company, merchantUid } = await aShopIn(houses, kaspi);
  await Promise.all(queues.map((queue) => queue.start()));
  return {
    kaspi,
    company,
    houses,
    whatsApp,
    notices,
    order: async (phone) => {
      const customer = { firstName: 'Aigerim', lastName: 'S.', phone };
      return (await kaspi.control<{ code: string }>('POST', '/orders', { merchantUid, customer })).code;
    },
    failedJobs: async () => {
      const statuses = await Promise.all(queues.map(({ jobs }) => jobs.status()));
      return statuses.flat().flatMap(({ name, failed }) => (failed > 0 ? [name] : []));
    },
    stop: async () => {
      await stop(queues, houses);
      await kaspi.stop();
      await urls.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function stop(queues: readonly Queue[], houses: readonly House[]): Promise<void> {
  await Promise.all(queues.map((queue) => queue.stop({ timeoutMs: 5_000 })));
  await Promise.all(houses.map((house) => house.data.stop()));
}

async function aShopIn([house]: readonly House[], kaspi: KaspiSandbox) {
  if (!house) {
    throw new Error('no house');
  }
  const company = await aCompany({ database: house.data.database, name: 'Aigul Store' });
  await aMember(company);
  await company.run(async ({ em, now }) => {
    em.create(WhatsAppSession, { label: 'WhatsApp', state: 'ready', isWanted: true, stateAt: now() });
  });
  const masterSkus = kaspi.seller.products.slice(0, 3).map(({ masterSku }) => masterSku);
  const shop = { uid: 'two-queues', name: 'Two queues', masterSkus };
  const merchant = await kaspi.control<{ uid: string; apiToken: string }>('POST', '/merchants', shop);
  const deps = { inCompany: company.run, marketplace: house.marketplace };
  await connectShopToken(deps, { token: merchant.apiToken });
  return { company, merchantUid: merchant.uid };
}

function worldOf({ url }: KaspiSandbox): World {
  const nowhere = 'http://127.0.0.1:9';
  return {
    urls: {
      telegramApi: nowhere,
      kaspiApi: `${url}/kaspi/shop/api/v2`,
      kaspiCabinet: `${url}/kaspi/cabinet`,
      kaspiId: `${url}/kaspi/id`,
      kaspiStorefront: `${url}/kaspi`,
      whatsAppWeb: nowhere,
    },
    botToken: '800002:nobody',
    whatsApp: { extraArgs: [], acceptInsecureCerts: false, interceptionUrl: undefined },
    demo: undefined,
    remarks: [],
    leave: async () => undefined,
  };
}

/** The linked phone: everybody is on WhatsApp, and what is handed over is written down. */
function recordingWhatsApp(sent: SentOut[]): WhatsApp {
  const sessions = {
    check: async () => 'registered' as const,
    send: async (_: string, { phone, text }: SentOut) => {
      sent.push({ phone, text });
      return { id: `wa-${sent.length}`, certainty: 'accepted' as const };
    },
  };
  // The queue uses nothing else of a browser's session.
  return { sessions } as unknown as WhatsApp;
}

function recordingBots(notices: OutgoingMessage[]): Bots {
  const gateway = {
    channel: 'telegram' as const,
    send: async (message: OutgoingMessage) => {
      if (message.providerId === null) {
        notices.push(message);
      }
      return { id: message.providerId ?? `tg-${notices.length}`, certainty: 'accepted' as const };
    },
  };
  // No dialogue runs here: the host and the raw Bot API are never asked for.
  return { notices: gateway } as unknown as Bots;
}
