import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createWhatsAppService, messagingSettings, type WhatsAppService } from '../messaging/index.ts';
import { type Chromium, findChromium } from '../platform/browser/chromium.ts';
import { WhatsAppSessions } from '../platform/whatsapp/whatsapp-sessions.ts';
import type { House } from './house.ts';

/** The WhatsApp sessions of this process; the browser is looked for when they start. */
export interface WhatsApp {
  readonly sessions: WhatsAppSessions;
  /** The name under which this process holds them. */
  readonly owner: string;
  /** Asks for a look at what is wanted. */
  wake(): void;
  /** Finds a browser and restores sessions in the background. @throws Error in live mode without a usable browser */
  start(): Promise<void>;
  /** Closes every session once what is being delivered has left, at the latest after 2.5 seconds. */
  stop(delivered: Promise<unknown>): Promise<void>;
}

/** With the time that browsers need to close it stays within ten seconds. */
const DELIVERY_MS = 2_500;

/** Builds the sessions' host; nothing runs and no browser is looked for before `start`. */
export function buildWhatsApp(house: House): WhatsApp {
  const sessions = new WhatsAppSessions();
  const owner = `${hostname()}:${house.config.dataDir}`;
  let starting: Promise<WhatsAppService | undefined> | undefined;
  let service: WhatsAppService | undefined;
  const start = async () => {
    const browser = await findBrowser(house);
    service = createWhatsAppService({
      sessions,
      inCompany: house.data.database.inCompany,
      inSystem: house.data.database.inSystem,
      sessionOptions: sessionOptions(house, browser),
      logger: house.logger,
      settings: messagingSettings(house.config.mode),
      owner,
    });
    service.start();
    return service;
  };
  return {
    sessions,
    owner,
    wake: () => service?.wake(),
    start: async () => {
      starting = start();
      if (house.config.mode === 'live') {
        await starting;
      }
      starting.catch((error: unknown) => house.logger.error({ err: error }, 'WhatsApp sessions not started'));
    },
    stop: async (delivered) => {
      const started = await starting?.catch(() => undefined);
      await Promise.race([delivered.catch(() => undefined), delay(DELIVERY_MS, undefined, { ref: false })]);
      await started?.stop();
    },
  };
}

async function findBrowser({ config }: House): Promise<Chromium> {
  const browser = await findChromium({
    chromiumPath: config.chromiumPath,
    dataDir: config.browserDir,
    env: config.browserEnv,
  });
  if (config.mode === 'live' && !browser.https) {
    throw new Error('WhatsApp needs a browser that opens https pages: install the Debian package libsqlite3-0.');
  }
  return browser;
}

function sessionOptions({ config, world }: House, browser: Chromium) {
  const { extraArgs, acceptInsecureCerts, interceptionUrl } = world.whatsApp;
  const { executablePath, args, env } = browser;
  return {
    dataPath: join(config.dataDir, 'whatsapp'),
    browser: { executablePath, args, env },
    extraArgs,
    acceptInsecureCerts,
    ...(!browser.https && interceptionUrl !== undefined && { interceptionUrl }),
  };
}
