import { z } from 'zod';
import { Secret } from './secret.ts';

const text = z.string().trim().min(1);
const optionalSecret = text.transform((value) => new Secret(value)).optional();
const optionalUrl = z.url().optional();
const siteUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => URL.parse(url)?.pathname === '/', 'Must be http(s) and a host, without a path')
  .optional();
const metricsToken = text
  .min(16, 'Must have at least 16 characters')
  .transform((value) => new Secret(value))
  .optional();
const port = z.coerce.number().int().min(0).max(65_535);

/** Requests a second; 0 lifts the limit. */
const perSecond = z.coerce.number().min(0).optional();
const choice = z.enum(['on', 'off']).optional();

/** The parts of the program that one process may run. */
export const processRoles = ['web', 'bots', 'worker', 'sessions'] as const;

/** One of the parts of the program. */
export type ProcessRole = (typeof processRoles)[number];

const rolesList = text
  .transform((value) => value.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum([...processRoles, 'all'])))
  .transform((roles): ProcessRole[] =>
    roles.includes('all') ? [...processRoles] : processRoles.filter((role) => roles.includes(role)),
  );

/** Every variable that the program reads; `.env.example` lists the same ones. */
export const environment = z.object({
  TELEGRAM_BOT_TOKEN: optionalSecret,
  TELEGRAM_API_URL: optionalUrl,
  TELEGRAM_UPDATES: z.enum(['polling', 'webhook']).optional(),
  KASPI_API_URL: optionalUrl,
  KASPI_CABINET_URL: optionalUrl,
  KASPI_ID_URL: optionalUrl,
  KASPI_STOREFRONT_URL: optionalUrl,
  WHATSAPP_WEB_URL: optionalUrl,
  KASPI_REQUESTS_PER_SECOND: perSecond,
  KASPI_OFFERS_PER_SECOND: perSecond,
  KASPI_PUSHES_PER_SECOND: perSecond,
  KASPI_ORDERS_PER_SECOND: perSecond,
  KASPI_CABINET_PER_SECOND: perSecond,
  KASPI_DIRECT_WITH_PROXIES: choice,
  KASPI_DISGUISE: choice,
  DATABASE_URL: optionalSecret,
  DATABASE_APP_URL: optionalSecret,
  DATABASE_SYSTEM_URL: optionalSecret,
  DATABASE_JOBS_URL: optionalSecret,
  MONGODB_URL: optionalSecret,
  SECRETS_KEY: optionalSecret,
  CHROMIUM_PATH: text.optional(),
  ADMIN_DIST: text.optional(),
  DATA_DIR: text.default('.data'),
  HOST: text.optional(),
  PORT: port.default(3000),
  SANDBOX_PORT: port.default(3001),
  PUBLIC_URL: siteUrl,
  INSTANCE_INDEX: z.coerce.number().int().min(0).optional(),
  INSTANCE_COUNT: z.coerce.number().int().min(1).optional(),
  METRICS_TOKEN: metricsToken,
  METRICS_PORT: port.optional(),
  ROLES: rolesList.default([...processRoles]),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
});

/** The environment, checked. */
export type Environment = z.output<typeof environment>;

/** Reads and checks the environment; an empty variable counts as absent. @throws Error that lists every problem */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `- ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment has problems:\n${problems.join('\n')}`);
  }
  return result.data;
}

/** The variables of this process as they are, for programs that it starts. */
export function inheritedVariables(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
