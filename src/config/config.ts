import { join, resolve } from 'node:path';
import { type Environment, type ProcessRole, processRoles } from './env.ts';
import type { Secret } from './secret.ts';

/** `demo` talks to the sandbox, `live` to the real services. */
export type Mode = 'demo' | 'live';

/** Addresses of the outside world. */
export interface OutsideUrls {
  readonly telegramApi: string;
  readonly kaspiApi: string;
  readonly kaspiCabinet: string;
  readonly kaspiId: string;
  readonly kaspiStorefront: string;
  readonly whatsAppWeb: string;
}

/** How fast the house works; the demo is quick so that a newcomer sees cause and effect. */
export interface Pace {
  readonly repriceTickSeconds: number;
  readonly checkIntervalSeconds: number;
  readonly orderPollSeconds: number;
  /** Random gap between WhatsApp messages that we start, milliseconds. */
  readonly coldGapMs: { readonly from: number; readonly to: number };
  /** Random gap between replies, milliseconds. */
  readonly replyGapMs: { readonly from: number; readonly to: number };
  readonly keepsQuietHours: boolean;
}

/** Everything the composition root needs, decided once at start. */
export interface Config {
  readonly mode: Mode;
  readonly roles: readonly ProcessRole[];
  readonly dataDir: string;
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string | undefined };
  readonly sandboxPort: number;
  readonly outside: Partial<OutsideUrls>;
  readonly telegram: { readonly token: Secret | undefined; readonly updates: 'polling' | 'webhook' };
  readonly database: {
    readonly owner: Secret | undefined;
    readonly app: Secret | undefined;
    readonly system: Secret | undefined;
    readonly jobs: Secret | undefined;
  };
  readonly mongo: Secret | undefined;
  readonly secretsKey: Secret | undefined;
  readonly chromiumPath: string | undefined;
  readonly logLevel: string;
  readonly pace: Pace;
}

/** Where the real services are. */
export const realServices: OutsideUrls = {
  telegramApi: 'https://api.telegram.org',
  kaspiApi: 'https://kaspi.kz/shop/api/v2',
  kaspiCabinet: 'https://mc.shop.kaspi.kz',
  kaspiId: 'https://idmc.shop.kaspi.kz',
  kaspiStorefront: 'https://kaspi.kz',
  whatsAppWeb: 'https://web.whatsapp.com',
};

const paces: Readonly<Record<Mode, Pace>> = {
  demo: {
    repriceTickSeconds: 2,
    checkIntervalSeconds: 2,
    orderPollSeconds: 5,
    coldGapMs: { from: 200, to: 800 },
    replyGapMs: { from: 100, to: 300 },
    keepsQuietHours: false,
  },
  live: {
    repriceTickSeconds: 15,
    checkIntervalSeconds: 900,
    orderPollSeconds: 600,
    coldGapMs: { from: 30_000, to: 60_000 },
    replyGapMs: { from: 2_000, to: 6_000 },
    keepsQuietHours: true,
  },
};

/**
 * Turns the checked environment into decisions: a Telegram token means live, none means demo.
 * @throws Error when live mode lacks its secrets key
 */
export function decideConfig(env: Environment): Config {
  const mode: Mode = env.TELEGRAM_BOT_TOKEN ? 'live' : 'demo';
  if (mode === 'live' && !env.SECRETS_KEY) {
    throw new Error(
      'Live mode needs SECRETS_KEY: 32 random bytes in base64. Keep it safe, it opens every secret kept.',
    );
  }

  return {
    mode,
    roles: env.ROLES.length > 0 ? env.ROLES : processRoles,
    dataDir: join(resolve(env.DATA_DIR), mode),
    http: { host: env.HOST ?? (mode === 'demo' ? '127.0.0.1' : '0.0.0.0'), port: env.PORT, publicUrl: env.PUBLIC_URL },
    sandboxPort: env.SANDBOX_PORT,
    outside: outsideOf(env),
    telegram: { token: env.TELEGRAM_BOT_TOKEN, updates: updatesOf(env) },
    database: {
      owner: env.DATABASE_URL,
      app: env.DATABASE_APP_URL,
      system: env.DATABASE_SYSTEM_URL,
      jobs: env.DATABASE_JOBS_URL,
    },
    mongo: env.MONGODB_URL,
    secretsKey: env.SECRETS_KEY,
    chromiumPath: env.CHROMIUM_PATH,
    logLevel: env.LOG_LEVEL ?? (mode === 'demo' ? 'warn' : 'info'),
    pace: paces[mode],
  };
}

function updatesOf(env: Environment): 'polling' | 'webhook' {
  const canReceive = env.TELEGRAM_BOT_TOKEN !== undefined && env.PUBLIC_URL?.startsWith('https://') === true;
  return env.TELEGRAM_UPDATES ?? (canReceive ? 'webhook' : 'polling');
}

function outsideOf(env: Environment): Partial<OutsideUrls> {
  const given: Record<keyof OutsideUrls, string | undefined> = {
    telegramApi: env.TELEGRAM_API_URL,
    kaspiApi: env.KASPI_API_URL,
    kaspiCabinet: env.KASPI_CABINET_URL,
    kaspiId: env.KASPI_ID_URL,
    kaspiStorefront: env.KASPI_STOREFRONT_URL,
    whatsAppWeb: env.WHATSAPP_WEB_URL,
  };
  return Object.fromEntries(Object.entries(given).filter(([, url]) => url !== undefined));
}
