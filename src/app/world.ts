import { join } from 'node:path';
import { type Config, type OutsideUrls, realServices } from '../config/config.ts';
import { ifPortIsFree } from './free-port.ts';

/** The world outside as this process sees it: real services, stand-ins, or a mixture that was asked for. */
export interface World {
  readonly urls: OutsideUrls;
  readonly botToken: string;
  readonly whatsApp: WhatsAppWorld;
  /** What the demo company is made of; absent where no sandbox runs in this process. */
  readonly demo: DemoWorld | undefined;
  /** Lines about what is not the mode's default. */
  readonly remarks: readonly string[];
  leave(): Promise<void>;
}

/** How a browser reaches the page that whatsapp-web.js opens. */
export interface WhatsAppWorld {
  readonly extraArgs: readonly string[];
  readonly acceptInsecureCerts: boolean;
  /** The page over plain HTTP, for a browser that can't do HTTPS; stand-in only. */
  readonly interceptionUrl: string | undefined;
}

/** A product of the demo company, beyond what the marketplace tells. */
export interface DemoProduct {
  readonly sku: string;
  readonly nameKk: string;
  readonly nameEn: string;
  readonly costTenge: number;
  readonly priceTenge: number;
}

/** What the demo company is made of. */
export interface DemoWorld {
  readonly phonesUrl: string;
  readonly owner: { readonly telegramUserId: number; readonly phone: string; readonly firstName: string };
  readonly shop: {
    readonly uid: string;
    readonly name: string;
    readonly apiToken: string;
    readonly email: string;
    readonly password: string;
    readonly products: readonly DemoProduct[];
  };
  /** The code that Kaspi sent last to this e-mail, as the demo owner would read it. */
  readCode(email: string): Promise<string>;
}

/** The part of a running sandbox that the program looks at. */
interface Sandbox {
  readonly url: string;
  readonly urls: { telegram: string; kaspi: string; kaspiCabinet: string; kaspiId: string; phones: string };
  readonly whatsapp: { readonly url: string; readonly interceptionUrl: string };
  readonly demo: { readonly technomart: DemoWorld['shop']; readonly owner: DemoWorld['owner'] };
  stop(): Promise<void>;
}

/** Starts the stand-ins. */
export type StartSandbox = (options: { port: number; keepDir: string; botToken: string }) => Promise<Sandbox>;

/** The demo's bot; only the sandbox knows it. */
const DEMO_BOT_TOKEN = '1000001:demo-seller-bot-of-the-sandbox';

/** Enters the world of the mode: the real services, or the stand-ins started for the demo unless all are elsewhere. */
export async function enterWorld(config: Config, startSandbox: StartSandbox): Promise<World> {
  if (config.mode === 'live') {
    return worldElsewhere(config, config.telegram.token?.reveal() ?? '');
  }

  const isElsewhere = Object.keys(realServices).every((name) => name in config.outside);
  return isElsewhere ? worldElsewhere(config, DEMO_BOT_TOKEN) : demoWorld(config, startSandbox);
}

/** Nothing of the world outside runs in this process, and no demo company is made. */
function worldElsewhere(config: Config, botToken: string): World {
  const urls = { ...realServices, ...config.outside };
  return {
    urls,
    botToken,
    whatsApp: whatsAppWorld(urls.whatsAppWeb, undefined),
    demo: undefined,
    remarks: remarksOn(config),
    leave: async () => {},
  };
}

async function demoWorld(config: Config, startSandbox: StartSandbox): Promise<World> {
  const port = await ifPortIsFree('127.0.0.1', config.sandboxPort);
  const sandbox = await startSandbox({ port, keepDir: join(config.dataDir, 'sandbox'), botToken: DEMO_BOT_TOKEN });
  const urls: OutsideUrls = {
    telegramApi: sandbox.urls.telegram,
    kaspiApi: `${sandbox.urls.kaspi}/shop/api/v2`,
    kaspiCabinet: sandbox.urls.kaspiCabinet,
    kaspiId: sandbox.urls.kaspiId,
    kaspiStorefront: sandbox.urls.kaspi,
    whatsAppWeb: sandbox.whatsapp.url,
    ...config.outside,
  };
  return {
    urls,
    botToken: DEMO_BOT_TOKEN,
    whatsApp: whatsAppWorld(urls.whatsAppWeb, sandbox.whatsapp.interceptionUrl),
    demo: {
      phonesUrl: sandbox.urls.phones,
      owner: sandbox.demo.owner,
      shop: sandbox.demo.technomart,
      readCode: (email) => readCode(sandbox.url, email),
    },
    remarks: remarksOn(config),
    leave: () => sandbox.stop(),
  };
}

/** whatsapp-web.js hard-codes its host, so another address becomes a browser rule. */
function whatsAppWorld(url: string, interceptionUrl: string | undefined): WhatsAppWorld {
  if (url === realServices.whatsAppWeb) {
    return { extraArgs: [], acceptInsecureCerts: false, interceptionUrl: undefined };
  }

  const { hostname, port } = new URL(url);
  const rules = `MAP web.whatsapp.com:443 ${hostname}:${port || '443'}, MAP * ~NOTFOUND, EXCLUDE ${hostname}`;
  return { extraArgs: [`--host-resolver-rules=${rules}`], acceptInsecureCerts: true, interceptionUrl };
}

function remarksOn(config: Config): string[] {
  return Object.entries(config.outside).map(([name, url]) => `${name} is ${url}`);
}

async function readCode(sandboxUrl: string, email: string): Promise<string> {
  const reply = await fetch(`${sandboxUrl}/_control/kaspi/mailbox?login=${encodeURIComponent(email)}`);
  const mails = (await reply.json()) as { code: string }[];
  const code = mails.at(-1)?.code;
  if (code === undefined) {
    throw new Error(`Kaspi's stand-in sent no code to ${email}.`);
  }
  return code;
}
