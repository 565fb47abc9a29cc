import { join, resolve } from 'node:path';
import { type Environment, inheritedVariables, type ProcessRole, processRoles } from './env.ts';
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

/** How gently Kaspi is used. */
export interface KaspiUse {
  /** Requests a second of all processes together; what is left out keeps its default, `Infinity` is no limit. */
  readonly pace: Partial<
    Record<'requestsPerSecond' | 'offersPerSecond' | 'pushesPerSecond' | 'ordersPerSecond' | 'cabinetPerSecond', number>
  >;
  readonly isDirectAllowed: boolean;
  readonly isDisguised: boolean;
}

/** Everything the composition root needs, decided once at start. */
export interface Config {
  readonly mode: Mode;
  readonly roles: readonly ProcessRole[];
  /** Which part of the stores this process reprices; absent: all of them. */
  readonly shard: { readonly index: number; readonly count: number } | undefined;
  readonly dataDir: string;
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string | undefined };
  /** The token that opens `/metrics` from afar, and a port of its own for it. */
  readonly metrics: { readonly token: Secret | undefined; readonly port: number | undefined };
  readonly sandboxPort: number;
  readonly outside: Partial<OutsideUrls>;
  readonly kaspi: KaspiUse;
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
  /** Where the bundled browser is unpacked; one for both modes. */
  readonly browserDir: string;
  /** What a browser may need of the process environment. */
  readonly browserEnv: Readonly<Record<string, string | undefined>>;
  /** A ready-built admin; otherwise it is built when missing. */
  readonly adminDist: string | undefined;
  readonly logLevel: string;
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

/**
 * Turns the checked environment into decisions: a Telegram token means live, none means demo.
 * @throws Error that names what live mode lacks
 */
export function decideConfig(env: Environment): Config {
  const mode: Mode = env.TELEGRAM_BOT_TOKEN ? 'live' : 'demo';
  const roles = env.ROLES.length > 0 ? env.ROLES : processRoles;
  const lacks = mode === 'live' ? lacksForLive(env, roles) : [];
  if (lacks.length > 0) {
    throw new Error(lacks.join('\n'));
  }

  return {
    mode,
    roles,
    shard: shardOf(env),
    dataDir: join(resolve(env.DATA_DIR), mode),
    http: { host: env.HOST ?? (mode === 'demo' ? '127.0.0.1' : '0.0.0.0'), port: env.PORT, publicUrl: env.PUBLIC_URL },
    metrics: { token: env.METRICS_TOKEN, port: env.METRICS_PORT },
    sandboxPort: env.SANDBOX_PORT,
    outside: outsideOf(env),
    kaspi: kaspiOf(env, mode),
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
    browserDir: resolve(env.DATA_DIR),
    browserEnv: inheritedVariables(),
    adminDist: env.ADMIN_DIST,
    logLevel: env.LOG_LEVEL ?? (mode === 'demo' ? 'warn' : 'info'),
  };
}

function lacksForLive(env: Environment, roles: readonly ProcessRole[]): string[] {
  // The bots send links to the admin, and the web server must know its own address among others.
  const meetsPeople = roles.includes('web') || roles.includes('bots');
  return [
    ...(env.SECRETS_KEY
      ? []
      : ['Live mode needs SECRETS_KEY: 32 random bytes in base64. Keep it safe, it opens every secret kept.']),
    ...(env.PUBLIC_URL || !meetsPeople
      ? []
      : ['Live mode needs PUBLIC_URL: where people reach this server, such as https://sauda.example.kz.']),
  ];
}

/** @throws Error unless both are given, or neither, and the index is one of the count */
function shardOf({ INSTANCE_INDEX: index, INSTANCE_COUNT: count }: Environment): Config['shard'] {
  if (index === undefined && count === undefined) {
    return undefined;
  }

  if (index === undefined || count === undefined || index >= count) {
    throw new Error('INSTANCE_INDEX (from 0) and INSTANCE_COUNT go together, and the index is below the count.');
  }

  return { index, count };
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

/** The demo shows at once what live mode does after a pause. */
function kaspiOf(env: Environment, mode: Mode): KaspiUse {
  const given = {
    requestsPerSecond: env.KASPI_REQUESTS_PER_SECOND,
    offersPerSecond: env.KASPI_OFFERS_PER_SECOND,
    pushesPerSecond: env.KASPI_PUSHES_PER_SECOND,
    ordersPerSecond: env.KASPI_ORDERS_PER_SECOND,
    cabinetPerSecond: env.KASPI_CABINET_PER_SECOND,
  };
  const set = Object.entries(given).filter(([, perSecond]) => perSecond !== undefined);
  return {
    pace: Object.fromEntries(set.map(([name, perSecond]) => [name, perSecond || Number.POSITIVE_INFINITY])),
    isDirectAllowed: env.KASPI_DIRECT_WITH_PROXIES !== 'off',
    isDisguised: env.KASPI_DISGUISE === undefined ? mode === 'live' : env.KASPI_DISGUISE === 'on',
  };
}
